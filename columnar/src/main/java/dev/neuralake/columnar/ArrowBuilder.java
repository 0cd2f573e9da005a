package dev.neuralake.columnar;

import dev.neuralake.types.Column;
import dev.neuralake.types.DataType;
import dev.neuralake.types.DataType.Primitive;
import dev.neuralake.types.NeuralakeException;
import dev.neuralake.types.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.LongPredicate;
import java.util.function.LongToDoubleFunction;
import java.util.function.LongUnaryOperator;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

/**
 * Rows built by column: each column is a function of the row's number, from 0. No object is made per row where the
 * column is a {@link #longs}, {@link #doubles} or {@link #booleans}.
 *
 * {@snippet :
 * ArrowSource waves = ArrowBuilder.rows(1_000_000)
 *         .longs("tick", i -> i)
 *         .doubles("value", i -> Math.sin(i / 100.0))
 *         .column("unit", DataType.parse("string"), i -> "mV")
 *         .build();
 * }
 */
public final class ArrowBuilder {
    private final long rows;
    private final List<Column> columns = new ArrayList<>();
    private final List<Filler> fillers = new ArrayList<>();

    private interface Filler {
        /** Writes rows {@code [first, first + count)} to the positions from 0 on. */
        void fill(FieldVector vector, long first, int count);
    }

    private ArrowBuilder(long rows) {
        this.rows = rows;
    }

    public static ArrowBuilder rows(long count) {
        if (count < 0) {
            throw new NeuralakeException("Cannot build " + count + " rows: the number is negative");
        }
        return new ArrowBuilder(count);
    }

    public ArrowBuilder longs(String name, LongUnaryOperator values) {
        return add(Column.of(name, Primitive.LONG).required(), (vector, first, count) -> {
            BigIntVector column = (BigIntVector) vector;
            for (int i = 0; i < count; i++) {
                column.set(i, values.applyAsLong(first + i));
            }
        });
    }

    public ArrowBuilder doubles(String name, LongToDoubleFunction values) {
        return add(Column.of(name, Primitive.DOUBLE).required(), (vector, first, count) -> {
            Float8Vector column = (Float8Vector) vector;
            for (int i = 0; i < count; i++) {
                column.set(i, values.applyAsDouble(first + i));
            }
        });
    }

    public ArrowBuilder booleans(String name, LongPredicate values) {
        return add(Column.of(name, Primitive.BOOLEAN).required(), (vector, first, count) -> {
            BitVector column = (BitVector) vector;
            for (int i = 0; i < count; i++) {
                column.set(i, values.test(first + i) ? 1 : 0);
            }
        });
    }

    /** A nullable column of any type; the function answers values of the class that {@link DataType} lists, or null. */
    public ArrowBuilder column(String name, DataType type, LongFunction<? extends @Nullable Object> values) {
        return column(Column.of(name, type), values);
    }

    public ArrowBuilder column(Column column, LongFunction<? extends @Nullable Object> values) {
        return add(column, (vector, first, count) -> {
            VectorWriter writer = VectorWriter.of(column, vector, column.name());
            for (int i = 0; i < count; i++) {
                try {
                    writer.write(i, values.apply(first + i));
                } catch (NeuralakeException e) {
                    throw BatchMaker.atRow(first + i, e);
                }
            }
        });
    }

    private ArrowBuilder add(Column column, Filler filler) {
        columns.add(column);
        fillers.add(filler);
        return this;
    }

    /** The source, which can be read any number of times; the functions must then answer the same each time. */
    public ArrowSource build() {
        Schema schema = new Schema(columns);
        List<Filler> all = List.copyOf(fillers);
        return ArrowSource.of(schema, allocator -> new Batches(schema, all, rows, allocator));
    }

    private static final class Batches extends BatchMaker {
        private final List<Filler> fillers;
        private final long rows;
        private long first;

        Batches(Schema schema, List<Filler> fillers, long rows, BufferAllocator allocator) {
            super(schema, allocator);
            this.fillers = fillers;
            this.rows = rows;
        }

        @Override
        int fill(VectorSchemaRoot batch) {
            int count = (int) Math.min(BATCH_ROWS, rows - first);
            for (int i = 0; i < fillers.size(); i++) {
                FieldVector vector = batch.getVector(i);
                vector.setInitialCapacity(count);
                vector.allocateNew();
                fillers.get(i).fill(vector, first, count);
            }
            first += count;
            return count;
        }
    }
}
