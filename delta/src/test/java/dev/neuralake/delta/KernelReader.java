package dev.neuralake.delta;

import io.delta.kernel.Scan;
import io.delta.kernel.TableManager;
import io.delta.kernel.data.ArrayValue;
import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.ColumnarBatch;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.data.ScanStateRow;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.BinaryType;
import io.delta.kernel.types.BooleanType;
import io.delta.kernel.types.ByteType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.DecimalType;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.FloatType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.ShortType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.TimestampNTZType;
import io.delta.kernel.types.TimestampType;
import io.delta.kernel.utils.CloseableIterator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** Reads tables with Delta Kernel, a reader that is not ours: values as {@link DeltaFixture#read} has them. */
final class KernelReader {
    private static final Engine ENGINE = DefaultEngine.create(new Configuration());

    private KernelReader() {}

    static io.delta.kernel.Snapshot snapshot(Path table) {
        return TableManager.loadSnapshot(table.toString()).build(ENGINE);
    }

    static Engine engine() {
        return ENGINE;
    }

    /** The rows of the latest version in no order. */
    static List<List<Object>> read(Path table) {
        return read(snapshot(table));
    }

    static List<List<Object>> read(Path table, long version) {
        return read(
                TableManager.loadSnapshot(table.toString()).atVersion(version).build(ENGINE));
    }

    private static List<List<Object>> read(io.delta.kernel.Snapshot snapshot) {
        Scan scan = snapshot.getScanBuilder().build();
        Row state = scan.getScanState(ENGINE);
        StructType physical = ScanStateRow.getPhysicalDataReadSchema(state);
        List<List<Object>> rows = new ArrayList<>();
        try (CloseableIterator<FilteredColumnarBatch> batches = scan.getScanFiles(ENGINE)) {
            while (batches.hasNext()) {
                try (CloseableIterator<Row> files = batches.next().getRows()) {
                    while (files.hasNext()) {
                        readFile(state, physical, files.next(), rows);
                    }
                }
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return rows;
    }

    private static void readFile(Row state, StructType physical, Row file, List<List<Object>> rows) throws IOException {
        var status = InternalScanFileUtils.getAddFileStatus(file);
        CloseableIterator<ColumnarBatch> data = ENGINE.getParquetHandler()
                .readParquetFiles(Utils.singletonCloseableIterator(status), physical, Optional.empty())
                .map(read -> read.getData());
        try (var batches = Scan.transformPhysicalData(ENGINE, state, file, data)) {
            while (batches.hasNext()) {
                FilteredColumnarBatch batch = batches.next();
                Optional<ColumnVector> selection = batch.getSelectionVector();
                try (CloseableIterator<Row> all = batch.getData().getRows()) {
                    for (int i = 0; all.hasNext(); i++) {
                        Row row = all.next();
                        if (selection.isEmpty() || selection.get().getBoolean(i)) {
                            rows.add(values(row));
                        }
                    }
                }
            }
        }
    }

    private static List<Object> values(Row row) {
        List<Object> values = new ArrayList<>();
        StructType schema = row.getSchema();
        for (int i = 0; i < schema.length(); i++) {
            values.add(row.isNullAt(i) ? "null" : value(row, i, schema.at(i).getDataType()));
        }
        return values;
    }

    private static Object value(Row row, int i, DataType type) {
        return switch (type) {
            case BooleanType ignored -> row.getBoolean(i);
            case ByteType ignored -> row.getByte(i);
            case ShortType ignored -> row.getShort(i);
            case IntegerType ignored -> row.getInt(i);
            case LongType ignored -> row.getLong(i);
            case FloatType ignored -> row.getFloat(i);
            case DoubleType ignored -> row.getDouble(i);
            case DecimalType ignored -> row.getDecimal(i);
            case StringType ignored -> row.getString(i);
            case BinaryType ignored -> HexFormat.of().formatHex(row.getBinary(i));
            case DateType ignored -> LocalDate.ofEpochDay(row.getInt(i));
            case TimestampType ignored -> Instant.EPOCH.plus(row.getLong(i), ChronoUnit.MICROS);
            case TimestampNTZType ignored ->
                LocalDateTime.ofInstant(Instant.EPOCH.plus(row.getLong(i), ChronoUnit.MICROS), ZoneOffset.UTC);
            case StructType ignored -> values(row.getStruct(i));
            case ArrayType ignored -> size(row.getArray(i));
            default -> throw new IllegalArgumentException("not needed so far: " + type);
        };
    }

    private static Object size(ArrayValue array) {
        return "an array of " + array.getSize();
    }
}
