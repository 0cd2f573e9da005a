package dev.neuralake.query.gate;

/**
 * How large a query becomes when the engine expands its common table expressions and stars, which it does while it
 * plans: there neither a deadline nor the memory limit reaches it.
 *
 * @param relations how many relations and selects it holds
 * @param columns about how many columns it yields, a table counted as {@link #TABLE_COLUMNS}
 */
record Weight(long relations, long columns) {
    /** Planning time grows faster than the square: 250 relations take seconds, 700 overflow the native stack. */
    static final long RELATIONS_MAX = 250;

    static final long COLUMNS_MAX = 100_000;
    static final long TABLE_COLUMNS = 100;

    static final Weight NONE = new Weight(0, 0);
    static final Weight TABLE = new Weight(1, TABLE_COLUMNS);

    Weight plus(Weight other) {
        return new Weight(sum(relations, other.relations), sum(columns, other.columns));
    }

    Weight withColumns(long count) {
        return new Weight(relations, count);
    }

    /** A select of {@code stars} stars and {@code others} other columns over this. */
    Weight selecting(int stars, int others) {
        long width = sum(others, columns > COLUMNS_MAX ? columns : columns * stars);
        return new Weight(Math.max(1, relations), width);
    }

    boolean isTooMuch() {
        return relations > RELATIONS_MAX || columns > COLUMNS_MAX;
    }

    private static long sum(long a, long b) {
        return Math.min(Integer.MAX_VALUE, a + b);
    }
}
