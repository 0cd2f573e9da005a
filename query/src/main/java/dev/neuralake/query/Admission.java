package dev.neuralake.query;

import dev.neuralake.columnar.ArrowSource;
import dev.neuralake.columnar.ForwardingReader;
import dev.neuralake.types.Schema;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;

/**
 * Lets as many queries run at a time as there are places, in the order of their coming: the engine spreads each over all
 * cores, so that more at once only make all of them late.
 *
 * <p>The code of a function table may query the lake while it is queried itself. Such a query takes no place: it would
 * wait for one that waits for it.
 */
final class Admission {
    private static final ThreadLocal<Boolean> INSIDE = ThreadLocal.withInitial(() -> false);

    private final Semaphore places;

    Admission(int places) {
        this.places = new Semaphore(places, true);
    }

    /** Waits for a place; running gives it back. */
    Runnable enter(Cancellation cancellation) {
        if (INSIDE.get()) {
            return () -> {};
        }
        cancellation.await(places::acquire);
        AtomicBoolean given = new AtomicBoolean();
        return () -> {
            if (!given.getAndSet(true)) {
                places.release();
            }
        };
    }

    /** A source whose code runs as part of a query. */
    static ArrowSource inside(ArrowSource source) {
        return new Inside(source);
    }

    private record Inside(ArrowSource source) implements ArrowSource {
        @Override
        public Schema schema() {
            return source.schema();
        }

        @Override
        public ArrowReader open(BufferAllocator allocator) {
            boolean before = INSIDE.get();
            INSIDE.set(true);
            try {
                return new Reader(source.open(allocator), allocator);
            } finally {
                INSIDE.set(before);
            }
        }
    }

    private static final class Reader extends ForwardingReader {
        Reader(ArrowReader reader, BufferAllocator allocator) {
            super(reader, allocator);
        }

        @Override
        public boolean loadNextBatch() throws IOException {
            boolean before = INSIDE.get();
            INSIDE.set(true);
            try {
                return super.loadNextBatch();
            } finally {
                INSIDE.set(before);
            }
        }
    }
}
