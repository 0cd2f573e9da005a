package dev.neuralake.columnar;

import dev.neuralake.types.NeuralakeException;
import dev.neuralake.types.RecordCodec;
import dev.neuralake.types.Schema;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.jspecify.annotations.Nullable;

/**
 * Rows that come from Java, as Arrow batches. They are made while they are read, batch by batch, in bounded memory. See
 * {@link ArrowBuilder} for rows that are built by column and {@link ArrowFile} for Arrow files.
 */
public interface ArrowSource {

    /** The columns, known before any row is made. */
    Schema schema();

    /**
     * Starts to read; the caller closes the reader. A source of an iterator or a stream can be opened once, the others
     * as often as one likes, each time from the first row.
     *
     * @throws NeuralakeException where a source that can be read once is opened again
     */
    ArrowReader open(BufferAllocator allocator);

    /**
     * Rows of values, each in the order of the schema. The iterator is pulled by one thread at a time; its exceptions
     * reach whoever reads, and it is closed at the end if it is {@code AutoCloseable}.
     */
    static ArrowSource ofRows(Schema schema, Iterator<@Nullable Object[]> rows) {
        return new RowSource(schema, new Once<>("rows", rows)::take);
    }

    /** Rows of values that can be read again and again. */
    static ArrowSource ofRows(Schema schema, Iterable<@Nullable Object[]> rows) {
        return new RowSource(schema, rows::iterator);
    }

    /** Records, whose class is the schema. They can be read as often as the iterable can. */
    static <T extends Record> ArrowSource ofRecords(Class<T> type, Iterable<? extends T> records) {
        RecordCodec<T> codec = RecordCodec.of(type);
        return new RowSource(codec.schema(), () -> RowSource.values(codec, records.iterator()));
    }

    /** Records of a stream, which is closed when it was read, or when reading ends early. */
    static <T extends Record> ArrowSource ofRecords(Class<T> type, Stream<? extends T> records) {
        RecordCodec<T> codec = RecordCodec.of(type);
        Once<Stream<? extends T>> once = new Once<>("records", records);
        return new RowSource(codec.schema(), () -> RowSource.values(codec, once.take()));
    }

    /** Batches that something else makes; {@code open} is asked for a new reader at each reading. */
    static ArrowSource of(Schema schema, Function<BufferAllocator, ArrowReader> open) {
        return new ArrowSource() {
            @Override
            public Schema schema() {
                return schema;
            }

            @Override
            public ArrowReader open(BufferAllocator allocator) {
                return open.apply(allocator);
            }
        };
    }

    /** Something that can be taken once. */
    record Once<T>(String what, T value, AtomicBoolean taken) {
        Once(String what, T value) {
            this(what, value, new AtomicBoolean());
        }

        T take() {
            if (taken.getAndSet(true)) {
                throw new NeuralakeException("Cannot read the " + what
                        + " again: they come from an iterator or a stream, which ends (give an Iterable)");
            }
            return value;
        }
    }
}
