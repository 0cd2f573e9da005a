package dev.neuralake.columnar;

import dev.neuralake.columnar.EngineTypeParser.Fit;
import dev.neuralake.types.NeuralakeException;
import dev.neuralake.types.Schema;
import dev.neuralake.types.Sql;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a query yields as Parquet files on the local disk, with the statistics of each, and forces them to disk.
 * Columns have their types in {@link Session#describe}; all are optional in the file. Where the query fails, no file is
 * left behind.
 */
public final class ParquetFile {
    private ParquetFile() {}

    /** The columns in a file, without what the folders above it may tell. */
    public static Schema schema(Session session, Path file) {
        return session.describe(
                "SELECT * FROM read_parquet(" + EnginePaths.exactly(file) + ", hive_partitioning = false)");
    }

    /**
     * Writes one file, which holds all rows and exists also where there are none. A file of this name is replaced.
     *
     * @throws EngineException where the query fails or the disk is full
     */
    public static WrittenFile write(
            Session session,
            String selectSql,
            List<? extends @Nullable Object> parameters,
            Path target,
            ParquetOptions options) {
        Path file = target.toAbsolutePath();
        List<WrittenFile> written = copy(session, selectSql, parameters, file, format(options));
        force(written, file.getParent());
        return written.getFirst();
    }

    /**
     * Writes files of about {@link ParquetOptions#fileSizeBytes} into a folder, beside what is there, under new names.
     * The rows of a file keep the order of the query. Without rows there is no file.
     *
     * @param partitionColumns when not empty, each file holds the rows of one combination of their values, in a folder
     *     {@code column=value/…} below, the value percent-encoded; the columns themselves are left out of the files
     * @param folder created where it is missing, in a folder that exists
     */
    public static List<WrittenFile> writeAll(
            Session session,
            String selectSql,
            List<? extends @Nullable Object> parameters,
            Path folder,
            List<String> partitionColumns,
            ParquetOptions options) {
        Path target = folder.toAbsolutePath();
        String partitions = partitionColumns.isEmpty()
                ? ""
                : ", PARTITION_BY ("
                        + partitionColumns.stream().map(Sql::quote).collect(Collectors.joining(", "))
                        + ")";
        String names = Sql.text("part-{i}-" + UUID.randomUUID());
        String files = format(options) + ", FILE_SIZE_BYTES " + options.fileSizeBytes() + ", FILENAME_PATTERN " + names
                + ", OVERWRITE_OR_IGNORE" + partitions;
        List<WrittenFile> written = new ArrayList<>();
        for (WrittenFile file : copy(session, selectSql, parameters, target, files)) {
            if (file.records() > 0) {
                written.add(file);
            } else {
                delete(file.path());
            }
        }
        force(written, target);
        return written;
    }

    private static String format(ParquetOptions options) {
        // Zstandard's own default takes a quarter more time of the whole write, for files that are 5 % smaller.
        String level = options.compression() == ParquetOptions.Compression.ZSTD ? ", COMPRESSION_LEVEL 1" : "";
        return "FORMAT parquet, RETURN_STATS, COMPRESSION " + options.compression() + level + ", PARQUET_VERSION "
                + options.version() + ", ROW_GROUP_SIZE " + options.rowGroupRows()
                + (options.fieldIds().isEmpty() ? "" : ", FIELD_IDS " + options.fieldIds());
    }

    private static List<WrittenFile> copy(
            Session session,
            String selectSql,
            List<? extends @Nullable Object> parameters,
            Path target,
            String options) {
        ResultColumns columns = session.columns(selectSql, parameters);
        ResultColumns.Conformed select = columns.conform(selectSql, Fit.EXACT);
        String prefix = "COPY (";
        String sql = prefix + ResultColumns.statement(select.text()) + "\n) TO " + Sql.text(target.toString()) + " ("
                + options + ")";
        int offset = prefix.length() + select.offset();
        List<WrittenFile> files = new ArrayList<>();
        session.read(sql, offset, parameters, "write " + target, row -> files.add(file(columns.schema(), row)));
        return files;
    }

    private static WrittenFile file(Schema schema, ResultSet row) throws SQLException {
        Map<String, @Nullable Object> partition = new LinkedHashMap<>();
        if (row.getObject("partition_keys") instanceof Map<?, ?> keys) {
            keys.forEach((name, value) -> partition.put(
                    (String) name,
                    value == null
                            ? null
                            : EngineText.parse(schema.column((String) name).type(), (String) value)));
        }
        return new WrittenFile(
                Path.of(row.getString("filename")),
                row.getLong("file_size_bytes"),
                row.getLong("count"),
                ParquetStatistics.of(schema, (Map<?, ?>) row.getObject("column_statistics")),
                partition);
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new NeuralakeException("Cannot delete " + file + ": " + e.getMessage(), e);
        }
    }

    /** Forces the files to disk, and the folders that name them up to {@code top}. */
    private static void force(List<WrittenFile> files, @Nullable Path top) {
        Set<Path> folders = new LinkedHashSet<>();
        try {
            for (WrittenFile file : files) {
                force(file.path(), StandardOpenOption.WRITE);
                Path folder = file.path().getParent();
                while (folder != null && folders.add(folder) && !folder.equals(top)) {
                    folder = folder.getParent();
                }
            }
            for (Path folder : folders) {
                force(folder, StandardOpenOption.READ);
            }
        } catch (IOException e) {
            throw new NeuralakeException("Cannot force files in " + top + " to disk: " + e.getMessage(), e);
        }
    }

    private static void force(Path path, StandardOpenOption mode) throws IOException {
        try (FileChannel channel = FileChannel.open(path, mode)) {
            channel.force(true);
        }
    }
}
