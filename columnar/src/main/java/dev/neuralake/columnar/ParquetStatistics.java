package dev.neuralake.columnar;

import dev.neuralake.types.Column;
import dev.neuralake.types.DataType;
import dev.neuralake.types.DataType.Primitive;
import dev.neuralake.types.DataType.StructType;
import dev.neuralake.types.NeuralakeException;
import dev.neuralake.types.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the statistics that the engine returns for a file it wrote: texts by quoted path and name. */
final class ParquetStatistics {
    private final Map<List<String>, Map<?, ?>> reported = new LinkedHashMap<>();
    private final Map<List<String>, ColumnStatistics> statistics = new LinkedHashMap<>();

    private ParquetStatistics(Map<?, ?> columns) {
        columns.forEach((path, values) -> reported.put(path((String) path), (Map<?, ?>) values));
    }

    static Map<List<String>, ColumnStatistics> of(Schema schema, Map<?, ?> columns) {
        ParquetStatistics reader = new ParquetStatistics(columns);
        reader.add(List.of(), schema.columns());
        return reader.statistics;
    }

    private void add(List<String> parent, List<Column> columns) {
        for (Column column : columns) {
            List<String> path = new ArrayList<>(parent);
            path.add(column.name());
            if (column.type() instanceof StructType struct) {
                add(path, struct.fields());
                continue;
            }
            Map<?, ?> values = reported.get(path);
            // The null count of an array or a map in a struct leaves out where the struct is null.
            boolean known = parent.isEmpty() || !column.type().isNested();
            if (known && values != null && values.containsKey("null_count")) {
                statistics.put(List.copyOf(path), statistics(column.type(), values));
            }
        }
    }

    private static ColumnStatistics statistics(DataType type, Map<?, ?> values) {
        long nullCount = Long.parseLong((String) values.get("null_count"));
        if (type.isNested() || type == Primitive.BINARY) {
            return new ColumnStatistics(null, null, nullCount);
        }
        boolean hasNan = "true".equals(values.get("has_nan"));
        Object min = zeroAs(-0.0, value(type, (String) values.get("min")));
        Object max = zeroAs(0.0, hasNan ? null : value(type, (String) values.get("max")));
        return new ColumnStatistics(min, max, nullCount);
    }

    private static @Nullable Object value(DataType type, @Nullable String text) {
        try {
            return text == null ? null : EngineText.parse(type, text);
        } catch (NeuralakeException e) {
            // A year that needs five digits, say. Unknown is always true.
            return null;
        }
    }

    /** The engine takes both zeros for one, so the column may hold the other as well. */
    private static @Nullable Object zeroAs(double zero, @Nullable Object bound) {
        return switch (bound) {
            case Double d when d == 0 -> zero;
            case Float f when f == 0 -> (float) zero;
            case null, default -> bound;
        };
    }

    /** {@code "a b"."q""x"} as its names. */
    private static List<String> path(String quoted) {
        List<String> names = new ArrayList<>();
        StringBuilder name = new StringBuilder();
        boolean inside = false;
        for (int i = 0; i < quoted.length(); i++) {
            char c = quoted.charAt(i);
            if (c == '"' && inside && i + 1 < quoted.length() && quoted.charAt(i + 1) == '"') {
                name.append(c);
                i++;
            } else if (c == '"') {
                inside = !inside;
            } else if (c == '.' && !inside) {
                names.add(name.toString());
                name.setLength(0);
            } else {
                name.append(c);
            }
        }
        names.add(name.toString());
        return names;
    }
}
