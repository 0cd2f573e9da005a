package dev.neuralake.columnar.format;

import dev.neuralake.types.Column;
import dev.neuralake.types.Schema;
import java.util.List;
import org.apache.arrow.vector.FieldVector;

/** Row objects, whose keys come in the order of the columns. */
final class JsonRows extends TextRows {
    private final String begin;
    private final String separator;
    private final String end;
    private byte[][] keys = {};
    private Cell[] columns = {};

    /** Texts before, between and behind the rows; {@code end} closes an empty list if {@code begin} opened one. */
    JsonRows(String begin, String separator, String end) {
        this.begin = begin;
        this.separator = separator;
        this.end = end;
    }

    @Override
    void begin(Schema schema) {
        keys = schema.names().stream().map(Cells::key).toArray(byte[][]::new);
        text.put(begin);
    }

    @Override
    void use(Schema schema, List<FieldVector> vectors) {
        columns = new Cell[vectors.size()];
        for (int i = 0; i < columns.length; i++) {
            Column column = schema.columns().get(i);
            columns[i] = cells.json(column.type(), vectors.get(i));
        }
    }

    @Override
    void write(int row, boolean first) {
        if (!first) {
            text.put(separator);
        }
        text.put('{');
        for (int i = 0; i < columns.length; i++) {
            if (i > 0) {
                text.put(',');
            }
            text.put(keys[i]);
            columns[i].write(row);
        }
        text.put('}');
    }

    @Override
    void end(boolean empty) {
        if (!empty || !begin.isEmpty()) {
            text.put(end);
        }
    }
}
