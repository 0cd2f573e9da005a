package dev.neuralake.columnar.format;

import dev.neuralake.types.Column;
import dev.neuralake.types.DataType;
import dev.neuralake.types.DataType.Decimal;
import dev.neuralake.types.DataType.Primitive;
import dev.neuralake.types.Schema;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

/**
 * Rows under their names, aligned, numbers to the right; a line below tells how many there are. Where they do not fit
 * the width, long texts are cut first, then columns in the middle are left out.
 */
final class TextTable {
    private static final String GAP = "  ";
    private static final String HEADING = "\u001b[1m";
    private static final String FAINT = "\u001b[2m";
    private static final String RESET = "\u001b[0m";
    private static final String NULL = "null";
    private static final String NO_FRACTION = ".000000";

    private final Schema schema;
    private final TableLayout layout;
    private final List<String> names;

    /** The rows to show; null where the value is. */
    private final List<@Nullable String[]> rows = new ArrayList<>();

    private final Utf8Buffer text = new Utf8Buffer();
    private final Cells cells = new Cells(text);

    TextTable(Schema schema, TableLayout layout) {
        this.schema = schema;
        this.layout = layout;
        this.names = schema.names().stream().map(DisplayText::of).toList();
    }

    long write(Batches batches, OutputStream out) throws IOException {
        long count = 0;
        while (batches.next()) {
            VectorSchemaRoot batch = batches.batch();
            int shown = Math.min(batch.getRowCount(), layout.rows() - rows.size());
            if (shown > 0) {
                hold(batch, shown);
            }
            count += batch.getRowCount();
        }
        out.write(render(count).getBytes(StandardCharsets.UTF_8));
        out.flush();
        return count;
    }

    private void hold(VectorSchemaRoot batch, int count) {
        List<FieldVector> vectors = batch.getFieldVectors();
        Cell[] columns = new Cell[vectors.size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = cells.plain(type(i), vectors.get(i));
        }
        for (int row = 0; row < count; row++) {
            @Nullable String[] line = new String[columns.length];
            for (int i = 0; i < columns.length; i++) {
                if (!vectors.get(i).isNull(row)) {
                    line[i] = cell(type(i), columns[i], row);
                }
            }
            rows.add(line);
        }
    }

    private String cell(DataType type, Cell column, int row) {
        text.truncate(0);
        column.write(row);
        String value = text.text(0);
        if (type == Primitive.TIMESTAMP || type == Primitive.TIMESTAMP_NTZ) {
            return value.replace(NO_FRACTION, "");
        }
        String shown = DisplayText.of(value);
        return layout.width() == Integer.MAX_VALUE ? shown : DisplayText.cut(shown, layout.width());
    }

    private DataType type(int column) {
        return schema.columns().get(column).type();
    }

    private String render(long count) {
        ColumnWidths widths = widths();
        StringBuilder table = new StringBuilder();
        line(table, names.toArray(String[]::new), widths, true);
        rows.forEach(row -> line(table, row, widths, false));
        String left =
                widths.left() == 0 ? "" : "%d of %d columns".formatted(schema.size() - widths.left(), schema.size());
        String shown = rows.size() == count ? "" : "%s shown".formatted(grouped(rows.size()));
        String note = shown + (shown.isEmpty() || left.isEmpty() ? "" : ", ") + left;
        String rowCount = grouped(count) + (count == 1 ? " row" : " rows") + (note.isEmpty() ? "" : " (" + note + ")");
        return table.append(styled(FAINT, rowCount)).append('\n').toString();
    }

    private static String grouped(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private ColumnWidths widths() {
        int[] natural = new int[schema.size()];
        int[] smallest = new int[natural.length];
        for (int i = 0; i < natural.length; i++) {
            int widest = 0;
            for (@Nullable String[] row : rows) {
                widest = Math.max(widest, DisplayText.width(shown(row[i])));
            }
            natural[i] = Math.max(widest, DisplayText.width(names.get(i)));
            smallest[i] = ColumnWidths.smallest(natural[i], isCut(type(i)) ? 0 : widest);
        }
        return ColumnWidths.fit(natural, smallest, GAP.length(), layout.width());
    }

    private static String shown(@Nullable String cell) {
        return cell == null ? NULL : cell;
    }

    /** Whether a part of a value still tells something: half a number or date would be another one. */
    private static boolean isCut(DataType type) {
        return type == Primitive.STRING
                || type == Primitive.VARIANT
                || type == Primitive.BINARY
                || !(type instanceof Primitive || type instanceof Decimal);
    }

    private static boolean isNumber(Column column) {
        return column.type() instanceof Decimal
                || column.type() instanceof Primitive primitive
                        && switch (primitive) {
                            case BYTE, SHORT, INT, LONG, FLOAT, DOUBLE -> true;
                            case BOOLEAN, STRING, BINARY, DATE, TIMESTAMP, TIMESTAMP_NTZ, VARIANT -> false;
                        };
    }

    private void line(StringBuilder table, @Nullable String[] cells, ColumnWidths widths, boolean heading) {
        int start = table.length();
        for (int column : widths.columns()) {
            String gap = table.length() == start ? "" : GAP;
            table.append(gap);
            if (column < 0) {
                table.append('…');
                continue;
            }
            int width = widths.of(column);
            String cell = DisplayText.cut(shown(cells[column]), width);
            int padding = width - DisplayText.width(cell);
            boolean right = isNumber(schema.columns().get(column));
            table.repeat(' ', right ? padding : 0);
            table.append(heading ? styled(HEADING, cell) : cells[column] == null ? styled(FAINT, cell) : cell);
            boolean last = column == widths.columns()[widths.columns().length - 1];
            table.repeat(' ', right || last ? 0 : padding);
        }
        table.append('\n');
    }

    private String styled(String style, String value) {
        return layout.colours() ? style + value + RESET : value;
    }
}
