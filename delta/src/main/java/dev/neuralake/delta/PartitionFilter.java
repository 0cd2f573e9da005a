package dev.neuralake.delta;

import dev.neuralake.columnar.ArrowSource;
import dev.neuralake.columnar.EngineException;
import dev.neuralake.columnar.Result;
import dev.neuralake.columnar.Session;
import dev.neuralake.delta.action.AddFile;
import dev.neuralake.types.Column;
import dev.neuralake.types.DataType.Primitive;
import dev.neuralake.types.NeuralakeException;
import dev.neuralake.types.Schema;
import dev.neuralake.types.Sql;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Chooses files by a condition on partition columns, which the engine evaluates once for each partition. */
final class PartitionFilter {
    private static final String PARTITIONS = "partitions of the table";

    private final TableFiles files;
    private final Snapshot snapshot;
    private final String operation;

    /** @param operation what the condition belongs to, for errors */
    PartitionFilter(TableFiles files, Snapshot snapshot, String operation) {
        this.files = files;
        this.snapshot = snapshot;
        this.operation = operation;
    }

    /** @param where null for all files */
    Predicate<AddFile> of(@Nullable String where) {
        if (where == null) {
            return _ -> true;
        }
        if (snapshot.partitionColumns().isEmpty()) {
            throw refused(where, "the table is not partitioned (leave WHERE out)", null);
        }
        Set<Map<String, @Nullable String>> matching = matching(where);
        return file -> matching.contains(file.partitionValues());
    }

    private Set<Map<String, @Nullable String>> matching(String where) {
        Set<Map<String, @Nullable String>> distinct = new LinkedHashSet<>();
        snapshot.files().forEach(file -> distinct.add(file.partitionValues()));
        List<Map<String, @Nullable String>> partitions = List.copyOf(distinct);
        Set<Map<String, @Nullable String>> matching = new HashSet<>();
        try (Session session = files.engine().session()) {
            session.register(PARTITIONS, source(partitions));
            try (Result result = session.query(sql(where));
                    var rows = result.rows()) {
                while (rows.hasNext()) {
                    int index = ((Number) Objects.requireNonNull(rows.next()[0])).intValue();
                    matching.add(partitions.get(index));
                }
            }
        } catch (EngineException e) {
            throw refused(
                    where,
                    "it can name the partition columns " + snapshot.partitionColumns() + " only: " + e.getMessage(),
                    e);
        }
        return matching;
    }

    private List<Column> columns() {
        return snapshot.partitionColumns().stream()
                .map(name -> snapshot.schema().column(name))
                .toList();
    }

    private ArrowSource source(List<Map<String, @Nullable String>> partitions) {
        boolean mapped = ColumnMapping.isOn(snapshot.metadata());
        List<Column> columns = columns();
        List<Column> texts = new ArrayList<>(List.of(Column.of("i", Primitive.LONG)));
        columns.forEach(column -> texts.add(Column.of("p" + texts.size(), Primitive.STRING)));
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (Map<String, @Nullable String> partition : partitions) {
            List<@Nullable Object> row = new ArrayList<>();
            row.add((long) rows.size());
            for (Column column : columns) {
                String text = partition.get(ColumnMapping.physicalName(column, mapped));
                row.add(text == null || text.isEmpty() ? null : text);
            }
            rows.add(row.toArray());
        }
        return ArrowSource.ofRows(new Schema(texts), rows);
    }

    private String sql(String where) {
        List<String> typed = new ArrayList<>();
        for (Column column : columns()) {
            typed.add(PartitionText.cast("p" + (typed.size() + 1), column.type(), "") + " AS "
                    + Sql.quote(column.name()));
        }
        // Numbered by a name that no column has.
        return "SELECT \"partition number\" FROM (SELECT i AS \"partition number\", " + String.join(", ", typed)
                + " FROM " + Sql.quote(PARTITIONS) + ") WHERE (" + where + "\n)";
    }

    private NeuralakeException refused(String where, String reason, @Nullable Exception cause) {
        String message = "Cannot " + operation + " table " + files.table() + " where " + where.strip() + ": " + reason;
        return cause == null ? new NeuralakeException(message) : new NeuralakeException(message, cause);
    }
}
