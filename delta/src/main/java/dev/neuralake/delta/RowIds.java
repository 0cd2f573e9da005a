package dev.neuralake.delta;

import dev.neuralake.delta.action.AddFile;
import dev.neuralake.delta.action.Metadata;
import dev.neuralake.delta.log.TableState;
import dev.neuralake.types.Column;
import dev.neuralake.types.DataType.Primitive;
import dev.neuralake.types.Schema;
import dev.neuralake.types.Sql;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the ids of rows that move to other files (PROTOCOL.md, "Row Tracking"): the new files hold them, and the version
 * that changed each row last, in two columns that are none of the table's. A row of which they say nothing has the id
 * and version that follow from its file.
 */
final class RowIds {
    private static final String ID_COLUMN = "delta.rowTracking.materializedRowIdColumnName";
    private static final String VERSION_COLUMN = "delta.rowTracking.materializedRowCommitVersionColumnName";

    private RowIds() {}

    /** Whether rows of the table keep their ids. */
    static boolean areKept(Metadata metadata) {
        return metadata.flag(TableFeatures.ROW_TRACKING)
                && metadata.configuration().containsKey(ID_COLUMN)
                && metadata.configuration().containsKey(VERSION_COLUMN);
    }

    /** The columns for ids and versions in files; none where ids are not kept. */
    static List<Column> columns(Metadata metadata) {
        return areKept(metadata)
                ? List.of(
                        Column.of(metadata.property(ID_COLUMN, ""), Primitive.LONG),
                        Column.of(metadata.property(VERSION_COLUMN, ""), Primitive.LONG))
                : List.of();
    }

    /**
     * Reads files with positions, and where ids are kept with {@link #columns} as well.
     *
     * @param metadata what the rows are read as
     */
    static Scan scan(TableFiles files, TableState state, Metadata metadata, List<AddFile> some) {
        ScanRequest request = ScanRequest.of(some).withPositions();
        if (!areKept(metadata)) {
            return files.scan(state, metadata, request);
        }
        Scan scan = files.scan(state, withColumns(metadata, columns(metadata)), request);
        String id = Sql.quote(columns(metadata).getFirst().name());
        String version = Sql.quote(columns(metadata).getLast().name());
        String sql = "SELECT * REPLACE (coalesce(" + id + ", " + ofFile(scan, AddFile::baseRowId) + " + "
                + ScanRequest.ROW + ") AS " + id + ", coalesce(" + version + ", "
                + ofFile(scan, AddFile::defaultRowCommitVersion) + ") AS " + version + ") FROM (" + scan.sql() + ")";
        return new Scan(sql, scan.files());
    }

    private static String ofFile(Scan scan, Function<AddFile, @Nullable Long> value) {
        String values = scan.files().stream()
                .map(file -> String.valueOf(value.apply(file)))
                .collect(Collectors.joining(", ", "[", "]::BIGINT[]"));
        return "list_extract(" + values + ", " + ScanRequest.FILE + " + 1)";
    }

    /** The metadata of files that hold more columns than the table's, under the names given. */
    static Metadata withColumns(Metadata metadata, List<Column> more) {
        List<Column> columns = new ArrayList<>(metadata.schema().columns());
        columns.addAll(more);
        Map<String, String> configuration = new LinkedHashMap<>(metadata.configuration());
        // These columns have no field id, so all are found by the names that they have in files.
        configuration.computeIfPresent(ColumnMapping.MODE, (_, mode) -> mode.equals("id") ? "name" : mode);
        return metadata.withSchema(new Schema(columns)).withConfiguration(configuration);
    }
}
