package dev.neuralake.columnar;

import dev.neuralake.types.Sql;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.duckdb.DuckDBPreparedStatement;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a query yields as Parquet files of bounded size in a folder, apart by the values of partition columns.
 */
public final class ParquetParts {

    /**
     * One file of the folder.
     *
     * @param partition the values of the partition columns as text, null for null; those columns are not in the file
     * @param statistics by column path as the engine writes it: parts in double quotes, joined by dots
     */
    public record Part(
            Path path,
            long records,
            long sizeBytes,
            Map<String, @Nullable String> partition,
            Map<String, Statistics> statistics) {}

    /**
     * What is known of a column in one file.
     *
     * @param min the least value as the engine's text, exact; null where none is known
     * @param max the greatest value in the same way, NaN aside
     * @param nulls the number of nulls, -1 where it is not known
     * @param nans whether a value is NaN
     */
    public record Statistics(@Nullable String min, @Nullable String max, long nulls, boolean nans) {}

    private ParquetParts() {}

    /**
     * Runs a query and writes its rows.
     *
     * @param folder is made if absent; its other files stay
     * @param partitionColumns columns of the query, of type VARCHAR
     * @param fileSizeBytes about where a new file is begun
     * @param fieldIds the Parquet field ids as the engine's FIELD_IDS option has them, empty for none
     * @return the files, none of them empty
     */
    public static List<Part> write(
            Session session,
            String sql,
            List<?> parameters,
            Path folder,
            List<String> partitionColumns,
            long fileSizeBytes,
            String fieldIds) {
        String partitionBy = partitionColumns.isEmpty()
                ? ""
                : ", PARTITION_BY (" + partitionColumns.stream().map(Sql::quote).collect(Collectors.joining(", "))
                        + ")";
        String ids = fieldIds.isEmpty() ? "" : ", FIELD_IDS " + fieldIds;
        String copy = "COPY (" + sql + ") TO " + Sql.text(folder.toString())
                + " (FORMAT parquet, COMPRESSION zstd, RETURN_STATS, OVERWRITE_OR_IGNORE, FILENAME_PATTERN 'part-{uuid}'"
                + ", FILE_SIZE_BYTES " + fileSizeBytes + partitionBy + ids + ")";
        try (DuckDBPreparedStatement statement = session.prepare(copy)) {
            session.parameters().bind(statement, parameters);
            List<Part> parts = new ArrayList<>();
            session.running(statement, () -> {
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        parts.add(part(rows));
                    }
                }
            });
            return parts.stream().filter(part -> part.records() > 0).toList();
        } catch (SQLException e) {
            throw session.failure(e, "write Parquet files", sql, copy.indexOf(sql));
        }
    }

    private static Part part(ResultSet row) throws SQLException {
        Map<String, @Nullable String> partition = new LinkedHashMap<>();
        if (row.getObject("partition_keys") instanceof Map<?, ?> keys) {
            keys.forEach(
                    (column, value) -> partition.put(String.valueOf(column), value == null ? null : value.toString()));
        }
        Map<String, Statistics> statistics = new LinkedHashMap<>();
        if (row.getObject("column_statistics") instanceof Map<?, ?> columns) {
            columns.forEach((column, values) -> statistics.put(String.valueOf(column), statistics((Map<?, ?>) values)));
        }
        return new Part(
                Path.of(row.getString("filename")),
                row.getLong("count"),
                row.getLong("file_size_bytes"),
                Collections.unmodifiableMap(partition),
                Collections.unmodifiableMap(statistics));
    }

    private static Statistics statistics(Map<?, ?> values) {
        Object nulls = values.get("null_count");
        return new Statistics(
                values.get("min_is_exact") instanceof String exact && exact.equals("true") ? text(values, "min") : null,
                values.get("max_is_exact") instanceof String exact && exact.equals("true") ? text(values, "max") : null,
                nulls == null ? -1 : Long.parseLong(nulls.toString()),
                Boolean.parseBoolean(String.valueOf(values.get("has_nan"))));
    }

    private static @Nullable String text(Map<?, ?> values, String key) {
        Object value = values.get(key);
        return value == null ? null : value.toString();
    }
}
