package dev.neuralake.frame;

/** Functions of lists, reached by {@code col("tags").list()}; positions count from 0. */
public final class ListFunctions {
    private final Expr list;

    ListFunctions(Expr list) {
        this.list = list;
    }

    public Expr size() {
        return Node.call(Builtin.SIZE, list);
    }

    /** The element at a position; from the end where that is negative (-1 is the last), null where there is none. */
    public Expr get(int position) {
        return Node.call(Builtin.ELEMENT, list, position < 0 ? position : position + 1);
    }

    public Expr contains(Object value) {
        return Node.call(Builtin.HAS_ELEMENT, list, value);
    }

    /** The elements as one text, nulls left out. */
    public Expr join(String separator) {
        return Node.call(Builtin.JOIN_TEXT, list, separator);
    }

    /** Ascending, nulls last. */
    public Expr sort() {
        return Node.call(Builtin.SORT_LIST, list);
    }

    public Expr reverse() {
        return Node.call(Builtin.REVERSE_LIST, list);
    }

    /** Each value once, without nulls, in no certain order. */
    public Expr distinct() {
        return Node.call(Builtin.DISTINCT_LIST, list);
    }

    /** The elements of this list, then those of another. */
    public Expr concat(Term other) {
        return Node.call(Builtin.CONCAT_LIST, list, other);
    }

    public Expr sum() {
        return Node.call(Builtin.LIST_SUM, list);
    }

    public Expr mean() {
        return Node.call(Builtin.LIST_MEAN, list);
    }

    public Expr min() {
        return Node.call(Builtin.LIST_MIN, list);
    }

    public Expr max() {
        return Node.call(Builtin.LIST_MAX, list);
    }
}
