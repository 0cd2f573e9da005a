package dev.neuralake.delta;

import dev.neuralake.columnar.ColumnStatistics;
import dev.neuralake.columnar.Result;
import dev.neuralake.columnar.Session;
import dev.neuralake.columnar.WrittenFile;
import dev.neuralake.delta.action.AddFile;
import dev.neuralake.delta.action.Metadata;
import dev.neuralake.types.Column;
import dev.neuralake.types.DataType.StructType;
import dev.neuralake.types.Sql;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads files that somebody else wrote for the number of their rows and the bounds of their columns. */
final class StatisticsCollector {
    private static final int BATCH = 500;

    private final TableFiles files;
    private final Metadata metadata;
    private final Set<List<String>> indexed;
    private final List<Column> stored;
    private final List<List<String>> leaves = new ArrayList<>();
    private final List<Boolean> bounded = new ArrayList<>();

    StatisticsCollector(TableFiles files, Metadata metadata) {
        this.files = files;
        this.metadata = metadata;
        this.stored = metadata.schema().columns().stream()
                .filter(column -> !metadata.partitionColumns().contains(column.name()))
                .toList();
        this.indexed = StatisticsColumns.of(metadata, stored);
        addLeaves(List.of(), stored);
    }

    private void addLeaves(List<String> parent, List<Column> columns) {
        for (Column column : columns) {
            List<String> path = new ArrayList<>(parent);
            path.add(column.name());
            if (column.type() instanceof StructType struct) {
                addLeaves(path, struct.fields());
            } else if (indexed.contains(path)) {
                leaves.add(path);
                bounded.add(StatisticsColumns.hasBounds(column.type()));
            }
        }
    }

    /** The files with their statistics, in order. */
    List<AddFile> collect(List<AddFile> adds) {
        List<AddFile> collected = new ArrayList<>();
        for (int i = 0; i < adds.size(); i += BATCH) {
            collected.addAll(batch(adds.subList(i, Math.min(i + BATCH, adds.size()))));
        }
        return collected;
    }

    private List<AddFile> batch(List<AddFile> adds) {
        Scan scan = new ScanSql(
                        files.table(),
                        0,
                        metadata,
                        file -> DataPath.local(files.store(), file.path(), files.table(), 0),
                        file -> {
                            throw new IllegalStateException("a file that is no table's has no deletion vector");
                        })
                .of(new ScanRequest(adds, true));
        @Nullable AddFile[] collected = new AddFile[adds.size()];
        try (Session session = files.engine().session();
                Result result = session.query(sql(scan.sql()));
                var rows = result.rows()) {
            while (rows.hasNext()) {
                @Nullable Object[] row = rows.next();
                int place = ((Number) Objects.requireNonNull(row[0])).intValue();
                collected[place] = withStatistics(scan.files().get(place), row);
            }
        }
        List<AddFile> all = new ArrayList<>();
        for (int i = 0; i < collected.length; i++) {
            AddFile file = collected[i];
            all.add(file == null ? withStatistics(scan.files().get(i), null) : file);
        }
        return all;
    }

    private String sql(String scan) {
        List<String> expressions = new ArrayList<>(List.of(ScanRequest.FILE, "count(*)"));
        for (int i = 0; i < leaves.size(); i++) {
            String value = leaves.get(i).stream().map(Sql::quote).collect(Collectors.joining("."));
            expressions.add("count(" + value + ")");
            if (bounded.get(i)) {
                expressions.add("min(" + value + ")");
                expressions.add("max(" + value + ")");
            }
        }
        return "SELECT " + String.join(", ", expressions) + " FROM (" + scan + ") GROUP BY " + ScanRequest.FILE;
    }

    /** @param row null for a file without rows */
    private AddFile withStatistics(AddFile file, @Nullable Object @Nullable [] row) {
        long records = row == null ? 0 : number(row[1]);
        Map<List<String>, ColumnStatistics> statistics = new LinkedHashMap<>();
        int next = 2;
        for (int i = 0; i < leaves.size() && row != null; i++) {
            long nulls = records - number(row[next++]);
            Object min = bounded.get(i) ? bound(row[next++], -0.0) : null;
            Object max = bounded.get(i) ? bound(row[next++], 0.0) : null;
            statistics.put(leaves.get(i), new ColumnStatistics(min, max, nulls));
        }
        WrittenFile part = new WrittenFile(Path.of("/"), file.sizeBytes(), records, statistics, Map.of());
        return AddFile.of(
                file.path(),
                file.partitionValues(),
                file.sizeBytes(),
                file.modifiedAtMillis(),
                FileStatistics.json(part, stored, indexed));
    }

    private static long number(@Nullable Object value) {
        return ((Number) Objects.requireNonNull(value)).longValue();
    }

    /** NaN is no bound; both zeros are one to the engine, so either may be there. */
    private static @Nullable Object bound(@Nullable Object value, double zero) {
        return switch (value) {
            case Double d when d.isNaN() -> null;
            case Float f when f.isNaN() -> null;
            case Double d when d == 0 -> zero;
            case Float f when f == 0 -> (float) zero;
            case null, default -> value;
        };
    }
}
