package dev.neuralake.delta;

import io.delta.kernel.Scan;
import io.delta.kernel.Snapshot;
import io.delta.kernel.Table;
import io.delta.kernel.data.ArrayValue;
import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.MapValue;
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
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.ShortType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.TimestampNTZType;
import io.delta.kernel.types.TimestampType;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** Reads a table's rows with Delta Kernel, in the form in which {@link DeltaFixture#read} gives ours. */
final class KernelTable {
    private static final Engine ENGINE = DefaultEngine.create(new Configuration());

    private KernelTable() {}

    static Engine engine() {
        return ENGINE;
    }

    static Snapshot latest(Path table) {
        return Table.forPath(ENGINE, table.toString()).getLatestSnapshot(ENGINE);
    }

    static List<List<Object>> read(Path table) {
        return rows(latest(table));
    }

    static List<List<Object>> read(Path table, long version) {
        return rows(Table.forPath(ENGINE, table.toString()).getSnapshotAsOfVersion(ENGINE, version));
    }

    private static List<List<Object>> rows(Snapshot snapshot) {
        List<List<Object>> rows = new ArrayList<>();
        Scan scan = snapshot.getScanBuilder().build();
        Row state = scan.getScanState(ENGINE);
        StructType physical = ScanStateRow.getPhysicalDataReadSchema(state);
        try (CloseableIterator<FilteredColumnarBatch> batches = scan.getScanFiles(ENGINE)) {
            while (batches.hasNext()) {
                try (CloseableIterator<Row> files = batches.next().getRows()) {
                    while (files.hasNext()) {
                        file(state, physical, files.next(), rows);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        rows.sort(Comparator.comparing(List::toString));
        return rows;
    }

    private static void file(Row state, StructType physical, Row file, List<List<Object>> rows) throws IOException {
        FileStatus status = InternalScanFileUtils.getAddFileStatus(file);
        var read = ENGINE.getParquetHandler()
                .readParquetFiles(Utils.singletonCloseableIterator(status), physical, Optional.empty());
        try (CloseableIterator<FilteredColumnarBatch> data =
                Scan.transformPhysicalData(ENGINE, state, file, read.map(result -> result.getData()))) {
            while (data.hasNext()) {
                FilteredColumnarBatch batch = data.next();
                for (int i = 0; i < batch.getData().getSize(); i++) {
                    boolean selected = batch.getSelectionVector().isEmpty()
                            || batch.getSelectionVector().get().getBoolean(i);
                    if (selected) {
                        List<Object> row = new ArrayList<>();
                        for (int c = 0; c < batch.getData().getSchema().length(); c++) {
                            row.add(value(batch.getData().getColumnVector(c), i));
                        }
                        rows.add(row);
                    }
                }
            }
        }
    }

    private static Object value(ColumnVector vector, int row) {
        DataType type = vector.getDataType();
        if (vector.isNullAt(row)) {
            return "null";
        }
        return switch (type) {
            case BooleanType ignored -> vector.getBoolean(row);
            case ByteType ignored -> vector.getByte(row);
            case ShortType ignored -> vector.getShort(row);
            case IntegerType ignored -> vector.getInt(row);
            case LongType ignored -> vector.getLong(row);
            case FloatType ignored -> vector.getFloat(row);
            case DoubleType ignored -> vector.getDouble(row);
            case StringType ignored -> vector.getString(row);
            case BinaryType ignored -> HexFormat.of().formatHex(vector.getBinary(row));
            case DateType ignored -> LocalDate.ofEpochDay(vector.getInt(row));
            case TimestampType ignored -> Instant.EPOCH.plus(vector.getLong(row), ChronoUnit.MICROS);
            case TimestampNTZType ignored ->
                LocalDateTime.ofInstant(Instant.EPOCH.plus(vector.getLong(row), ChronoUnit.MICROS), ZoneOffset.UTC);
            case DecimalType ignored -> vector.getDecimal(row);
            case StructType struct -> {
                List<Object> fields = new ArrayList<>();
                for (int i = 0; i < struct.length(); i++) {
                    fields.add(value(vector.getChild(i), row));
                }
                yield fields;
            }
            case ArrayType ignored -> list(vector.getArray(row));
            case MapType ignored -> map(vector.getMap(row));
            default -> throw new IllegalStateException("no value of type " + type);
        };
    }

    private static List<Object> list(ArrayValue array) {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < array.getSize(); i++) {
            values.add(value(array.getElements(), i));
        }
        return values;
    }

    private static Map<Object, Object> map(MapValue map) {
        Map<Object, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < map.getSize(); i++) {
            values.put(value(map.getKeys(), i), value(map.getValues(), i));
        }
        return values;
    }
}
