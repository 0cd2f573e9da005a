package dev.neuralake.frame;

import dev.neuralake.columnar.ArrowTypes;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorLoader;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.VectorUnloader;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.types.pojo.Schema;

/** Reads batches that lie in memory, without copying them. */
final class BatchReader extends ArrowReader {
    private final dev.neuralake.types.Schema schema;
    private final Iterator<VectorSchemaRoot> batches;

    BatchReader(dev.neuralake.types.Schema schema, List<VectorSchemaRoot> batches, BufferAllocator allocator) {
        super(allocator);
        this.schema = schema;
        this.batches = batches.iterator();
    }

    @Override
    public boolean loadNextBatch() throws IOException {
        VectorSchemaRoot root = getVectorSchemaRoot();
        if (!batches.hasNext()) {
            root.setRowCount(0);
            return false;
        }
        try (ArrowRecordBatch batch = new VectorUnloader(batches.next()).getRecordBatch()) {
            new VectorLoader(root).load(batch);
        }
        return true;
    }

    @Override
    public long bytesRead() {
        return 0;
    }

    @Override
    protected void closeReadSource() {}

    @Override
    protected Schema readSchema() {
        return ArrowTypes.toArrow(schema);
    }
}
