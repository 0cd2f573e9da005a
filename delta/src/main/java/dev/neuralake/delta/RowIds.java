package dev.neuralake.delta;

import dev.neuralake.delta.action.AddFile;
import dev.neuralake.delta.action.Metadata;
import dev.neuralake.types.Column;
import dev.neuralake.types.DataType.Primitive;
import dev.neuralake.types.NeuralakeException;
import dev.neuralake.types.Schema;
import dev.neuralake.types.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the ids of rows that move to other files (PROTOCOL.md, "Row Tracking"): what followed from a row's place in its
 * old file is written into two columns that the schema does not show.
 */
final class RowIds {
    private static final String ID = "delta.rowTracking.materializedRowIdColumnName";
    private static final String VERSION = "delta.rowTracking.materializedRowCommitVersionColumnName";

    private RowIds() {}

    static boolean isOn(Metadata metadata) {
        return metadata.flag(TableFeatures.ROW_TRACKING);
    }

    /** Files of such a table are read by field ids, which the two columns do not have. */
    static void requireKeepable(Metadata metadata, String table) {
        if (isOn(metadata) && ColumnMapping.byId(metadata)) {
            throw new NeuralakeException(
                    "Cannot move rows of table " + table + " to other files: it tracks rows and maps "
                            + "columns by id, and both together are not written here (use another engine)");
        }
    }

    /** The metadata by which files are read and written with the two columns. */
    static Metadata stored(Metadata metadata) {
        List<Column> columns = new ArrayList<>(metadata.schema().columns());
        columns.add(Column.of(name(metadata, ID), Primitive.LONG));
        columns.add(Column.of(name(metadata, VERSION), Primitive.LONG));
        return metadata.withSchema(new Schema(columns));
    }

    private static String name(Metadata metadata, String key) {
        String name = metadata.configuration().get(key);
        if (name == null) {
            throw new NeuralakeException("Cannot keep the ids of rows: the table's property " + key + " is missing");
        }
        return name;
    }

    /** The rows of a scan with positions, each with its id and the version that last changed it. */
    static String select(Scan scan, Metadata stored) {
        String id = Sql.quote(name(stored, ID));
        String version = Sql.quote(name(stored, VERSION));
        return "SELECT * EXCLUDE (" + ScanRequest.FILE + ", " + ScanRequest.ROW + ") REPLACE (coalesce(" + id + ", "
                + byFile(scan, AddFile::baseRowId) + " + " + ScanRequest.ROW + ") AS " + id + ", coalesce(" + version
                + ", " + byFile(scan, AddFile::defaultRowCommitVersion) + ") AS " + version + ") FROM (" + scan.sql()
                + ")";
    }

    private static String byFile(Scan scan, Function<AddFile, @Nullable Long> value) {
        String values = scan.files().stream()
                .map(file -> String.valueOf(Objects.requireNonNull(value.apply(file), file.path())))
                .collect(Collectors.joining(", ", "[", "]"));
        return "CAST(list_extract(" + values + ", " + ScanRequest.FILE + " + 1) AS BIGINT)";
    }
}
