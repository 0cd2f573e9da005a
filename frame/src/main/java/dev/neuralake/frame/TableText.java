package dev.neuralake.frame;

import dev.neuralake.types.Column;
import dev.neuralake.types.DataType.Decimal;
import dev.neuralake.types.DataType.Primitive;
import dev.neuralake.types.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rows as an aligned table that fits a terminal: numbers to the right, and the widest columns cut where it must be. */
final class TableText {
    private static final String GAP = "  ";
    private static final int WIDTH_DEFAULT = 100;
    private static final int COLUMN_WIDTH_MIN = 4;
    private static final Set<Primitive> NUMBERS = EnumSet.of(
            Primitive.BYTE, Primitive.SHORT, Primitive.INT, Primitive.LONG, Primitive.FLOAT, Primitive.DOUBLE);

    private final List<Column> columns;
    private final List<List<String>> lines = new ArrayList<>();
    private final int[] widths;

    private TableText(Schema schema, List<Row> rows, int width) {
        columns = schema.columns();
        lines.add(schema.names().stream().map(TableText::printable).toList());
        rows.forEach(row -> lines.add(
                Arrays.stream(row.values()).map(value -> printable(text(value))).toList()));
        widths = widths(width);
    }

    /** A line of names, and one for each row. */
    static String of(Schema schema, List<Row> rows, int width) {
        TableText table = new TableText(schema, rows, width);
        return table.lines.stream().map(table::line).collect(Collectors.joining("\n", "", "\n"));
    }

    /** Columns of the terminal, where it says so. */
    static int terminalWidth() {
        String width = System.getenv().getOrDefault("COLUMNS", "");
        return width.matches("[1-9][0-9]{1,4}") ? Integer.parseInt(width) : WIDTH_DEFAULT;
    }

    private int[] widths(int most) {
        int[] all = new int[columns.size()];
        for (List<String> line : lines) {
            for (int column = 0; column < all.length; column++) {
                all[column] = Math.max(all[column], width(line.get(column)));
            }
        }
        int excess = Arrays.stream(all).sum() + GAP.length() * (all.length - 1) - most;
        for (; excess > 0 && all[widest(all)] > COLUMN_WIDTH_MIN; excess--) {
            all[widest(all)]--;
        }
        return all;
    }

    private static int widest(int[] widths) {
        int widest = 0;
        for (int column = 1; column < widths.length; column++) {
            widest = widths[column] > widths[widest] ? column : widest;
        }
        return widest;
    }

    private String line(List<String> cells) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < cells.size(); column++) {
            String cell = cut(cells.get(column), widths[column]);
            int padding = widths[column] - width(cell);
            line.append(column == 0 ? "" : GAP);
            if (isNumber(columns.get(column))) {
                line.repeat(' ', padding).append(cell);
            } else {
                line.append(cell).repeat(' ', padding);
            }
        }
        return line.toString().stripTrailing();
    }

    private static boolean isNumber(Column column) {
        return column.type() instanceof Decimal || NUMBERS.contains(column.type());
    }

    private static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case byte[] bytes -> HexFormat.of().formatHex(bytes);
            case Object[] fields ->
                Arrays.stream(fields).map(TableText::text).collect(Collectors.joining(", ", "{", "}"));
            case List<?> list -> list.stream().map(TableText::text).collect(Collectors.joining(", ", "[", "]"));
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(entry -> text(entry.getKey()) + ": " + text(entry.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
            default -> value.toString();
        };
    }

    /** A row takes one line, whatever its texts hold. */
    private static String printable(String text) {
        return text.codePoints()
                .map(point -> point == '\n' ? '↵' : Character.isISOControl(point) ? ' ' : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** How many characters a text takes. */
    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }

    private static String cut(String text, int width) {
        return width(text) <= width ? text : text.substring(0, text.offsetByCodePoints(0, width - 1)) + "…";
    }
}
