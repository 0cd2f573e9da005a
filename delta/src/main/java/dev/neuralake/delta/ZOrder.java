package dev.neuralake.delta;

import dev.neuralake.columnar.Result;
import dev.neuralake.columnar.Session;
import dev.neuralake.types.Sql;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Orders rows along a Z curve: each column's values are cut into ranges of about as many rows, by a sample, and the bits
 * of the numbers of a row's ranges are interleaved. Rows that are near in any of the columns come near each other.
 */
final class ZOrder {
    private static final int SAMPLE_ROWS = 20_000;
    private static final int BITS_MOST = 8;
    private static final int BITS_IN_ALL = 62;

    private final List<List<String>> columns;
    private final int bits;

    /** @param columns paths, at least one */
    ZOrder(List<List<String>> columns) {
        this.columns = columns;
        this.bits = Math.max(1, Math.min(BITS_MOST, BITS_IN_ALL / columns.size()));
    }

    /** The expressions to order what a SELECT yields by. */
    String orderBy(Session session, String select) {
        List<String> values = columns.stream()
                .map(path -> path.stream().map(Sql::quote).collect(Collectors.joining(".")))
                .toList();
        if (values.size() == 1) {
            return values.getFirst();
        }
        List<String> parts = new ArrayList<>();
        for (List<Object> bounds : bounds(session, select, values)) {
            int column = parts.size();
            parts.add("CASE WHEN " + values.get(column) + " IS NULL THEN CAST(0 AS BIGINT) ELSE "
                    + range(column, values.get(column), bounds, 0, bounds.size()) + " END");
        }
        return "(" + String.join(" | ", parts) + "), " + String.join(", ", values);
    }

    /** The distinct values between the ranges of each column, ascending. */
    private List<List<Object>> bounds(Session session, String select, List<String> values) {
        int ranges = 1 << bits;
        List<String> fractions = new ArrayList<>();
        for (int i = 1; i < ranges; i++) {
            fractions.add(String.valueOf((double) i / ranges));
        }
        String wanted = fractions.stream().collect(Collectors.joining(", ", "[", "]"));
        List<String> quantiles = new ArrayList<>();
        List<String> sampled = new ArrayList<>();
        for (String value : values) {
            String name = "v" + sampled.size();
            sampled.add(value + " AS " + name);
            quantiles.add("quantile_disc(" + name + ", " + wanted + ")");
        }
        String sql = "SELECT " + String.join(", ", quantiles) + " FROM (SELECT " + String.join(", ", sampled)
                + " FROM (" + select + ") USING SAMPLE reservoir(" + SAMPLE_ROWS + " ROWS) REPEATABLE (1))";
        try (Result result = session.query(sql);
                var rows = result.rows()) {
            List<List<Object>> bounds = new ArrayList<>();
            for (@Nullable Object column : rows.next()) {
                bounds.add(column instanceof List<?> list ? distinct(list) : List.of());
            }
            return bounds;
        }
    }

    private static List<Object> distinct(List<?> values) {
        LinkedHashSet<Object> distinct = new LinkedHashSet<>();
        values.stream().filter(Objects::nonNull).forEach(distinct::add);
        return List.copyOf(distinct);
    }

    /** The spread number of the range of {@code bounds[from, to)} that a value falls into: a search by halves. */
    private String range(int column, String value, List<Object> bounds, int from, int to) {
        if (from == to) {
            return "CAST(" + spread(from, column) + " AS BIGINT)";
        }
        int middle = (from + to) >>> 1;
        return "CASE WHEN " + value + " < " + Sql.literal(bounds.get(middle)) + " THEN "
                + range(column, value, bounds, from, middle) + " ELSE "
                + range(column, value, bounds, middle + 1, to) + " END";
    }

    /** The bits of a number with room between them for the bits of the other columns. */
    private long spread(int range, int column) {
        long spread = 0;
        for (int bit = 0; bit < bits; bit++) {
            spread |= (long) (range >> bit & 1) << (bit * columns.size() + column);
        }
        return spread;
    }
}
