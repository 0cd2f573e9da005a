package dev.neuralake.columnar;

import dev.neuralake.types.Schema;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

/**
 * One Arrow batch by row and column, as values of the classes that {@link dev.neuralake.types.DataType} lists. It owns
 * nothing: the vectors must stay as they are while it is used. Safe for use by many threads.
 */
public final class ArrowBatch {
    private final VectorReader[] columns;
    private final int rowCount;

    /** @param schema what the batch holds, of Arrow types as in {@link ArrowTypes} */
    public ArrowBatch(Schema schema, VectorSchemaRoot batch) {
        this.columns = ArrowRows.readers(schema, batch);
        this.rowCount = batch.getRowCount();
    }

    public int rowCount() {
        return rowCount;
    }

    /** The value of one row, from 0, in one column. */
    public @Nullable Object value(int row, int column) {
        return columns[column].read(row);
    }

    /** The values of one row, in an array that the caller owns. */
    public @Nullable Object[] row(int row) {
        @Nullable Object[] values = new Object[columns.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = columns[i].read(row);
        }
        return values;
    }
}
