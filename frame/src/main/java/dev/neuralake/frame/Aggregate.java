package dev.neuralake.frame;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An aggregate function over the rows of a group, as {@link Functions#sum(String)} and its like make it. Its unnamed
 * result is called by function and column: {@code sum("amount")} is {@code sum_amount}, {@code count()} is
 * {@code count}.
 *
 * @param unique whether equal arguments count once
 * @param where which rows of the group take part; null for all
 * @param order the order in which the rows of a group are taken: {@code first}, {@code last} and {@code list} depend on
 *     it
 */
public record Aggregate(
        Builtin function,
        List<Expr> arguments,
        boolean unique,
        @Nullable Expr where,
        List<SortKey> order) implements Expr {

    public Aggregate {
        arguments = List.copyOf(arguments);
        order = List.copyOf(order);
    }

    static Aggregate of(Builtin function, Expr... arguments) {
        return new Aggregate(function, List.of(arguments), false, null, List.of());
    }

    /** Takes equal values once. */
    public Aggregate distinct() {
        return new Aggregate(function, arguments, true, where, order);
    }

    /** Takes only the rows of the group for which the condition is true. */
    public Aggregate where(Term condition) {
        Expr both = where == null ? condition.expr() : where.and(condition);
        return new Aggregate(function, arguments, unique, both, order);
    }

    /** Takes the rows of the group in ascending order of these columns. */
    public Aggregate orderBy(String... columns) {
        return orderBy(SortKey.ascending(columns));
    }

    /** Takes the rows of the group in this order. */
    public Aggregate orderBy(SortKey... keys) {
        List<SortKey> all = new ArrayList<>(order);
        all.addAll(Arrays.asList(keys));
        return new Aggregate(function, arguments, unique, where, all);
    }

    @Override
    public String toString() {
        return ExprText.of(this);
    }
}
