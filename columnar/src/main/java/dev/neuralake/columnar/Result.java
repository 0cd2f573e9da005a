package dev.neuralake.columnar;

import dev.neuralake.types.NeuralakeException;
import dev.neuralake.types.Schema;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.jspecify.annotations.Nullable;

/**
 * What a query yields, as a stream of Arrow batches in the order of the query. Read it once, by one thread, as batches
 * ({@link #reader()}) or as rows ({@link #rows()}). Whoever asked for it closes it, and may do so before its end.
 */
public final class Result implements AutoCloseable {
    private final Schema schema;
    private final BatchReader reader;
    private final AutoCloseable statement;
    private final List<AutoCloseable> owned = new ArrayList<>();
    private boolean closed;

    Result(Schema schema, BatchReader reader, AutoCloseable statement) {
        this.schema = schema;
        this.reader = reader;
        this.statement = statement;
    }

    /** The columns; all nullable, for the engine does not tell. */
    public Schema schema() {
        return schema;
    }

    /**
     * The batches, owned by this result; each replaces the one before. Its Arrow types are those of {@link ArrowTypes}
     * for {@link #schema()}. Reading fails with an {@link EngineException}.
     */
    public ArrowReader reader() {
        return reader;
    }

    /** The rows, which hold values of the classes that {@link dev.neuralake.types.DataType} lists. */
    public ArrowRows rows() {
        return new ArrowRows(schema, reader);
    }

    /** How many rows have been read so far. */
    public long rowCount() {
        return reader.rowCount;
    }

    /** Hands over what is to be closed behind this result: the session that it runs in, for instance. */
    public Result owning(AutoCloseable resource) {
        owned.add(resource);
        return this;
    }

    /** Tells failures to read the rows in the caller's own terms. */
    public Result failingAs(Function<EngineException, ? extends RuntimeException> failure) {
        reader.failure = failure;
        return this;
    }

    /** Runs something as soon as the last row was read, while the result may stay open for longer. */
    public Result whenRead(Runnable action) {
        reader.end = action;
        return this;
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        Exception failure = close(statement, close(reader, null));
        for (AutoCloseable resource : owned) {
            failure = close(resource, failure);
        }
        if (failure != null) {
            throw new NeuralakeException("Cannot close the result: " + failure.getMessage(), failure);
        }
    }

    private static @Nullable Exception close(AutoCloseable resource, @Nullable Exception earlier) {
        try {
            resource.close();
            return earlier;
        } catch (Exception e) {
            if (earlier == null) {
                return e;
            }
            earlier.addSuppressed(e);
            return earlier;
        }
    }

    /** Reads the engine's batches so that a failure names its reason and a cancel reaches it. */
    static final class BatchReader extends ForwardingReader {
        private final Step step;
        private long rowCount;
        private Function<EngineException, ? extends RuntimeException> failure = Function.identity();
        private Runnable end = () -> {};

        /** Runs a read inside the session, which knows how to explain its failure. */
        interface Step {
            void run(Read read);
        }

        interface Read {
            void run() throws IOException, SQLException;
        }

        BatchReader(ArrowReader reader, BufferAllocator allocator, Step step) {
            super(reader, allocator);
            this.step = step;
        }

        @Override
        public boolean loadNextBatch() throws IOException {
            boolean[] more = new boolean[1];
            try {
                step.run(() -> more[0] = super.loadNextBatch());
            } catch (EngineException e) {
                throw failure.apply(e);
            }
            if (more[0]) {
                VectorSchemaRoot batch = getVectorSchemaRoot();
                rowCount += batch.getRowCount();
            } else {
                end.run();
            }
            return more[0];
        }
    }
}
