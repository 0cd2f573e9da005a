package dev.neuralake.columnar;

import dev.neuralake.types.NeuralakeException;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.arrow.c.ArrowArrayStream;
import org.apache.arrow.c.Data;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A source on its way into the engine. The engine pulls batches from threads of its own and passes on the text of a
 * failure at best, so the exception is kept here.
 */
final class GuardedReader extends ForwardingReader {
    private final String view;
    private final String name;
    private final ArrowSource source;
    private final ArrowArrayStream stream;
    private final Schema schema;
    private volatile boolean failed;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    GuardedReader(String view, String name, ArrowSource source, BufferAllocator allocator) {
        super(source.open(allocator), allocator);
        this.view = view;
        this.name = name;
        this.source = source;
        this.schema = arrowSchema();
        this.stream = ArrowArrayStream.allocateNew(allocator);
    }

    private Schema arrowSchema() {
        try {
            return getVectorSchemaRoot().getSchema();
        } catch (IOException e) {
            throw new NeuralakeException("Cannot read " + name + ": " + e.getMessage(), e);
        }
    }

    /** The name under which the engine sees it. */
    String view() {
        return view;
    }

    /** The name under which people know it. */
    String name() {
        return name;
    }

    ArrowSource source() {
        return source;
    }

    /** The first exception of the source, if it had one that nobody has seen yet. */
    @Nullable
    Throwable takeFailure() {
        return failure.getAndSet(null);
    }

    ArrowArrayStream export() {
        Data.exportArrayStream(allocator, this, stream);
        return stream;
    }

    /** The engine may ask again after a failure; what it then read would be neither whole nor safe to read. */
    @Override
    public boolean loadNextBatch() throws IOException {
        if (failed) {
            throw new IOException("the source failed before");
        }
        try {
            boolean more = super.loadNextBatch();
            requireSameSchema();
            return more;
        } catch (IOException | RuntimeException | Error e) {
            failed = true;
            failure.compareAndSet(null, e);
            throw new IOException(String.valueOf(e.getMessage()), e);
        }
    }

    /** The engine trusts each batch to be as the first, and reads memory that is not there where one differs. */
    private void requireSameSchema() throws IOException {
        Schema now = getVectorSchemaRoot().getSchema();
        if (!Objects.equals(now, schema)) {
            throw new NeuralakeException("Cannot read a batch of " + now + ": the batches before have " + schema);
        }
    }

    /** Frees what the engine did not: nothing, when it read or dropped the stream. */
    void release() {
        stream.release();
        stream.close();
    }
}
