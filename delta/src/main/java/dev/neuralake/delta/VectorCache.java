package dev.neuralake.delta;

import dev.neuralake.columnar.ArrowSource;
import dev.neuralake.columnar.Engine;
import dev.neuralake.columnar.Session;
import dev.neuralake.delta.action.DeletionVector;
import dev.neuralake.delta.vector.RowSet;
import dev.neuralake.delta.vector.VectorStore;
import dev.neuralake.types.Column;
import dev.neuralake.types.DataType.Primitive;
import dev.neuralake.types.NeuralakeException;
import dev.neuralake.types.Schema;
import dev.neuralake.types.Sql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Deletion vectors as local Parquet files of one column, which the engine can join with. A vector never changes, so
 * each is written once. Thread-safe.
 */
final class VectorCache implements AutoCloseable {
    private static final Schema SCHEMA = Schema.of(Column.of("r", Primitive.LONG));

    private final VectorStore vectors;
    private final Engine engine;
    private final Path scratch;
    private final Map<String, Path> files = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private @Nullable Path folder;

    VectorCache(VectorStore vectors, Engine engine, Path scratch) {
        this.vectors = vectors;
        this.engine = engine;
        this.scratch = scratch;
    }

    Path file(DeletionVector vector) {
        return files.computeIfAbsent(vector.uniqueId(), _ -> write(vectors.read(vector)));
    }

    /** @param id identifies the rows, which never change */
    Path file(String id, RowSet rows) {
        return files.computeIfAbsent(id, _ -> write(rows));
    }

    private Path write(RowSet rows) {
        Path file = folder().resolve(count.incrementAndGet() + ".parquet");
        try (Session session = engine.session()) {
            session.register("rows", ArrowSource.ofRows(SCHEMA, boxed(rows.rows())));
            session.execute("COPY (SELECT * FROM rows) TO " + Sql.text(file.toString()) + " (FORMAT parquet)");
        }
        return file;
    }

    private static Iterator<@Nullable Object[]> boxed(LongStream rows) {
        return rows.mapToObj(row -> new @Nullable Object[] {row}).iterator();
    }

    private synchronized Path folder() {
        if (folder == null) {
            try {
                Files.createDirectories(scratch);
                folder = Files.createTempDirectory(scratch, "neuralake-vectors-");
            } catch (IOException e) {
                throw new NeuralakeException("Cannot create a folder in " + scratch + ": " + e.getMessage(), e);
            }
        }
        return folder;
    }

    @Override
    public synchronized void close() {
        if (folder == null) {
            return;
        }
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.toList()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            // The temporary folder stays behind; the system clears it.
        }
    }
}
