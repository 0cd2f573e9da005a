package dev.neuralake.catalog;

import dev.neuralake.columnar.ArrowSource;
import dev.neuralake.types.Schema;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A table whose rows a function returns; it is called once for each query that reads the table. */
public final class FunctionTable implements TableDefinition {
    private final @Nullable Class<? extends Record> row;
    private final Function<Catalog, ArrowSource> source;

    private FunctionTable(@Nullable Class<? extends Record> row, Function<Catalog, ArrowSource> source) {
        this.row = row;
        this.source = source;
    }

    /** Rows of records. */
    public static <T extends Record> FunctionTable of(Class<T> row, Supplier<Rows<T>> rows) {
        return of(row, lake -> rows.get());
    }

    /** Rows of records, computed from other tables. */
    public static <T extends Record> FunctionTable of(Class<T> row, Function<Catalog, Rows<T>> rows) {
        return new FunctionTable(row, lake -> source(row, rows.apply(lake)));
    }

    /** Arrow batches, or rows built by column ({@link dev.neuralake.columnar.ArrowBuilder}). */
    public static FunctionTable arrow(Supplier<ArrowSource> source) {
        return arrow(lake -> source.get());
    }

    /**
     * Arrow batches, computed from other tables. Asking for the columns calls the function but does not open the
     * source.
     */
    public static FunctionTable arrow(Function<Catalog, ArrowSource> source) {
        return new FunctionTable(null, source);
    }

    private static <T extends Record> ArrowSource source(Class<T> row, Rows<T> rows) {
        return ArrowSource.ofRecords(row, () -> new Closing<>(rows));
    }

    Schema schema(Catalog lake) {
        return row == null ? source.apply(lake).schema() : Schema.of(row);
    }

    /** Calls the function. */
    ArrowSource open(Catalog lake) {
        return source.apply(lake);
    }

    @Override
    public TableKind kind() {
        return TableKind.FUNCTION;
    }

    @Override
    public Optional<Class<? extends Record>> rowType() {
        return Optional.ofNullable(row);
    }

    /** The rows' iterator; whoever reads it closes the rows with it. */
    private static final class Closing<T extends Record> implements Iterator<T>, AutoCloseable {
        private final Rows<T> rows;
        private final Iterator<T> iterator;

        Closing(Rows<T> rows) {
            this.rows = rows;
            this.iterator = rows.iterator();
        }

        @Override
        public boolean hasNext() {
            return iterator.hasNext();
        }

        @Override
        public T next() {
            return iterator.next();
        }

        @Override
        public void close() {
            rows.close();
        }
    }
}
