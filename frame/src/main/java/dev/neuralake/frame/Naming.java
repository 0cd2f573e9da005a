package dev.neuralake.frame;

import java.util.Optional;

/** The names that expressions have in a result. */
final class Naming {
    private Naming() {}

    /** The name of an expression: given, or that of its column; none where it has to be given. */
    static Optional<String> of(Expr expr) {
        return switch (expr) {
            case Node.Alias(var _, var name) -> Optional.of(name);
            case Node.Ref(var _, var name) -> Optional.of(name);
            case Node.Field(var _, var name) -> Optional.of(name);
            case Node.Cast cast -> of(cast.value());
            case Window window -> of(window.function());
            case Aggregate aggregate -> aggregateName(aggregate);
            case Node.Call call when call.function().family() == Builtin.Family.WINDOW -> windowName(call);
            default -> Optional.empty();
        };
    }

    static String require(Expr expr) {
        return of(expr).orElseThrow(() ->
                new FrameException("Cannot tell the name of " + expr + " in the result: give it one with .as(\"…\")"));
    }

    /** The expression without the name that it was given. */
    static Expr strip(Expr expr) {
        return expr instanceof Node.Alias(var value, var _) ? strip(value) : expr;
    }

    private static Optional<String> aggregateName(Aggregate aggregate) {
        String function = function(aggregate);
        if (aggregate.arguments().isEmpty()) {
            return Optional.of(function);
        }
        return of(aggregate.arguments().getFirst()).map(column -> function + "_" + column);
    }

    private static String function(Aggregate aggregate) {
        return switch (aggregate.function()) {
            case COUNT -> aggregate.unique() ? "n_unique" : "count";
            case LIST_OF -> "list";
            default -> aggregate.function().label();
        };
    }

    private static Optional<String> windowName(Node.Call call) {
        String function = call.function().label();
        return call.arguments().isEmpty() || call.function() == Builtin.NTILE
                ? Optional.of(function)
                : of(call.arguments().getFirst()).map(column -> function + "_" + column);
    }
}
