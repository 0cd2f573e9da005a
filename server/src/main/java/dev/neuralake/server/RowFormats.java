package dev.neuralake.server;

import dev.neuralake.columnar.format.Format;
import dev.neuralake.types.NeuralakeException;
import java.util.List;
import java.util.Optional;

/** The formats that rows are answered in, and how a request chooses one. */
final class RowFormats {
    private static final List<Format> OFFERED =
            List.of(Format.JSON, Format.NDJSON, Format.CSV, Format.ARROW, Format.PARQUET);

    private RowFormats() {}

    /**
     * What the parameter {@code format} names, or else what {@code Accept} weighs most.
     *
     * @throws HttpError where there is no such format
     */
    static Format choose(Exchange exchange) {
        Optional<String> named = exchange.query().one("format");
        return named.isPresent() ? named(named.get()) : accepted(exchange.header("Accept"));
    }

    private static Format named(String name) {
        try {
            Format format = Format.of(name);
            if (OFFERED.contains(format)) {
                return format;
            }
        } catch (NeuralakeException e) {
            throw new HttpError(ErrorCode.NOT_ACCEPTABLE, String.valueOf(e.getMessage()), e).hint(offered());
        }
        throw new HttpError(ErrorCode.NOT_ACCEPTABLE, "Cannot answer in format '" + name + "'").hint(offered());
    }

    private static Format accepted(String header) {
        List<String> types = OFFERED.stream().map(RowFormats::type).toList();
        return Accept.parse(header)
                .best(types)
                .map(type -> OFFERED.get(types.indexOf(type)))
                .orElseThrow(() -> new HttpError(
                                ErrorCode.NOT_ACCEPTABLE, "Cannot answer as '" + header + "': there is no such format")
                        .hint("Accept one of " + String.join(", ", types) + "."));
    }

    /** The media type without its parameters, which no request names. */
    private static String type(Format format) {
        return format.mediaType().replaceFirst(";.*", "");
    }

    private static String offered() {
        return "Formats are "
                + String.join(", ", OFFERED.stream().map(Format::toString).toList()) + ".";
    }
}
