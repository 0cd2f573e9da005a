package dev.neuralake.catalog;

import dev.neuralake.types.NeuralakeException;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * The rows of a function table, one record each. They are pulled while a query runs, so they may be computed lazily and
 * need not fit into memory.
 *
 * @param <T> the record whose components are the columns
 */
public final class Rows<T extends Record> implements AutoCloseable {
    private final Iterable<? extends T> rows;
    private final Runnable onClose;

    private Rows(Iterable<? extends T> rows, Runnable onClose) {
        this.rows = rows;
        this.onClose = onClose;
    }

    /** These rows. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public static <T extends Record> Rows<T> of(T... rows) {
        return of(List.of(rows));
    }

    /** Rows that are iterated anew for each query. */
    public static <T extends Record> Rows<T> of(Iterable<? extends T> rows) {
        return new Rows<>(rows, () -> {});
    }

    /** Rows that can be read once; the stream is closed after the query. */
    public static <T extends Record> Rows<T> of(Stream<? extends T> rows) {
        return new Rows<T>(once(rows), rows::close);
    }

    private static <T> Iterable<T> once(Stream<T> rows) {
        AtomicBoolean taken = new AtomicBoolean();
        return () -> {
            if (taken.getAndSet(true)) {
                throw new NeuralakeException("Cannot read these rows twice: they come from a stream"
                        + " (make the stream inside the table's method, or give a list)");
            }
            return rows.iterator();
        };
    }

    /** The rows, in order. */
    @SuppressWarnings("unchecked")
    public Iterator<T> iterator() {
        return (Iterator<T>) rows.iterator();
    }

    /** Releases what the rows come from. */
    @Override
    public void close() {
        onClose.run();
    }
}
