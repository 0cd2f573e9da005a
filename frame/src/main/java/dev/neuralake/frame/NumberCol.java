package dev.neuralake.frame;

import java.util.List;

/** A column of numbers, to be compared and calculated with numbers of any width. */
public final class NumberCol<T extends Number> extends Col<T> {
    NumberCol(String name) {
        super(name);
    }

    @Override
    public Expr eq(Number value) {
        return expr().eq(value);
    }

    @Override
    public Expr ne(Number value) {
        return expr().ne(value);
    }

    @Override
    public Expr gt(Number value) {
        return expr().gt(value);
    }

    /** Greater than or equal. */
    @Override
    public Expr ge(Number value) {
        return expr().ge(value);
    }

    @Override
    public Expr lt(Number value) {
        return expr().lt(value);
    }

    /** Less than or equal. */
    @Override
    public Expr le(Number value) {
        return expr().le(value);
    }

    /** From {@code low} to {@code high}, both included. */
    @Override
    public Expr between(Number low, Number high) {
        return ge(low).and(le(high));
    }

    @Override
    public Expr in(Number... values) {
        return expr().in(List.of(values));
    }

    @Override
    public Expr notIn(Number... values) {
        return in(values).not();
    }

    public Expr plus(Number value) {
        return expr().plus(value);
    }

    public Expr plus(NumberCol<?> other) {
        return expr().plus(other);
    }

    public Expr minus(Number value) {
        return expr().minus(value);
    }

    public Expr minus(NumberCol<?> other) {
        return expr().minus(other);
    }

    public Expr times(Number value) {
        return expr().times(value);
    }

    public Expr times(NumberCol<?> other) {
        return expr().times(other);
    }

    /** The quotient as a double. */
    public Expr divide(Number value) {
        return expr().divide(value);
    }

    /** The quotient as a double. */
    public Expr divide(NumberCol<?> other) {
        return expr().divide(other);
    }
}
