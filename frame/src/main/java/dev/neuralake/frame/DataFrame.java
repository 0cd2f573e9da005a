package dev.neuralake.frame;

import dev.neuralake.columnar.Allocators;
import dev.neuralake.columnar.ArrowBatch;
import dev.neuralake.columnar.ArrowSource;
import dev.neuralake.columnar.Result;
import dev.neuralake.columnar.format.Format;
import dev.neuralake.columnar.format.TableLayout;
import dev.neuralake.types.NeuralakeException;
import dev.neuralake.types.RecordCodec;
import dev.neuralake.types.Schema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorLoader;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.VectorUnloader;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a query, in Arrow memory outside Java's heap until it is closed; whoever collected it closes it. Rows and
 * records taken from it live on. Safe for use by many threads, except that none may use it while another closes it.
 */
public final class DataFrame implements Exportable, AutoCloseable, Iterable<Row> {
    static final int ROWS_SHOWN = 20;

    private final Schema schema;
    private final BufferAllocator allocator;
    private final List<VectorSchemaRoot> batches = new ArrayList<>();
    private final List<ArrowBatch> rows = new ArrayList<>();
    /** Behind the last row of each batch. */
    private final List<Long> ends = new ArrayList<>();

    private volatile boolean closed;

    private DataFrame(Schema schema) {
        this.schema = schema;
        this.allocator = Allocators.root().newChildAllocator("data frame", 0, Long.MAX_VALUE);
    }

    /** Reads a result to its end; the caller still closes it. */
    public static DataFrame of(Result result) {
        DataFrame frame = new DataFrame(result.schema());
        try {
            ArrowReader reader = result.reader();
            while (reader.loadNextBatch()) {
                frame.add(reader.getVectorSchemaRoot());
            }
            return frame;
        } catch (IOException e) {
            frame.close();
            throw new NeuralakeException("Cannot collect the result: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            frame.close();
            throw e;
        }
    }

    private void add(VectorSchemaRoot batch) {
        if (batch.getRowCount() == 0) {
            return;
        }
        VectorSchemaRoot own = copy(batch);
        batches.add(own);
        rows.add(new ArrowBatch(schema, own));
        ends.add(rowCount() + own.getRowCount());
    }

    /** The engine's buffers hang on the session that they came from, so they are copied, each as a whole. */
    private VectorSchemaRoot copy(VectorSchemaRoot batch) {
        VectorSchemaRoot own = VectorSchemaRoot.create(batch.getSchema(), allocator);
        List<ArrowBuf> buffers = new ArrayList<>();
        try (ArrowRecordBatch foreign = new VectorUnloader(batch).getRecordBatch()) {
            for (ArrowBuf buffer : foreign.getBuffers()) {
                long size = buffer.readableBytes();
                ArrowBuf copy = allocator.buffer(size);
                copy.setBytes(0, buffer, buffer.readerIndex(), size);
                copy.writerIndex(size);
                buffers.add(copy);
            }
            try (ArrowRecordBatch copied = new ArrowRecordBatch(foreign.getLength(), foreign.getNodes(), buffers)) {
                new VectorLoader(own).load(copied);
            }
            return own;
        } finally {
            buffers.forEach(ArrowBuf::close);
        }
    }

    public Schema schema() {
        return schema;
    }

    public long rowCount() {
        return ends.isEmpty() ? 0 : ends.getLast();
    }

    /** The row at a position, from 0. */
    public Row row(long position) {
        requireOpen();
        int batch = batch(position);
        return new Row(schema, rows.get(batch).row(offset(batch, position)));
    }

    /** The value at a position, from 0, in a column. */
    public @Nullable Object value(long position, String column) {
        requireOpen();
        int batch = batch(position);
        return rows.get(batch).value(offset(batch, position), index(column));
    }

    /** The values of a column, in a list that lives on. */
    public List<@Nullable Object> column(String name) {
        requireOpen();
        int column = index(name);
        List<@Nullable Object> values = new ArrayList<>();
        for (ArrowBatch batch : rows) {
            for (int i = 0; i < batch.rowCount(); i++) {
                values.add(batch.value(i, column));
            }
        }
        return values;
    }

    private int index(String column) {
        int index = schema.indexOf(column);
        if (index < 0) {
            throw new UnknownColumnException(column, schema.names());
        }
        return index;
    }

    private int batch(long position) {
        Objects.checkIndex(position, rowCount());
        int low = 0;
        int high = ends.size() - 1;
        while (low < high) {
            int middle = (low + high) / 2;
            if (ends.get(middle) > position) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private int offset(int batch, long position) {
        return (int) (batch == 0 ? position : position - ends.get(batch - 1));
    }

    /** The rows, made one by one as the iterator moves. */
    @Override
    public Iterator<Row> iterator() {
        return rows().iterator();
    }

    /** The rows as a list that reads from this frame. */
    public List<Row> rows() {
        requireOpen();
        return new AbstractList<>() {
            @Override
            public Row get(int index) {
                return row(index);
            }

            @Override
            public int size() {
                return Math.toIntExact(rowCount());
            }
        };
    }

    /**
     * The rows as records, whose components are found by column name; further columns are left out. The list lives on.
     *
     * @throws FrameException where a component has no column, or one of another type
     */
    public <T extends Record> List<T> as(Class<T> type) {
        requireOpen();
        RecordMapping<T> mapping = new RecordMapping<>(RecordCodec.of(type), schema);
        List<T> records = new ArrayList<>();
        for (ArrowBatch batch : rows) {
            for (int i = 0; i < batch.rowCount(); i++) {
                records.add(mapping.record(batch.row(i)));
            }
        }
        return records;
    }

    /** The rows as Arrow batches, to be read as often as one likes while this frame is open. */
    public ArrowSource source() {
        return ArrowSource.of(schema, reader -> {
            requireOpen();
            return new BatchReader(schema, batches, reader);
        });
    }

    @Override
    public long write(Format format, OutputStream out) {
        return write(format, out, TableLayout.PLAIN);
    }

    private long write(Format format, OutputStream out, TableLayout layout) {
        try {
            return format.write(source(), out, layout);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the rows as " + format + ": " + e.getMessage(), e);
        }
    }

    @Override
    public long write(Format format, Path file) {
        requireOpen();
        return Export.to(file, out -> format.write(source(), out));
    }

    /** The first rows, at most {@value #ROWS_SHOWN}, as an aligned table that fits the terminal. */
    @Override
    public String toString() {
        return closed ? "closed data frame" : text(ROWS_SHOWN);
    }

    String text(int rowsMax) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        write(Format.TABLE, text, TableLayout.PLAIN.withWidth(terminalWidth()).withRows(rowsMax));
        return text.toString(StandardCharsets.UTF_8);
    }

    /** Columns of the terminal, where it says so. */
    private static int terminalWidth() {
        String width = System.getenv().getOrDefault("COLUMNS", "");
        return width.matches("[1-9][0-9]{1,4}") ? Integer.parseInt(width) : TableLayout.PLAIN.width();
    }

    /** Gives the memory back; closing twice does nothing. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        batches.forEach(VectorSchemaRoot::close);
        allocator.close();
    }

    private void requireOpen() {
        if (closed) {
            throw new NeuralakeException("Cannot read the data frame: it is closed (take what you need before)");
        }
    }
}
