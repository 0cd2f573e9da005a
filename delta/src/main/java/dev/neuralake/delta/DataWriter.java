package dev.neuralake.delta;

import dev.neuralake.columnar.EngineException;
import dev.neuralake.columnar.EngineTypes;
import dev.neuralake.columnar.ParquetFile;
import dev.neuralake.columnar.ParquetOptions;
import dev.neuralake.columnar.Session;
import dev.neuralake.columnar.WrittenFile;
import dev.neuralake.delta.action.AddFile;
import dev.neuralake.delta.action.Metadata;
import dev.neuralake.storage.ObjectStore;
import dev.neuralake.types.Column;
import dev.neuralake.types.DataType;
import dev.neuralake.types.DataType.ArrayType;
import dev.neuralake.types.DataType.MapType;
import dev.neuralake.types.DataType.StructType;
import dev.neuralake.types.NeuralakeException;
import dev.neuralake.types.Schema;
import dev.neuralake.types.Sql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes rows as data files of a table. The files count for nothing until they are committed. */
final class DataWriter {
    private static final String STREAM = "rows to write";
    private static final String TARGET_FILE_SIZE = "delta.targetFileSize";
    private static final long DEFAULT_FILE_SIZE = 256L << 20;

    private final TableFiles files;
    private final Metadata metadata;
    private final boolean mapped;

    DataWriter(TableFiles files, Metadata metadata) {
        this.files = files;
        this.metadata = metadata;
        this.mapped = ColumnMapping.isOn(metadata);
    }

    /** Fits rows to the table and writes them. */
    List<AddFile> write(Rows rows) {
        return switch (rows) {
            case Rows.Source source -> {
                try (Session session = files.engine().session()) {
                    yield write(session, fitted(session, source), List.of());
                }
            }
            case Rows.Select select -> write(select.session(), fitted(select), select.parameters());
        };
    }

    /** Fits rows to the table and puts them into a temporary table, for what is read more than once. */
    void materialize(Session session, Rows rows, String name) {
        String columns = metadata.schema().columns().stream()
                .map(column -> Sql.quote(column.name()) + " " + EngineTypes.toSql(column.type()))
                .collect(Collectors.joining(", "));
        session.execute("CREATE TEMP TABLE " + name + " (" + columns + ")");
        String insert = "INSERT INTO " + name + " ";
        try {
            switch (rows) {
                case Rows.Source source -> session.execute(insert + fitted(session, source));
                case Rows.Select select -> {
                    String values =
                            select.parameters().stream().map(Sql::literal).collect(Collectors.joining(", "));
                    session.execute("PREPARE neuralake_rows AS " + insert + fitted(select)
                            + "; EXECUTE neuralake_rows" + (values.isEmpty() ? "" : "(" + values + ")")
                            + "; DEALLOCATE neuralake_rows");
                }
            }
        } catch (EngineException e) {
            throw explained(e);
        }
    }

    private String fitted(Session session, Rows.Source source) {
        IdentityColumns.requireInsertable(metadata, source.source().schema(), files.table());
        session.register(STREAM, source.source());
        return new RowShape(metadata, files.table()).select(source.source().schema(), Sql.quote(STREAM), Set.of());
    }

    private String fitted(Rows.Select select) {
        Schema schema = select.schema();
        IdentityColumns.requireInsertable(metadata, schema, files.table());
        Described given = Described.of(select.session(), select.sql(), select.parameters(), schema, metadata.schema());
        return new RowShape(metadata, files.table(), Assignment.ANSI)
                .select(given.schema(), "(" + select.sql() + "\n)", given.untyped());
    }

    /** Writes what a SELECT yields, whose columns are the table's in order. */
    List<AddFile> write(Session session, String select, List<? extends @Nullable Object> parameters) {
        return write(session, select, parameters, List.of(), "", "part");
    }

