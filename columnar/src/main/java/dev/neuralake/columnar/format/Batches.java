package dev.neuralake.columnar.format;

import dev.neuralake.types.NeuralakeException;
import dev.neuralake.types.Schema;
import java.io.IOException;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;

/** The batches of a reader. A failure to read is not an {@link IOException}, so that those are the output's alone. */
record Batches(Schema schema, ArrowReader reader) {

    boolean next() {
        try {
            return reader.loadNextBatch();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** The batch that was read last, or an empty one before. */
    VectorSchemaRoot batch() {
        try {
            return reader.getVectorSchemaRoot();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static NeuralakeException unreadable(IOException e) {
        return new NeuralakeException("Cannot read rows: " + e.getMessage(), e);
    }
}
