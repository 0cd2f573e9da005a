package dev.neuralake.query;

import dev.neuralake.catalog.Catalog;
import dev.neuralake.catalog.CatalogTable;
import dev.neuralake.columnar.EngineException;
import dev.neuralake.query.failure.Place;
import dev.neuralake.query.failure.QueryException;
import dev.neuralake.query.failure.QueryException.Kind;
import dev.neuralake.query.gate.Gate;
import dev.neuralake.types.NeuralakeException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells failures of the engine in the user's terms: with the user's names, and with the place in the user's text. */
final class Failures {
    private static final Pattern ENGINE_PLACE = Pattern.compile(" \\(line \\d+, column \\d+\\)$");
    private static final Pattern COLUMN = Pattern.compile("(?i)column .*not found|does not have a column");
    private static final Pattern TABLE = Pattern.compile("(?i)^referenced table|^table .*does not exist");

    private final Catalog catalog;
    private final Gate gate;

    Failures(Catalog catalog, Gate gate) {
        this.catalog = catalog;
        this.gate = gate;
    }

    QueryException of(EngineException failure, Compiled query, Cancellation cancellation) {
        if (failure.kind() == EngineException.Kind.INTERRUPTED) {
            return cancellation.failure(failure);
        }
        NeuralakeException told = catalog.explain(failure, query.read());
        if (!told.equals(failure)) {
            return new QueryException(Kind.SOURCE, String.valueOf(told.getMessage()), null, told);
        }
        String reason = named(ENGINE_PLACE.matcher(failure.reason()).replaceFirst(""), query.tables());
        return new QueryException(
                kind(failure.kind(), reason), "Cannot run the query: " + reason, place(failure, query), failure);
    }

    /** A failure to read what the query needs before it can start. */
    QueryException of(EngineException failure, Resolved query, Cancellation cancellation) {
        if (failure.kind() == EngineException.Kind.INTERRUPTED) {
            return cancellation.failure(failure);
        }
        List<CatalogTable> read =
                query.all().map(Resolved::table).filter(Objects::nonNull).toList();
        NeuralakeException told = catalog.explain(failure, read);
        return new QueryException(Kind.SOURCE, String.valueOf(told.getMessage()), null, told);
    }

    private @Nullable Place place(EngineException failure, Compiled query) {
        OptionalInt position = failure.position();
        if (position.isEmpty()) {
            return null;
        }
        OptionalInt original = gate.position(query.select(), query.filled(), position.getAsInt());
        return original.isEmpty() ? null : Gate.place(query.select(), original.getAsInt());
    }

    private static String named(String reason, Map<String, CatalogTable> tables) {
        String named = reason;
        // The longest names first: __neuralake_1 begins __neuralake_12.
        for (Map.Entry<String, CatalogTable> table : tables.entrySet().stream()
                .sorted(Comparator.comparing(entry -> -entry.getKey().length()))
                .toList()) {
            named = named.replace(table.getKey(), table.getValue().name());
        }
        return named;
    }

    private static Kind kind(EngineException.Kind kind, String reason) {
        return switch (kind) {
            case SYNTAX -> Kind.SYNTAX;
            case CATALOG, BINDING -> {
                if (COLUMN.matcher(reason).find()) {
                    yield Kind.UNKNOWN_COLUMN;
                }
                yield TABLE.matcher(reason).find() ? Kind.UNKNOWN_TABLE : Kind.TYPE;
            }
            case CONVERSION -> Kind.TYPE;
            case OTHER -> reason.startsWith("INTERNAL") ? Kind.INTERNAL : Kind.TYPE;
            case SOURCE, IO -> Kind.SOURCE;
            case PERMISSION -> Kind.FORBIDDEN;
            case OUT_OF_MEMORY, OUT_OF_DISK -> Kind.RESOURCES;
            case INTERRUPTED -> Kind.CANCELLED;
        };
    }
}
