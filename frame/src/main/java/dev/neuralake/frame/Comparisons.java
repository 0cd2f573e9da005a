package dev.neuralake.frame;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Comparisons, tests for null, and their combinations. */
sealed interface Comparisons extends Term permits Expr {

    default Expr eq(@Nullable Object value) {
        return Node.call(Builtin.EQ, this, value);
    }

    default Expr ne(@Nullable Object value) {
        return Node.call(Builtin.NE, this, value);
    }

    default Expr gt(@Nullable Object value) {
        return Node.call(Builtin.GT, this, value);
    }

    /** Greater than or equal. */
    default Expr ge(@Nullable Object value) {
        return Node.call(Builtin.GE, this, value);
    }

    default Expr lt(@Nullable Object value) {
        return Node.call(Builtin.LT, this, value);
    }

    /** Less than or equal. */
    default Expr le(@Nullable Object value) {
        return Node.call(Builtin.LE, this, value);
    }

    /** Equal, where null equals null: never null itself. */
    default Expr same(@Nullable Object value) {
        return Node.call(Builtin.SAME, this, value);
    }

    /** From {@code low} to {@code high}, both included. */
    default Expr between(Object low, Object high) {
        return ge(low).and(le(high));
    }

    /** Whether this is one of the values; of no values at all, it is not. */
    default Expr in(Object... values) {
        return in(Arrays.asList(values));
    }

    /** Whether this is one of the values; of no values at all, it is not. */
    default Expr in(Collection<?> values) {
        List<@Nullable Object> all = new ArrayList<>();
        all.add(this);
        all.addAll(values);
        return values.isEmpty() ? new Node.Literal(false) : Node.call(Builtin.IN, all.toArray());
    }

    default Expr notIn(Object... values) {
        return in(values).not();
    }

    default Expr notIn(Collection<?> values) {
        return in(values).not();
    }

    default Expr isNull() {
        return Node.call(Builtin.IS_NULL, this);
    }

    default Expr isNotNull() {
        return Node.call(Builtin.IS_NOT_NULL, this);
    }

    default Expr and(Term other) {
        return Node.call(Builtin.AND, this, other);
    }

    default Expr or(Term other) {
        return Node.call(Builtin.OR, this, other);
    }

    default Expr not() {
        return Node.call(Builtin.NOT, this);
    }

    /** This value, or the other where this is null. */
    default Expr orElse(Object value) {
        return Node.call(Builtin.COALESCE, this, value);
    }

    /** Null where this equals the value. */
    default Expr nullIf(Object value) {
        return Node.call(Builtin.NULL_IF, this, value);
    }
}
