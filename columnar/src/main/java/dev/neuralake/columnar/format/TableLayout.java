package dev.neuralake.columnar.format;

/**
 * How a table for people is laid out.
 *
 * @param width the most columns of the terminal that a line takes; {@link Integer#MAX_VALUE} cuts nothing
 * @param rows the most rows that are shown, and held in memory; the others are counted
 * @param colours whether headings and nulls are marked with terminal codes
 */
public record TableLayout(int width, int rows, boolean colours) {
    private static final int WIDTH_DEFAULT = 100;

    /** A hundred columns, all rows, no colours. */
    public static final TableLayout PLAIN = new TableLayout(WIDTH_DEFAULT, Integer.MAX_VALUE, false);

    public TableLayout {
        if (width < 1 || rows < 0) {
            throw new IllegalArgumentException("a table has a width and no negative number of rows");
        }
    }

    public TableLayout withWidth(int columns) {
        return new TableLayout(columns, rows, colours);
    }

    public TableLayout withRows(int count) {
        return new TableLayout(width, count, colours);
    }

    public TableLayout withColours(boolean on) {
        return new TableLayout(width, rows, on);
    }
}
