package dev.neuralake.columnar;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.arrow.c.ArrowArrayStream;
import org.apache.arrow.c.Data;
import org.apache.arrow.memory.BufferAllocator;
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
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    GuardedReader(String view, String name, ArrowSource source, BufferAllocator allocator) {
        super(source.open(allocator), allocator);
        this.view = view;
        this.name = name;
        this.source = source;
        this.stream = ArrowArrayStream.allocateNew(allocator);
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

    @Override
    public boolean loadNextBatch() throws IOException {
        try {
            return super.loadNextBatch();
        } catch (IOException | RuntimeException | Error e) {
            failure.compareAndSet(null, e);
            throw new IOException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Frees what the engine did not: nothing, when it read or dropped the stream. */
    void release() {
        stream.release();
        stream.close();
    }
}
