package dev.neuralake.frame;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Walks expressions and rebuilds them. */
public final class ExprTree {
    private ExprTree() {}

    /** The expressions that this one is directly made of. */
    public static List<Expr> children(Expr expr) {
        List<Expr> children = new ArrayList<>();
        mapChildren(expr, child -> {
            children.add(child);
            return child;
        });
        return children;
    }

    /** Whether this expression or one inside it is like that. */
    public static boolean any(Expr expr, Predicate<Expr> test) {
        return test.test(expr) || children(expr).stream().anyMatch(child -> any(child, test));
    }

    /** The same expression with each one inside it, and then itself, replaced. */
    public static Expr rewrite(Expr expr, UnaryOperator<Expr> change) {
        return change.apply(mapChildren(expr, child -> rewrite(child, change)));
    }

    /** The same expression with those that it is directly made of replaced. */
    public static Expr mapChildren(Expr expr, UnaryOperator<Expr> change) {
        return switch (expr) {
            case Node.Ref _, Node.Literal _, Node.Param _, Node.RawSql _ -> expr;
            case Node.Field(var struct, var name) -> new Node.Field(change.apply(struct), name);
            case Node.Call(var function, var arguments) -> new Node.Call(function, map(arguments, change));
            case Node.Cast(var value, var type, var lenient) -> new Node.Cast(change.apply(value), type, lenient);
            case Node.Alias(var value, var name) -> new Node.Alias(change.apply(value), name);
            case Aggregate(var function, var arguments, var unique, var where, var order) ->
                new Aggregate(
                        function, map(arguments, change), unique, mapOptional(where, change), mapKeys(order, change));
            case Window(var function, var partition, var order, var frame) ->
                new Window(change.apply(function), map(partition, change), mapKeys(order, change), frame);
            case Case(var branches, var otherwise) ->
                new Case(
                        branches.stream()
                                .map(branch ->
                                        new Case.Branch(change.apply(branch.condition()), change.apply(branch.value())))
                                .toList(),
                        mapOptional(otherwise, change));
        };
    }

    /** The same keys of other expressions. */
    public static List<SortKey> mapKeys(List<SortKey> keys, UnaryOperator<Expr> change) {
        return keys.stream().map(key -> key.withExpr(change.apply(key.expr()))).toList();
    }

    private static List<Expr> map(List<Expr> expressions, UnaryOperator<Expr> change) {
        return expressions.stream().map(change).toList();
    }

    private static @Nullable Expr mapOptional(@Nullable Expr expr, UnaryOperator<Expr> change) {
        return expr == null ? null : change.apply(expr);
    }

    static boolean hasWindow(Expr expr) {
        return any(expr, Window.class::isInstance);
    }

    /** Whether an aggregate stands in it that is not computed over a window. */
    static boolean hasAggregate(Expr expr) {
        return switch (expr) {
            case Aggregate _ -> true;
            case Window window ->
                window.partition().stream().anyMatch(ExprTree::hasAggregate)
                        || window.order().stream().anyMatch(key -> hasAggregate(key.expr()))
                        || children(window.function()).stream().anyMatch(ExprTree::hasAggregate);
            default -> children(expr).stream().anyMatch(ExprTree::hasAggregate);
        };
    }

    /** Whether a window function stands in it that has no window. */
    static boolean hasBareWindowFunction(Expr expr) {
        return switch (expr) {
            case Node.Call call when call.function().family() == Builtin.Family.WINDOW -> true;
            case Window window -> window.partition().stream().anyMatch(ExprTree::hasBareWindowFunction);
            default -> children(expr).stream().anyMatch(ExprTree::hasBareWindowFunction);
        };
    }
}
