package dev.neuralake.frame;

import java.util.List;

/**
 * What becomes of a table when a frame is written to it, in one commit: {@code writeTo("sales", WriteMode.OVERWRITE)},
 * {@code writeTo("sales", WriteMode.replaceWhere("day >= DATE '2026-01-01'"))}.
 *
 * @param replaced which rows that the table has make place for the new ones
 * @param mergesSchema whether columns that the table lacks are added to it; otherwise they are an error
 */
public record WriteMode(Replaced replaced, boolean mergesSchema) {
    /** All rows stay. */
    public static final WriteMode APPEND = new WriteMode(new Replaced.Nothing(), false);

    /** The new rows are all that there are. */
    public static final WriteMode OVERWRITE = new WriteMode(new Replaced.Everything(), false);

    /** Which rows make place. */
    public sealed interface Replaced {
        record Nothing() implements Replaced {}

        record Everything() implements Replaced {}

        /**
         * Those for which a condition is true.
         *
         * @param condition the engine's SQL over the table's columns, which the new rows must fulfil too
         */
        record Where(String condition) implements Replaced {}

        /** Those that have the same values in these columns as one of the new rows; null is the same as null. */
        record Using(List<String> columns) implements Replaced {
            public Using {
                columns = List.copyOf(columns);
            }
        }
    }

    /** The rows for which a condition in the engine's SQL is true make place; the new rows must fulfil it too. */
    public static WriteMode replaceWhere(String condition) {
        return new WriteMode(new Replaced.Where(condition), false);
    }

    /**
     * The rows that have the same values in these columns as one of the new rows make place. Given the partition columns,
     * the partitions that the new rows fall into are replaced.
     */
    public static WriteMode replaceUsing(String... columns) {
        return new WriteMode(new Replaced.Using(List.of(columns)), false);
    }

    /** The same, and columns that the table lacks are added to it. */
    public WriteMode mergingSchema() {
        return new WriteMode(replaced, true);
    }
}
