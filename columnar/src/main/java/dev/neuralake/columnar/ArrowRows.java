package dev.neuralake.columnar;

import dev.neuralake.types.NeuralakeException;
import dev.neuralake.types.Schema;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.jspecify.annotations.Nullable;

/**
 * Arrow batches as rows: values of the classes that {@link dev.neuralake.types.DataType} lists, in the order of the
 * schema, in an array that the caller owns. Closing it closes the reader; whoever owns the reader need not close both.
 */
public final class ArrowRows implements Iterator<@Nullable Object[]>, AutoCloseable {
    private final Schema schema;
    private final ArrowReader reader;
    private VectorReader[] columns = {};
    private int size;
    private int next;
    private boolean done;

    /** @param schema what the reader's batches hold, of Arrow types as in {@link ArrowTypes} */
    public ArrowRows(Schema schema, ArrowReader reader) {
        this.schema = schema;
        this.reader = reader;
    }

    /** @throws EngineException where the query that yields the rows fails */
    @Override
    public boolean hasNext() {
        while (next == size && !done) {
            load();
        }
        return next < size;
    }

    @Override
    public @Nullable Object[] next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        @Nullable Object[] row = new Object[columns.length];
        for (int i = 0; i < row.length; i++) {
            row[i] = columns[i].read(next);
        }
        next++;
        return row;
    }

    private void load() {
        try {
            done = !reader.loadNextBatch();
            VectorSchemaRoot batch = reader.getVectorSchemaRoot();
            columns = readers(schema, batch);
            size = done ? 0 : batch.getRowCount();
            next = 0;
        } catch (IOException e) {
            throw new NeuralakeException("Cannot read rows: " + e.getMessage(), e);
        }
    }

    static VectorReader[] readers(Schema schema, VectorSchemaRoot batch) {
        List<FieldVector> vectors = batch.getFieldVectors();
        VectorReader[] readers = new VectorReader[vectors.size()];
        for (int i = 0; i < readers.length; i++) {
            readers[i] = VectorReader.of(schema.columns().get(i).type(), vectors.get(i));
        }
        return readers;
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw new NeuralakeException("Cannot close the rows: " + e.getMessage(), e);
        }
    }
}
