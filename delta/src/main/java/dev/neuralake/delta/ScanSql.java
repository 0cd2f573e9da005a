package dev.neuralake.delta;

import dev.neuralake.columnar.EnginePaths;
import dev.neuralake.columnar.EngineTypes;
import dev.neuralake.delta.action.AddFile;
import dev.neuralake.delta.action.Metadata;
import dev.neuralake.delta.index.FileIndex;
import dev.neuralake.types.Column;
import dev.neuralake.types.DataType;
import dev.neuralake.types.NeuralakeException;
import dev.neuralake.types.Sql;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes the SQL that reads data files as the table's schema has them: columns by their physical names or ids, those
 * that a file lacks as null, widened types cast, partition values from the log, rows that deletion vectors hide left
 * out.
 */
final class ScanSql {
    private final String table;
    private final long version;
    private final Metadata metadata;
    private final boolean mapped;
    private final Function<AddFile, Path> dataFile;
    private final Function<AddFile, Path> vectorFile;

    /**
     * @param dataFile finds the local copy of a data file
     * @param vectorFile finds the rows that the file's deletion vector hides, as Parquet
     */
    ScanSql(
            String table,
            long version,
            Metadata metadata,
            Function<AddFile, Path> dataFile,
            Function<AddFile, Path> vectorFile) {
        this.table = table;
        this.version = version;
        this.metadata = metadata;
        this.mapped = ColumnMapping.isOn(metadata);
        this.dataFile = dataFile;
        this.vectorFile = vectorFile;
    }

    Scan of(ScanRequest request) {
        List<AddFile> whole = request.files().stream()
                .filter(file -> file.deletionVector() == null)
                .toList();
        List<AddFile> thinned = request.files().stream()
                .filter(file -> file.deletionVector() != null)
                .toList();
        List<AddFile> ordered = new ArrayList<>(whole);
        ordered.addAll(thinned);
        List<String> parts = new ArrayList<>();
        if (!whole.isEmpty()) {
            parts.add(select(whole, request.positions(), 0, ""));
        }
        if (!thinned.isEmpty()) {
            parts.add(select(thinned, request.positions(), whole.size(), hidden(thinned)));
        }
        String sql = parts.isEmpty() ? nothing(request.positions()) : String.join(" UNION ALL ", parts);
        return new Scan(sql, ordered);
    }

    private String nothing(boolean positions) {
        String columns = metadata.schema().columns().stream()
                .map(column -> "CAST(NULL AS " + EngineTypes.toSql(resultType(column.type())) + ") AS "
                        + Sql.quote(column.name()))
                .collect(Collectors.joining(", "));
        String place = positions
                ? ", CAST(NULL AS BIGINT) AS " + ScanRequest.FILE + ", CAST(NULL AS BIGINT) AS " + ScanRequest.ROW
                : "";
        return "SELECT " + columns + place + " WHERE FALSE";
    }

    private static DataType resultType(DataType type) {
        return type == DataType.Primitive.VARIANT ? DataType.Primitive.STRING : type;
    }

    private String select(List<AddFile> files, boolean positions, int offset, String filter) {
        List<String> expressions = new ArrayList<>();
        List<String> schema = new ArrayList<>();
        List<Column> columns = metadata.schema().columns();
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            String name = Sql.quote(column.name());
            if (metadata.partitionColumns().contains(column.name())) {
                expressions.add(partition(files, column) + " AS " + name);
            } else {
                String inside = "c" + i;
                schema.add(schemaEntry(column, inside));
                expressions.add(new Projection(mapped).read(inside, column.type()) + " AS " + name);
            }
        }
        if (positions) {
            expressions.add("CAST(file_index AS BIGINT) + " + offset + " AS " + ScanRequest.FILE);
            expressions.add("file_row_number AS " + ScanRequest.ROW);
        }
        String paths = files.stream()
                .map(file -> EnginePaths.exactly(dataFile.apply(file)))
                .collect(Collectors.joining(", ", "[", "]"));
        String source = "read_parquet(" + paths + ", hive_partitioning = false"
                + (schema.isEmpty() ? "" : ", schema = map {" + String.join(", ", schema) + "}") + ")";
        return "SELECT " + String.join(", ", expressions) + " FROM " + source + filter;
    }

    private String schemaEntry(Column column, String inside) {
        boolean byId =
                ColumnMapping.byId(metadata) && ColumnMapping.fieldId(column).isPresent();
        String key = byId
                ? String.valueOf(ColumnMapping.fieldId(column).getAsInt())
                : Sql.text(ColumnMapping.physicalName(column, mapped));
        String type = EngineTypes.toSql(ColumnMapping.physical(column.type(), mapped));
        return key + ": {name: '" + inside + "', type: " + Sql.text(type) + ", default_value: NULL}";
    }

    /** The join that leaves out what deletion vectors hide. */
    private String hidden(List<AddFile> files) {
        return " AS d ANTI JOIN (SELECT file_index AS hidden_file, r FROM " + vectors(files)
                + ") AS hidden ON d.file_index = hidden.hidden_file AND d.file_row_number = hidden.r";
    }

    /** The n-th vector file belongs to the n-th data file. */
    private String vectors(List<AddFile> files) {
        return files.stream()
                .map(file -> EnginePaths.exactly(vectorFile.apply(file)))
                .collect(Collectors.joining(", ", "read_parquet([", "])"));
    }

    /**
     * A SELECT of the places of rows that deletion vectors hide, as {@link ScanRequest#withPositions} has them; empty
     * where there are none.
     */
    String hiddenPlaces(List<AddFile> files) {
        int[] thinned = IntStream.range(0, files.size())
                .filter(i -> files.get(i).deletionVector() != null)
                .toArray();
        if (thinned.length == 0) {
            return "";
        }
        String places = Arrays.toString(thinned);
        return "SELECT CAST(list_extract(" + places + ", CAST(file_index AS BIGINT) + 1) AS BIGINT) AS "
                + ScanRequest.FILE + ", CAST(r AS BIGINT) AS " + ScanRequest.ROW + " FROM "
                + vectors(Arrays.stream(thinned).mapToObj(files::get).toList());
    }

    private String partition(List<AddFile> files, Column column) {
        String physical = ColumnMapping.physicalName(column, mapped);
        List<@Nullable String> values = new ArrayList<>();
        Set<@Nullable String> distinct = new HashSet<>();
        for (AddFile file : files) {
            String value = file.partitionValues().get(physical);
            values.add(value);
            if (distinct.add(value)) {
                requireParsable(file, column, value);
            }
        }
        if (distinct.size() == 1) {
            return PartitionText.cast(PartitionText.literal(values.getFirst()), column.type(), "");
        }
        String list = values.stream().map(PartitionText::literal).collect(Collectors.joining(", ", "[", "]"));
        return "list_extract(" + PartitionText.cast(list, column.type(), "[]") + ", CAST(file_index AS BIGINT) + 1)";
    }

    private void requireParsable(AddFile file, Column column, @Nullable String value) {
        if (!FileIndex.isPartitionValue(value, column.type())) {
            throw new NeuralakeException("Cannot read version " + version + " of table " + table + ": file "
                    + file.path()
                    + " has the partition value '" + Objects.requireNonNull(value) + "' for column " + column.name()
                    + ", which is not a " + column.type() + " (correct the log, or remove the file)");
        }
    }
}
