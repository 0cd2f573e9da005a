package dev.neuralake.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows of short texts under headings, aligned, no wider than the terminal: the last column is wrapped, others are only
 * cut where even that does not suffice.
 */
final class TextTable {
    private static final String GAP = "  ";
    private static final int LAST_MIN = 16;

    private final List<String> headings;
    private final List<List<String>> rows = new ArrayList<>();

    TextTable(String... headings) {
        this.headings = List.of(headings);
    }

    TextTable row(String... cells) {
        rows.add(List.of(cells));
        return this;
    }

    /** Prints the headings and all rows. */
    void print(Console console) {
        int[] widths = widths(console.width());
        console.print(console.styled(Style.HEADING, line(headings, widths)));
        for (List<String> row : rows) {
            print(console, row, widths);
        }
    }

    private void print(Console console, List<String> row, int[] widths) {
        List<String> last = Prose.wrap(row.getLast(), widths[widths.length - 1]);
        for (int k = 0; k < last.size(); k++) {
            List<String> cells = new ArrayList<>(row.subList(0, row.size() - 1));
            if (k > 0) {
                cells.replaceAll(_ -> "");
            }
            cells.add(last.get(k));
            String line = line(cells, widths);
            console.print(k == 0 ? styledFirst(console, line, row.getFirst(), widths[0]) : line);
        }
    }

    private static String styledFirst(Console console, String line, String first, int width) {
        String shown = cut(first, width);
        return console.styled(Style.NAME, shown) + line.substring(shown.length());
    }

    private int[] widths(int most) {
        int[] widths = new int[headings.size()];
        for (int column = 0; column < widths.length; column++) {
            widths[column] = width(headings.get(column));
            for (List<String> row : rows) {
                widths[column] = Math.max(widths[column], width(row.get(column)));
            }
        }
        int gaps = GAP.length() * (widths.length - 1);
        int last = widths.length - 1;
        int others = Arrays.stream(widths, 0, last).sum();
        widths[last] = Math.min(widths[last], Math.max(LAST_MIN, most - gaps - others));
        for (int excess = others + gaps + widths[last] - most; excess > 0; excess--) {
            widths[widest(widths)]--;
        }
        return widths;
    }

    private static int widest(int[] widths) {
        int widest = 0;
        for (int column = 1; column < widths.length; column++) {
            widest = widths[column] > widths[widest] ? column : widest;
        }
        return widest;
    }

    private static String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < cells.size(); column++) {
            String cell = cut(cells.get(column), widths[column]);
            line.append(cell);
            if (column < cells.size() - 1) {
                line.repeat(' ', widths[column] - width(cell)).append(GAP);
            }
        }
        return line.toString().stripTrailing();
    }

    /** How many characters a text takes; one column each is near enough for names and sentences. */
    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }

    private static String cut(String text, int width) {
        return width(text) <= width ? text : text.substring(0, text.offsetByCodePoints(0, width - 1)) + "…";
    }
}
