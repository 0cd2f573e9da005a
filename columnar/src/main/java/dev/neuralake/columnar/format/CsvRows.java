package dev.neuralake.columnar.format;

import dev.neuralake.types.Column;
import dev.neuralake.types.DataType;
import dev.neuralake.types.DataType.Decimal;
import dev.neuralake.types.DataType.Primitive;
import dev.neuralake.types.Schema;
import java.util.List;
import org.apache.arrow.vector.FieldVector;

/** Comma-separated values: null is an empty field, an empty text a quoted one. */
final class CsvRows extends TextRows {
    private Cell[] columns = {};
    private boolean[] mayNeedQuotes = {};
    private List<FieldVector> vectors = List.of();

    @Override
    void begin(Schema schema) {
        mayNeedQuotes = new boolean[schema.size()];
        for (int i = 0; i < schema.size(); i++) {
            Column column = schema.columns().get(i);
            mayNeedQuotes[i] = mayNeedQuotes(column.type());
            if (i > 0) {
                text.put(',');
            }
            int start = text.size();
            text.put(column.name());
            text.quoteCsv(start);
        }
        text.put('\n');
    }

    private static boolean mayNeedQuotes(DataType type) {
        return type == Primitive.STRING
                || type == Primitive.VARIANT
                || !(type instanceof Primitive || type instanceof Decimal);
    }

    @Override
    void use(Schema schema, List<FieldVector> batch) {
        vectors = batch;
        columns = new Cell[batch.size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = cells.plain(schema.columns().get(i).type(), batch.get(i));
        }
    }

    @Override
    void write(int row, boolean first) {
        int begin = text.size();
        for (int i = 0; i < columns.length; i++) {
            if (i > 0) {
                text.put(',');
            }
            int start = text.size();
            columns[i].write(row);
            if (mayNeedQuotes[i]) {
                quote(i, row, start);
            }
        }
        // Many readers skip an empty line, and would lose the row.
        if (text.size() == begin) {
            putEmpty();
        }
        text.put('\n');
    }

    private void quote(int column, int row, int start) {
        if (text.size() > start) {
            text.quoteCsv(start);
        } else if (!vectors.get(column).isNull(row)) {
            putEmpty();
        }
    }

    private void putEmpty() {
        text.put('"');
        text.put('"');
    }

    @Override
    void end(boolean empty) {}
}
