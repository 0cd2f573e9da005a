package dev.neuralake.columnar.format;

import dev.neuralake.columnar.ArrowSource;
import dev.neuralake.columnar.Engine;
import dev.neuralake.columnar.EngineException;
import dev.neuralake.columnar.EngineSettings;
import dev.neuralake.columnar.ForwardingReader;
import dev.neuralake.columnar.Session;
import dev.neuralake.types.Sql;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;

/**
 * Parquet by way of a temporary file, whose footer comes last and is found from the end. An engine of its own writes it:
 * the one that yields the rows may be busy with them, and may write nowhere.
 */
final class ParquetRows {
    private static final long MEMORY_BYTES = 256L << 20;
    private static final String ROW_GROUP_SIZE = "64MiB";

    private ParquetRows() {}

    static long write(Batches batches, OutputStream out) throws IOException {
        Path folder = Files.createTempDirectory("neuralake-");
        Path file = folder.resolve("rows.parquet");
        try {
            long count = write(batches, file, folder.resolve("spill"));
            Files.copy(file, out);
            out.flush();
            return count;
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(folder);
        }
    }

    private static long write(Batches batches, Path file, Path spill) {
        EngineSettings settings = EngineSettings.defaults()
                .withThreads(1)
                .withMemoryLimitBytes(MEMORY_BYTES)
                .withTempDirectory(spill);
        long[] count = new long[1];
        ArrowSource source =
                ArrowSource.of(batches.schema(), allocator -> new Borrowed(batches.reader(), allocator, count));
        try (Engine engine = Engine.open(settings);
                Session session = engine.session()) {
            session.register("rows", source);
            // One thread keeps the order by itself; told to keep it, the engine holds 122,880 rows however wide they
            // are.
            session.execute("SET preserve_insertion_order = false");
            session.execute("COPY (FROM rows) TO " + Sql.text(file.toString())
                    + " (FORMAT parquet, COMPRESSION snappy, ROW_GROUP_SIZE_BYTES '" + ROW_GROUP_SIZE + "')");
            return count[0];
        } catch (EngineException e) {
            if (e.kind() == EngineException.Kind.SOURCE && e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** A reader that stays open when the engine has read it, and counts the rows. */
    private static final class Borrowed extends ForwardingReader {
        private final long[] count;

        Borrowed(ArrowReader reader, BufferAllocator allocator, long[] count) {
            super(reader, allocator);
            this.count = count;
        }

        @Override
        public boolean loadNextBatch() throws IOException {
            boolean more = super.loadNextBatch();
            count[0] += more ? getVectorSchemaRoot().getRowCount() : 0;
            return more;
        }

        @Override
        public void close(boolean closeReadSource) {}
    }
}
