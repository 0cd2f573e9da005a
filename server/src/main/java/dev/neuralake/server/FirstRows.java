package dev.neuralake.server;

import dev.neuralake.columnar.Allocators;
import dev.neuralake.columnar.ForwardingReader;
import java.io.IOException;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;

/** The first rows of a reader; once they are read, it is known whether there were more. */
final class FirstRows extends ForwardingReader {
    private long left;
    private boolean more;

    FirstRows(ArrowReader all, long count) {
        super(all, Allocators.root());
        this.left = count;
    }

    /** Whether the reader has rows beyond the first ones; known at the end. */
    boolean hasMore() {
        return more;
    }

    @Override
    public boolean loadNextBatch() throws IOException {
        if (more) {
            return false;
        }
        if (left == 0) {
            more = hasRowsLeft();
            return false;
        }
        if (!super.loadNextBatch()) {
            return false;
        }
        VectorSchemaRoot batch = getVectorSchemaRoot();
        if (batch.getRowCount() > left) {
            batch.setRowCount((int) left);
            more = true;
        }
        left -= batch.getRowCount();
        return true;
    }

    private boolean hasRowsLeft() throws IOException {
        while (super.loadNextBatch()) {
            if (getVectorSchemaRoot().getRowCount() > 0) {
                return true;
            }
        }
        return false;
    }
}
