package dev.neuralake.demo.sample;

import dev.neuralake.columnar.EngineException;
import dev.neuralake.columnar.Session;
import dev.neuralake.types.NeuralakeException;
import dev.neuralake.types.Sql;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Writes sample rows to a file as the engine makes them, in bounded memory however many they are. The file appears
 * whole or not at all.
 */
public final class SampleWriter {
    /** The kinds of file. */
    public enum FileFormat {
        PARQUET("FORMAT parquet, COMPRESSION zstd"),
        CSV("FORMAT csv, HEADER");

        private final String options;

        FileFormat(String options) {
            this.options = options;
        }
    }

    private SampleWriter() {}

    /**
     * Writes {@code table} to {@code file}, in the order of the row numbers.
     *
     * @throws NeuralakeException where there is such a file already, or it cannot be written
     */
    public static void write(Session session, SampleTable table, Path file, FileFormat format) {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw exists(file);
        }
        Path absolute = file.toAbsolutePath();
        Path unfinished = absolute.resolveSibling(
                "." + absolute.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
        try {
            Files.createDirectories(absolute.getParent());
            session.execute(
                    "COPY (" + table.sql() + ") TO " + Sql.text(unfinished.toString()) + " (" + format.options + ")");
            Files.createLink(absolute, unfinished);
        } catch (FileAlreadyExistsException meanwhile) {
            throw exists(file);
        } catch (IOException failure) {
            throw unwritable(file, format, failure.toString(), failure);
        } catch (EngineException failure) {
            throw unwritable(file, format, failure.reason(), failure);
        } finally {
            removeQuietly(unfinished);
        }
    }

    private static NeuralakeException unwritable(Path file, FileFormat format, String reason, Exception failure) {
        return new NeuralakeException(
                "Cannot write " + format.name().toLowerCase(Locale.ROOT) + " file " + file + ": " + reason, failure);
    }

    private static NeuralakeException exists(Path file) {
        return new NeuralakeException(
                "Cannot write file " + file + ": it exists already (remove it, or give another name)");
    }

    private static void removeQuietly(Path unfinished) {
        try {
            Files.deleteIfExists(unfinished);
        } catch (IOException leftBehind) {
            // The rows are written or their failure is on its way to the caller; a hidden file changes neither.
        }
    }
}
