package dev.neuralake.frame;

import java.util.Arrays;

/**
 * What rows are sorted by. Nulls come last, ascending and descending, unless told otherwise.
 *
 * @param descending the greatest first
 * @param nulls where nulls stand
 */
public record SortKey(Expr expr, boolean descending, Nulls nulls) {

    /** Where nulls stand among the values. */
    public enum Nulls {
        FIRST,
        LAST
    }

    static SortKey[] ascending(String... columns) {
        return Arrays.stream(columns).map(Functions::asc).toArray(SortKey[]::new);
    }

    public SortKey nullsFirst() {
        return new SortKey(expr, descending, Nulls.FIRST);
    }

    public SortKey nullsLast() {
        return new SortKey(expr, descending, Nulls.LAST);
    }

    /** The same order of another expression. */
    public SortKey withExpr(Expr other) {
        return new SortKey(other, descending, nulls);
    }

    @Override
    public String toString() {
        return expr + (descending ? " desc" : " asc") + (nulls == Nulls.FIRST ? " nulls first" : "");
    }
}
