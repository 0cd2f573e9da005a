package dev.neuralake.columnar.format;

import java.util.stream.IntStream;

/**
 * Which columns of a table are shown, and how wide.
 *
 * @param columns the positions of those shown; -1 stands for those left out
 * @param widths of all columns
 * @param left how many are left out
 */
record ColumnWidths(int[] columns, int[] widths, int left) {
    private static final int TEXT_MIN = 12;
    private static final int NAME_MIN = 8;

    int of(int column) {
        return widths[column];
    }

    /**
     * The least that a column must have for its values to tell something.
     *
     * @param natural what it would take
     * @param whole what values take that are not to be cut; 0 where they may be
     */
    static int smallest(int natural, int whole) {
        return Math.min(natural, whole == 0 ? TEXT_MIN : Math.max(whole, NAME_MIN));
    }

    /** Shows as many columns as fit at their smallest, and then gives them what is left of the width. */
    static ColumnWidths fit(int[] natural, int[] smallest, int gap, int width) {
        int shown = natural.length;
        while (shown > 1 && total(columns(shown, natural.length), smallest, gap) > width) {
            shown--;
        }
        int[] columns = columns(shown, natural.length);
        int[] widths = natural.clone();
        long excess = total(columns, widths, gap) - width;
        while (excess > 0) {
            int widest = -1;
            for (int column : columns) {
                if (column >= 0
                        && widths[column] > smallest[column]
                        && (widest < 0 || widths[column] > widths[widest])) {
                    widest = column;
                }
            }
            if (widest < 0) {
                break;
            }
            widths[widest]--;
            excess--;
        }
        if (shown == 1 && excess > 0) {
            widths[0] = (int) Math.max(1, widths[0] - excess);
        }
        return new ColumnWidths(columns, widths, natural.length - shown);
    }

    /** The first half and the last, with a mark for the middle. */
    private static int[] columns(int shown, int all) {
        if (shown == all) {
            return IntStream.range(0, all).toArray();
        }
        int first = (shown + 1) / 2;
        IntStream head = IntStream.concat(IntStream.range(0, first), IntStream.of(-1));
        return IntStream.concat(head, IntStream.range(all - (shown - first), all))
                .toArray();
    }

    private static long total(int[] columns, int[] widths, int gap) {
        long total = (long) gap * (columns.length - 1);
        for (int column : columns) {
            total += column < 0 ? 1 : widths[column];
        }
        return total;
    }
}
