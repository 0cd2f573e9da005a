package dev.neuralake.catalog;

import dev.neuralake.columnar.ArrowSource;
import dev.neuralake.columnar.Engine;
import dev.neuralake.columnar.ForwardingReader;
import dev.neuralake.columnar.Result;
import dev.neuralake.columnar.Session;
import dev.neuralake.types.Schema;
import java.io.IOException;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;

/**
 * A source whose columns are those that were declared: the engine makes them while it streams.
 *
 * @param items of the SELECT that makes them
 */
record ConformedSource(ArrowSource source, Schema schema, String items, Engine engine) implements ArrowSource {

    @Override
    public ArrowReader open(BufferAllocator allocator) {
        Session session = engine.session();
        try {
            session.register("rows", source);
            Result result = session.query("SELECT " + items + " FROM rows").owning(session);
            return new Conformed(result, allocator);
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    private static final class Conformed extends ForwardingReader {
        private final Result result;

        Conformed(Result result, BufferAllocator allocator) {
            super(result.reader(), allocator);
            this.result = result;
        }

        @Override
        public void close(boolean closeReadSource) throws IOException {
            result.close();
        }
    }
}
