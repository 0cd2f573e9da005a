package dev.neuralake.statement;

import dev.neuralake.delta.CommitEntry;
import dev.neuralake.delta.DeltaLog;
import dev.neuralake.delta.TableDetail;
import dev.neuralake.types.Column;
import dev.neuralake.types.DataType;
import dev.neuralake.types.Schema;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** DESCRIBE HISTORY and DESCRIBE DETAIL, with Spark's columns. */
final class Description {
    private static final DataType TEXTS = DataType.map(DataType.Primitive.STRING, DataType.Primitive.STRING);
    private static final Schema HISTORY = new Schema(List.of(
            Column.of("version", DataType.Primitive.LONG),
            Column.of("timestamp", DataType.Primitive.TIMESTAMP),
            Column.of("operation", DataType.Primitive.STRING),
            Column.of("operationParameters", TEXTS),
            Column.of("readVersion", DataType.Primitive.LONG),
            Column.of("isolationLevel", DataType.Primitive.STRING),
            Column.of("isBlindAppend", DataType.Primitive.BOOLEAN),
            Column.of("operationMetrics", TEXTS),
            Column.of("userMetadata", DataType.Primitive.STRING),
            Column.of("engineInfo", DataType.Primitive.STRING)));

    private static final DataType NAMES = DataType.array(DataType.Primitive.STRING);
    private static final Schema DETAIL = new Schema(List.of(
            Column.of("format", DataType.Primitive.STRING),
            Column.of("id", DataType.Primitive.STRING),
            Column.of("name", DataType.Primitive.STRING),
            Column.of("description", DataType.Primitive.STRING),
            Column.of("location", DataType.Primitive.STRING),
            Column.of("createdAt", DataType.Primitive.TIMESTAMP),
            Column.of("lastModified", DataType.Primitive.TIMESTAMP),
            Column.of("partitionColumns", NAMES),
            Column.of("clusteringColumns", NAMES),
            Column.of("numFiles", DataType.Primitive.LONG),
            Column.of("sizeInBytes", DataType.Primitive.LONG),
            Column.of("properties", TEXTS),
            Column.of("minReaderVersion", DataType.Primitive.INT),
            Column.of("minWriterVersion", DataType.Primitive.INT),
            Column.of("tableFeatures", NAMES)));

    private final Workplace place;

    Description(Workplace place) {
        this.place = place;
    }

    Outcome history(Statement.DescribeHistory describe) {
        List<CommitEntry> entries = place.log(describe.table()).history();
        long most = describe.limit() == null ? entries.size() : describe.limit();
        return Outcome.of(place.rows(
                HISTORY, entries.stream().limit(most).map(Description::row).toList()));
    }

    Outcome detail(Statement.DescribeDetail describe) {
        DeltaLog log = place.log(describe.table());
        TableDetail detail = log.detail();
        @Nullable
        Object[] row = {
            detail.format(),
            detail.id(),
            log.name(),
            detail.description(),
            detail.location(),
            detail.createdAt(),
            detail.lastModified(),
            detail.partitionColumns(),
            detail.clusteringColumns(),
            detail.numFiles(),
            detail.sizeInBytes(),
            detail.properties(),
            detail.minReaderVersion(),
            detail.minWriterVersion(),
            detail.tableFeatures()
        };
        return Outcome.of(place.rows(DETAIL, List.<@Nullable Object[]>of(row)));
    }

    private static @Nullable Object[] row(CommitEntry entry) {
        Map<String, String> parameters = new TreeMap<>();
        entry.parameters().forEach((name, value) -> parameters.put(name, String.valueOf(value)));
        return new Object[] {
            entry.version(),
            entry.timestamp(),
            entry.operation(),
            parameters,
            entry.readVersion(),
            entry.isolationLevel(),
            entry.isBlindAppend(),
            new TreeMap<>(entry.metrics()),
            entry.userMetadata(),
            entry.engine()
        };
    }
}
