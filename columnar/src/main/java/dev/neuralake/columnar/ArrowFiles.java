package dev.neuralake.columnar;

import dev.neuralake.types.NeuralakeException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Schema;

/** Reads Arrow files one after the other, each opened when the one before has ended. */
final class ArrowFiles extends ArrowReader {
    private final List<Path> files;
    private final Schema schema;
    private final ArrowCodecs codecs = new ArrowCodecs();
    private ArrowReader current;
    private int index;

    ArrowFiles(List<Path> files, BufferAllocator allocator) {
        super(allocator);
        this.files = files;
        this.current = ArrowFile.open(files.getFirst(), allocator, codecs);
        this.schema = ArrowFile.arrowSchema(files.getFirst(), current);
    }

    @Override
    public boolean loadNextBatch() throws IOException {
        while (!loadFromCurrent()) {
            if (index + 1 == files.size()) {
                return false;
            }
            current.close();
            index++;
            current = ArrowFile.open(files.get(index), allocator, codecs);
            requireSameColumns();
        }
        return true;
    }

    private boolean loadFromCurrent() {
        try {
            boolean more = current.loadNextBatch();
            codecs.requireIntact();
            return more;
        } catch (IOException | RuntimeException e) {
            throw ArrowFile.unreadable(files.get(index), e);
        }
    }

    private void requireSameColumns() {
        Schema found = ArrowFile.arrowSchema(files.get(index), current);
        if (!found.getFields().equals(schema.getFields())) {
            throw new NeuralakeException("Cannot read " + files.get(index) + " after " + files.getFirst()
                    + ": their columns differ: " + ArrowTypes.fromArrow(found) + " and "
                    + ArrowTypes.fromArrow(schema));
        }
    }

    @Override
    public VectorSchemaRoot getVectorSchemaRoot() throws IOException {
        return current.getVectorSchemaRoot();
    }

    @Override
    public Map<Long, Dictionary> getDictionaryVectors() throws IOException {
        return current.getDictionaryVectors();
    }

    @Override
    public Dictionary lookup(long id) {
        return current.lookup(id);
    }

    @Override
    public Set<Long> getDictionaryIds() {
        return current.getDictionaryIds();
    }

    @Override
    public long bytesRead() {
        return current.bytesRead();
    }

    @Override
    public void close(boolean closeReadSource) throws IOException {
        current.close(closeReadSource);
    }

    @Override
    protected void closeReadSource() {}

    @Override
    protected Schema readSchema() {
        return schema;
    }
}
