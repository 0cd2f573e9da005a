package dev.neuralake.frame;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column whose type the compiler knows, as the annotation processor generates it for each record: comparing a number
 * with a text does not compile. Everything else that can be done with a column, {@link #expr()} offers. Immutable.
 *
 * @param <T> the Java type of the values
 */
public sealed class Col<T> implements Term permits NumberCol, TextCol {
    private final String name;

    Col(String name) {
        this.name = name;
    }

    /** A column of any type; {@link #number} and {@link #text} know more. */
    public static <T> Col<T> of(String name, Class<T> type) {
        return new Col<>(name);
    }

    /** A column of numbers. */
    public static <T extends Number> NumberCol<T> number(String name, Class<T> type) {
        return new NumberCol<>(name);
    }

    /** A column of texts. */
    public static TextCol text(String name) {
        return new TextCol(name);
    }

    /** A column of lists. */
    public static <T> Col<List<T>> list(String name, Class<T> element) {
        return new Col<>(name);
    }

    /** The column's name. */
    public String name() {
        return name;
    }

    @Override
    public Expr expr() {
        return Functions.col(name);
    }

    public Expr eq(T value) {
        return expr().eq(value);
    }

    public Expr eq(Term other) {
        return expr().eq(other);
    }

    public Expr ne(T value) {
        return expr().ne(value);
    }

    public Expr ne(Term other) {
        return expr().ne(other);
    }

    public Expr gt(T value) {
        return expr().gt(value);
    }

    public Expr gt(Term other) {
        return expr().gt(other);
    }

    /** Greater than or equal. */
    public Expr ge(T value) {
        return expr().ge(value);
    }

    /** Greater than or equal. */
    public Expr ge(Term other) {
        return expr().ge(other);
    }

    public Expr lt(T value) {
        return expr().lt(value);
    }

    public Expr lt(Term other) {
        return expr().lt(other);
    }

    /** Less than or equal. */
    public Expr le(T value) {
        return expr().le(value);
    }

    /** Less than or equal. */
    public Expr le(Term other) {
        return expr().le(other);
    }

    /** From {@code low} to {@code high}, both included. */
    public Expr between(T low, T high) {
        return ge(low).and(le(high));
    }

    @SuppressWarnings("unchecked") // nothing is stored in the array
    public Expr in(T... values) {
        return expr().in(Arrays.asList(values));
    }

    @SuppressWarnings("unchecked") // nothing is stored in the array
    public Expr notIn(T... values) {
        return in(values).not();
    }

    public Expr isNull() {
        return expr().isNull();
    }

    public Expr isNotNull() {
        return expr().isNotNull();
    }

    /** This value, or the other where this is null. */
    public Expr orElse(T value) {
        return expr().orElse(value);
    }

    /** Another name in the result. */
    public Expr as(String other) {
        return expr().as(other);
    }

    /** Ascending order, nulls last. */
    public SortKey asc() {
        return expr().asc();
    }

    /** Descending order, nulls last. */
    public SortKey desc() {
        return expr().desc();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Col<?> that && name.equals(that.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
