package dev.neuralake.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An {@code Accept} header (RFC 9110, section 12.5.1): media ranges with weights. The most specific range that covers a
 * type gives its weight; weight 0 refuses it.
 */
final class Accept {
    private static final Accept ANYTHING = new Accept(List.of(new Range("*", "*", 1)));

    private record Range(String type, String subtype, double weight) {

        boolean covers(String mediaType) {
            int slash = mediaType.indexOf('/');
            return (type.equals("*") || type.equals(mediaType.substring(0, slash)))
                    && (subtype.equals("*") || subtype.equals(mediaType.substring(slash + 1)));
        }

        int precision() {
            return type.equals("*") ? 0 : subtype.equals("*") ? 1 : 2;
        }
    }

    private final List<Range> ranges;

    private Accept(List<Range> ranges) {
        this.ranges = ranges;
    }

    /**
     * @param header the header's value; empty where there is none, which accepts anything
     * @throws HttpError where it is not a list of media ranges
     */
    static Accept parse(String header) {
        if (header.isBlank()) {
            return ANYTHING;
        }
        List<Range> ranges = new ArrayList<>();
        for (String element : header.split(",")) {
            if (!element.isBlank()) {
                ranges.add(range(element.strip().toLowerCase(Locale.ROOT)));
            }
        }
        return new Accept(ranges);
    }

    private static Range range(String element) {
        String[] parts = element.split(";");
        String[] types = parts[0].strip().split("/", -1);
        if (types.length != 2
                || types[0].isEmpty()
                || types[1].isEmpty()
                || types[0].equals("*") && !types[1].equals("*")) {
            throw unreadable(element);
        }
        double weight = 1;
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip();
            if (parameter.startsWith("q=")) {
                weight = weight(parameter.substring(2), element);
            }
        }
        return new Range(types[0], types[1], weight);
    }

    private static double weight(String text, String element) {
        if (!text.matches("0(\\.[0-9]{0,3})?|1(\\.0{0,3})?")) {
            throw unreadable(element);
        }
        return Double.parseDouble(text);
    }

    private static HttpError unreadable(String element) {
        return new HttpError(
                ErrorCode.NOT_ACCEPTABLE, "Cannot read '" + element + "' in Accept: it is not a media range");
    }

    /** The type that weighs most; among equals the first offered. Empty where none is accepted. */
    Optional<String> best(List<String> offered) {
        String best = null;
        double most = 0;
        for (String type : offered) {
            double weight = weight(type);
            if (weight > most) {
                most = weight;
                best = type;
            }
        }
        return Optional.ofNullable(best);
    }

    private double weight(String mediaType) {
        int precision = -1;
        double weight = 0;
        for (Range range : ranges) {
            if (range.covers(mediaType) && range.precision() > precision) {
                precision = range.precision();
                weight = range.weight;
            }
        }
        return weight;
    }
}
