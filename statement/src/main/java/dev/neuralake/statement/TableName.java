package dev.neuralake.statement;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a statement calls a table: {@code t}, {@code db.t}, or a folder as {@code delta.`/path`}.
 *
 * @param parts the identifiers without quotes, outermost first
 */
public record TableName(List<String> parts) {
    public TableName {
        parts = List.copyOf(parts);
    }

    /** Whether it names a folder of the format, as {@code parquet.`/path`} does. */
    public boolean isPath(String format) {
        return parts.size() == 2
                && parts.getFirst().equalsIgnoreCase(format)
                && parts.get(1).contains("/");
    }

    /** The last part: the name of the table, or the path. */
    public String last() {
        return parts.getLast();
    }

    /** The name as the catalog spells it: {@code db.t}. */
    @Override
    public String toString() {
        return parts.stream().collect(Collectors.joining("."));
    }
}
