package dev.neuralake.frame;

import dev.neuralake.types.Column;

/**
 * A column that a plan computes.
 *
 * @param column its name and type
 * @param expr what it is computed from, without an alias
 */
public record Output(Column column, Expr expr) {
    public String name() {
        return column.name();
    }

    /** Whether this is a column of the input under its own name. */
    public boolean passes() {
        return expr instanceof Node.Ref(var side, var name) && side == Node.Side.INPUT && name.equals(column.name());
    }

    @Override
    public String toString() {
        return passes() ? name() : expr + " as " + name();
    }
}
