package dev.neuralake.columnar;

import dev.neuralake.types.Column;
import dev.neuralake.types.NeuralakeException;
import dev.neuralake.types.Schema;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

/** Batches of rows that an iterator yields; a batch ends early when its texts and lists are large. */
final class RowBatches extends BatchMaker {
    private static final long BATCH_BYTES = 16L << 20;

    private final Schema schema;
    private final Iterator<@Nullable Object[]> rows;
    private long rowCount;

    RowBatches(Schema schema, Iterator<@Nullable Object[]> rows, BufferAllocator allocator) {
        super(schema, allocator);
        this.schema = schema;
        this.rows = rows;
    }

    @Override
    int fill(VectorSchemaRoot batch) {
        VectorWriter[] columns = writers(batch);
        long bytes = 0;
        int index = 0;
        while (index < BATCH_ROWS && bytes < BATCH_BYTES && rows.hasNext()) {
            bytes += write(columns, index++, rows.next());
            rowCount++;
        }
        return index;
    }

    private long write(VectorWriter[] columns, int index, @Nullable Object[] row) {
        if (row.length != columns.length) {
            throw atRow(
                    rowCount,
                    new NeuralakeException("Cannot read a row of " + row.length + " values: the schema has "
                            + columns.length + " columns"));
        }
        long bytes = 0;
        try {
            for (int i = 0; i < columns.length; i++) {
                bytes += columns[i].write(index, row[i]);
            }
        } catch (NeuralakeException e) {
            throw atRow(rowCount, e);
        }
        return bytes;
    }

    private VectorWriter[] writers(VectorSchemaRoot batch) {
        List<FieldVector> vectors = batch.getFieldVectors();
        VectorWriter[] writers = new VectorWriter[vectors.size()];
        for (int i = 0; i < writers.length; i++) {
            Column column = schema.columns().get(i);
            writers[i] = VectorWriter.of(column, vectors.get(i), column.name());
        }
        return writers;
    }

    @Override
    public void close(boolean closeReadSource) throws IOException {
        super.close(closeReadSource);
        if (rows instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception e) {
                throw new IOException("Cannot close the rows: " + e.getMessage(), e);
            }
        }
    }
}
