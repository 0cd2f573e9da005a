package dev.neuralake.frame;

import dev.neuralake.types.DataType;
import java.util.List;

/**
 * An expression over the columns of a frame. Immutable, and nothing is computed until a frame that holds it runs.
 *
 * <p>Arguments of the methods here are values ({@code col("country").eq("DE")} compares with a text) unless they are
 * expressions themselves; in {@link Functions} a string names a column. Functions of one kind of value stand behind
 * {@link #text()}, {@link #time()}, {@link #list()} and {@link #map()}. Nulls behave as in SQL: an operation on null is
 * null, and a filter keeps the rows where its condition is true.
 */
public sealed interface Expr extends Term, Comparisons, Arithmetic permits Node, Aggregate, Window, Case {

    @Override
    default Expr expr() {
        return this;
    }

    /** This expression under the name that it has in the result. */
    default Expr as(String name) {
        return new Node.Alias(this, name);
    }

    /**
     * This value as another type; a value that does not fit fails the query. Fractions are cut off, not rounded, when a
     * number becomes an integer.
     */
    default Expr cast(DataType type) {
        return new Node.Cast(this, type, false);
    }

    /** {@link #cast(DataType)} by the type's text: {@code cast("decimal(10,2)")}. */
    default Expr cast(String type) {
        return cast(DataType.parse(type));
    }

    /** As {@link #cast(DataType)}, but a value that does not fit becomes null. */
    default Expr tryCast(DataType type) {
        return new Node.Cast(this, type, true);
    }

    /** {@link #tryCast(DataType)} by the type's text. */
    default Expr tryCast(String type) {
        return tryCast(DataType.parse(type));
    }

    /** The field of a struct; {@code col("address.city")} means the same where no column has that whole name. */
    default Expr field(String name) {
        return new Node.Field(this, name);
    }

    /** This aggregate or window function over the rows that share the values of these columns. */
    default Window over(String... partitionBy) {
        return new Window(this, Functions.columns(partitionBy), List.of(), null);
    }

    /** This aggregate or window function over the rows that share these values. */
    default Window over(Term first, Term... more) {
        return new Window(this, Functions.terms(first, more), List.of(), null);
    }

    /** Ascending order by this expression, nulls last. */
    default SortKey asc() {
        return new SortKey(this, false, SortKey.Nulls.LAST);
    }

    /** Descending order by this expression, nulls last. */
    default SortKey desc() {
        return new SortKey(this, true, SortKey.Nulls.LAST);
    }

    /** The functions of texts. */
    default TextFunctions text() {
        return new TextFunctions(this);
    }

    /** The functions of dates and timestamps. */
    default TimeFunctions time() {
        return new TimeFunctions(this);
    }

    /** The functions of lists. */
    default ListFunctions list() {
        return new ListFunctions(this);
    }

    /** The functions of maps. */
    default MapFunctions map() {
        return new MapFunctions(this);
    }
}
