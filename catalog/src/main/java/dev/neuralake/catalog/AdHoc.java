package dev.neuralake.catalog;

import dev.neuralake.types.NeuralakeException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A table over data that nobody declared: a folder with a {@code _delta_log} is a Delta table, otherwise the ending of
 * the file, or of the files in the folder, tells the kind. What cannot be read becomes a table that says so.
 *
 * @param name {@code table} or {@code database.table}
 */
public record AdHoc(String name, TableDefinition definition, TableMetadata metadata) {

    public AdHoc {
        // A name that cannot stand is better found here than when the catalog is built.
        TableName.parse(name);
    }

    /**
     * A table over a file, a folder or a glob.
     *
     * @throws NeuralakeException where the name cannot stand
     */
    public static AdHoc of(String name, String path) {
        return new AdHoc(name, definition(path), TableMetadata.of(""));
    }

    /**
     * Reads {@code name=path}.
     *
     * @throws NeuralakeException where it is not of this form
     */
    public static AdHoc parse(String text) {
        int equals = text.indexOf('=');
        if (equals <= 0 || equals == text.length() - 1) {
            throw new NeuralakeException(
                    "Cannot add table '" + text + "': it is not of the form name=path (as in trips=data/trips.csv)");
        }
        return of(text.substring(0, equals), text.substring(equals + 1));
    }

    /** Reads {@code name=path}; where there is nothing at the path, a Delta table that is not created yet. */
    public static AdHoc parseToWrite(String text) {
        AdHoc table = parse(text);
        String path = text.substring(text.indexOf('=') + 1);
        return isVacant(path)
                ? new AdHoc(
                        table.name(),
                        DeltaTable.existing(
                                Path.of(path).toAbsolutePath().normalize().toString()),
                        table.metadata())
                : table;
    }

    private static boolean isVacant(String path) {
        try {
            Path folder = Path.of(path);
            String[] files = folder.toFile().list();
            return !Files.exists(folder) || files != null && files.length == 0;
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static TableDefinition definition(String path) {
        try {
            Path folder = Path.of(path);
            if (Files.isDirectory(folder)) {
                return Files.isDirectory(folder.resolve("_delta_log"))
                        ? DeltaTable.existing(
                                folder.toAbsolutePath().normalize().toString())
                        : ofFolder(path);
            }
        } catch (InvalidPathException e) {
            // A glob need not be a path; its ending is looked at all the same.
            return ofEnding(path, path);
        }
        return ofEnding(path, path);
    }

    /** Asks each kind whether the folder holds files of it; the first kind that does is the folder's. */
    private static TableDefinition ofFolder(String path) {
        List<FileTable> kinds =
                List.of(ParquetTable.of(path), CsvTable.of(path), NdjsonTable.of(path), ArrowTable.of(path));
        List<FileTable> fitting = kinds.stream().filter(AdHoc::hasFiles).toList();
        if (fitting.size() == 1) {
            return fitting.getFirst();
        }
        String reason = fitting.isEmpty()
                ? "it is a folder without Parquet, CSV, JSON or Arrow files"
                : "it is a folder with files of several kinds ("
                        + String.join(
                                ", ",
                                fitting.stream()
                                        .map(table -> table.kind().toString())
                                        .toList())
                        + "; name them as in " + path + "/*.csv)";
        return new UnreadableTable(path, "Cannot read " + path + ": " + reason);
    }

    private static boolean hasFiles(FileTable table) {
        try {
            DataFiles.list(table.path(), table.endings());
            return true;
        } catch (NeuralakeException e) {
            return false;
        }
    }

    private static TableDefinition ofEnding(String path, String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return Stream.of(ParquetTable.of(path), CsvTable.of(path), NdjsonTable.of(path), ArrowTable.of(path))
                .map(FileTable.class::cast)
                .filter(table -> table.endings().stream().anyMatch(ending -> lower.endsWith("." + ending)))
                .map(TableDefinition.class::cast)
                .findFirst()
                .orElseGet(() -> new UnreadableTable(path, "Cannot read " + path + ": " + unknown(path)));
    }

    private static String unknown(String path) {
        boolean exists;
        try {
            exists = Files.exists(Path.of(path));
        } catch (InvalidPathException e) {
            exists = false;
        }
        return exists || path.matches(".*[*?\\[{].*")
                ? "its ending tells no kind of file (use .parquet, .csv, .tsv, .ndjson, .jsonl, .json, .arrow, .feather"
                        + " or .ipc, or a folder with a _delta_log)"
                : "there is no such file or folder";
    }
}
