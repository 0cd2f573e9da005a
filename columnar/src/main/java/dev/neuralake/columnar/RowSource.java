package dev.neuralake.columnar;

import dev.neuralake.types.RecordCodec;
import dev.neuralake.types.Schema;
import java.util.Iterator;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.jspecify.annotations.Nullable;

/** Rows of values, from a new iterator at each reading. */
record RowSource(Schema schema, Supplier<Iterator<@Nullable Object[]>> rows) implements ArrowSource {

    @Override
    public ArrowReader open(BufferAllocator allocator) {
        return new RowBatches(schema, rows.get(), allocator);
    }

    static <T extends Record> Iterator<@Nullable Object[]> values(RecordCodec<T> codec, Iterator<? extends T> records) {
        return new Values<>(codec, records, records instanceof AutoCloseable closeable ? closeable : () -> {});
    }

    static <T extends Record> Iterator<@Nullable Object[]> values(RecordCodec<T> codec, Stream<? extends T> records) {
        return new Values<>(codec, records.iterator(), records::close);
    }

    private record Values<T extends Record>(RecordCodec<T> codec, Iterator<? extends T> records, AutoCloseable onClose)
            implements Iterator<@Nullable Object[]>, AutoCloseable {
        @Override
        public boolean hasNext() {
            return records.hasNext();
        }

        @Override
        public @Nullable Object[] next() {
            return codec.values(records.next());
        }

        @Override
        public void close() throws Exception {
            onClose.close();
        }
    }
}
