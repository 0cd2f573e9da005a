package dev.neuralake.columnar.format;

import dev.neuralake.columnar.ArrowSource;
import dev.neuralake.columnar.Engine;
import dev.neuralake.columnar.EngineException;
import dev.neuralake.columnar.EngineSettings;
import dev.neuralake.columnar.ForwardingReader;
import dev.neuralake.columnar.ParquetFile;
import dev.neuralake.columnar.ParquetOptions;
import dev.neuralake.columnar.Session;
import dev.neuralake.columnar.WrittenFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;

/**
 * Parquet by way of a temporary file, whose footer comes last and is found from the end. An engine of its own writes it:
 * the one that yields the rows may be busy with them, and may write nowhere.
 */
final class ParquetRows {
    private static final long MEMORY_BYTES = 512L << 20;

    private ParquetRows() {}

    static long write(Batches batches, OutputStream out) throws IOException {
        Path folder = Files.createTempDirectory("neuralake-");
        Path file = folder.resolve("rows.parquet");
        try {
            long count = write(batches, file);
            Files.copy(file, out);
            out.flush();
            return count;
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(folder);
        }
    }

    private static long write(Batches batches, Path file) {
        ArrowSource source = ArrowSource.of(batches.schema(), allocator -> new Borrowed(batches.reader(), allocator));
        EngineSettings settings = EngineSettings.defaults().withThreads(1).withMemoryLimitBytes(MEMORY_BYTES);
        try (Engine engine = Engine.open(settings);
                Session session = engine.session()) {
            session.register("rows", source);
            WrittenFile written =
                    ParquetFile.write(session, "SELECT * FROM rows", List.of(), file, ParquetOptions.defaults());
            return written.records();
        } catch (EngineException e) {
            if (e.kind() == EngineException.Kind.SOURCE && e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** A reader that stays open when the engine has read it. */
    private static final class Borrowed extends ForwardingReader {
        Borrowed(ArrowReader reader, BufferAllocator allocator) {
            super(reader, allocator);
        }

        @Override
        public void close(boolean closeReadSource) {}
    }
}
