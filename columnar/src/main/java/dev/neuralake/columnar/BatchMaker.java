package dev.neuralake.columnar;

import dev.neuralake.types.NeuralakeException;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Schema;

/** A reader whose batches are made in Java, each in buffers of its own: the engine may still hold the one before. */
abstract class BatchMaker extends ArrowReader {
    /** Enough for the engine to work on a batch without waiting for the next. */
    static final int BATCH_ROWS = 16_384;

    private final dev.neuralake.types.Schema schema;

    BatchMaker(dev.neuralake.types.Schema schema, BufferAllocator allocator) {
        super(allocator);
        this.schema = schema;
    }

    /** Fills empty vectors and answers how many rows it wrote; 0 is the end. */
    abstract int fill(VectorSchemaRoot batch);

    @Override
    public final boolean loadNextBatch() throws java.io.IOException {
        VectorSchemaRoot batch = getVectorSchemaRoot();
        batch.clear();
        batch.allocateNew();
        int rows = fill(batch);
        batch.setRowCount(rows);
        return rows > 0;
    }

    @Override
    public long bytesRead() {
        return 0;
    }

    @Override
    protected void closeReadSource() {}

    @Override
    protected final Schema readSchema() {
        return ArrowTypes.toArrow(schema);
    }

    /** A failure at one row, for a person who has to find it. */
    static NeuralakeException atRow(long row, NeuralakeException failure) {
        return new NeuralakeException(failure.getMessage() + " (row " + row + ")", failure);
    }
}
