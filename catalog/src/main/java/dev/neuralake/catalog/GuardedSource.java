package dev.neuralake.catalog;

import dev.neuralake.columnar.ArrowSource;
import dev.neuralake.columnar.ForwardingReader;
import dev.neuralake.types.Schema;
import java.io.IOException;
import java.util.function.Function;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;

/**
 * A source of a user's whose failures are told with the table they belong to.
 *
 * @param failure what to throw for what the source threw
 */
record GuardedSource(ArrowSource source, Function<Exception, TableException> failure) implements ArrowSource {

    @Override
    public Schema schema() {
        return source.schema();
    }

    @Override
    public ArrowReader open(BufferAllocator allocator) {
        ArrowReader reader;
        try {
            reader = source.open(allocator);
        } catch (RuntimeException e) {
            throw failure.apply(e);
        }
        return new ForwardingReader(reader, allocator) {
            @Override
            public boolean loadNextBatch() throws IOException {
                try {
                    return super.loadNextBatch();
                } catch (IOException | RuntimeException e) {
                    throw failure.apply(e);
                }
            }
        };
    }
}