    /**
     * Writes what a SELECT yields, whose columns are the table's in order and then the extra ones.
     *
     * @param extra columns that the table does not have
     * @param folder where the files go below the table's root, ending in '/' or empty
     * @param prefix how the names of the files begin
     */
    List<AddFile> write(
            Session session,
            String select,
            List<? extends @Nullable Object> parameters,
            List<Column> extra,
            String folder,
            String prefix) {
        WriteChecks.requireWritableTypes(metadata, files.table());
        List<Column> stored = new ArrayList<>();
        List<String> expressions = new ArrayList<>();
        List<String> partitionAliases = new ArrayList<>();
        List<Column> partitionColumns = partitionColumns();
        for (Column column : metadata.schema().columns()) {
            if (!partitionColumns.contains(column)) {
                String physical = ColumnMapping.physicalName(column, mapped);
                stored.add(column.withName(physical).withType(ColumnMapping.physical(column.type(), mapped)));
                expressions.add(new Projection(mapped).write(Sql.quote(column.name()), column.type()) + " AS "
                        + Sql.quote(physical));
            }
        }
        List<Column> described = List.copyOf(stored);
        for (Column column : extra) {
            stored.add(column);
            expressions.add(Sql.quote(column.name()));
        }
        for (int i = 0; i < partitionColumns.size(); i++) {
            Column column = partitionColumns.get(i);
            partitionAliases.add("__p" + i);
            expressions.add(PartitionText.serialize(Sql.quote(column.name()), column.type()) + " AS __p" + i);
        }
        if (stored.isEmpty()) {
            throw new NeuralakeException("Cannot write to table " + files.table()
                    + ": all of its columns are partition columns, and a file needs one of its own");
        }
        String sql = "SELECT " + String.join(", ", expressions) + " FROM (" + select + ")";
        Path staging = files.store().stage(folder + "files-" + UUID.randomUUID());
        try {
            List<AddFile> written = new ArrayList<>();
            ParquetOptions options = ParquetOptions.defaults()
                    .withCompression(ParquetOptions.Compression.ZSTD)
                    .withFileSizeBytes(fileSize(metadata))
                    .withFieldIds(fieldIds(stored));
            for (WrittenFile part :
                    ParquetFile.writeAll(session, sql, parameters, staging, partitionAliases, options)) {
                written.add(publish(part, partitionColumns, described, folder, prefix));
            }
            return written;
        } catch (EngineException e) {
            throw explained(e);
        } finally {
            deleteFolder(staging);
        }
    }

    private RuntimeException explained(EngineException failure) {
        RuntimeException ofRow = ofRow(failure);
        if (ofRow != failure || failure.kind() == EngineException.Kind.INTERRUPTED) {
            return ofRow;
        }
        String message = String.valueOf(failure.getMessage());
        String reason = message.substring(message.indexOf(": ") + 2);
        return new NeuralakeException("Cannot write to table " + files.table() + ": " + reason, failure);
    }

    /** Checks of rows fail inside the engine, with a message that needs nothing before it; else the failure itself. */
    static RuntimeException ofRow(EngineException failure) {
        String message = String.valueOf(failure.getMessage());
        int ours = message.lastIndexOf("Cannot write to table ");
        return ours < 0 ? failure : new NeuralakeException(message.substring(ours), failure);
    }

    private List<Column> partitionColumns() {
        return metadata.partitionColumns().stream()
                .map(name -> metadata.schema().column(name))
                .toList();
    }

    /** About how long the table's files are to be. */
    static long fileSize(Metadata metadata) {
        String text = metadata.configuration().get(TARGET_FILE_SIZE);
        return text == null ? DEFAULT_FILE_SIZE : Sizes.parse(TARGET_FILE_SIZE, text);
    }

    private AddFile publish(
            WrittenFile part, List<Column> partitionColumns, List<Column> stored, String folder, String prefix) {
        Map<String, @Nullable String> partition = new LinkedHashMap<>();
        StringBuilder key = new StringBuilder(folder);
        for (int i = 0; i < partitionColumns.size(); i++) {
            Column column = partitionColumns.get(i);
            String value = (String) part.partitionValues().get("__p" + i);
            partition.put(ColumnMapping.physicalName(column, mapped), value);
            key.append(PartitionText.folder(column.withName(ColumnMapping.physicalName(column, mapped)), value))
                    .append('/');
        }
        key.append(prefix).append("-00000-").append(UUID.randomUUID()).append(".c000.zstd.parquet");
        ObjectStore store = files.store();
        store.upload(key.toString(), part.path());
        return AddFile.of(
                DataPath.encode(key.toString()),
                partition,
                part.sizeBytes(),
                System.currentTimeMillis(),
                FileStatistics.json(part, stored, StatisticsColumns.of(metadata, stored)));
    }

    private String fieldIds(List<Column> stored) {
        return mapped ? fieldIdsOf(stored) : "";
    }

    private static String fieldIdsOf(List<Column> columns) {
        return columns.stream()
                .filter(column -> ColumnMapping.fieldId(column).isPresent())
                .map(column -> Sql.text(column.name()) + ": "
                        + fieldIdOf(ColumnMapping.fieldId(column).getAsInt(), column.type()))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String fieldIdOf(int id, DataType type) {
        String children = children(type);
        return children.isEmpty() ? String.valueOf(id) : "{__duckdb_field_id: " + id + ", " + children + "}";
    }

    private static String children(DataType type) {
        return switch (type) {
            case StructType s -> {
                String inner = fieldIdsOf(s.fields());
                yield inner.substring(1, inner.length() - 1);
            }
            case ArrayType a -> nested("element", a.element());
            case MapType m -> {
                String key = nested("key", m.key());
                String value = nested("value", m.value());
                yield key.isEmpty() || value.isEmpty() ? key + value : key + ", " + value;
            }
            case DataType.Primitive ignored -> "";
            case DataType.Decimal ignored -> "";
        };
    }

    private static String nested(String name, DataType type) {
        String children = children(type);
        return children.isEmpty() ? "" : name + ": {" + children + "}";
    }

    private static void deleteFolder(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // A staging folder that stays behind is hidden and harms nobody.
        }
    }
}
