package dev.neuralake.frame;

import java.util.Set;

/** What may stand in an aggregation: aggregates, group keys, and calculation with them. */
final class GroupCheck {
    private GroupCheck() {}

    static void require(Expr expr, Set<Expr> keys) {
        if (keys.contains(expr)) {
            return;
        }
        switch (expr) {
            case Aggregate aggregate -> requireFlat(aggregate);
            case Node.Ref(var _, var name) ->
                throw new FrameException("Cannot use column '" + name + "' in agg: its values differ within a group "
                        + "(wrap it into an aggregate such as max, or add it to groupBy)");
            case Window window ->
                throw new FrameException("Cannot use " + window
                        + " in agg: a window has no groups (use withColumns before or behind it)");
            default -> ExprTree.children(expr).forEach(child -> require(child, keys));
        }
    }

    private static void requireFlat(Aggregate aggregate) {
        for (Expr child : ExprTree.children(aggregate)) {
            if (ExprTree.hasAggregate(child) || ExprTree.hasWindow(child)) {
                throw new FrameException("Cannot use " + child + " inside "
                        + aggregate.function().label()
                        + ": an aggregate of an aggregate takes two steps (agg first, then agg again)");
            }
        }
    }
}
