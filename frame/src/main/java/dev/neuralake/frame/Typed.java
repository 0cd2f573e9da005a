package dev.neuralake.frame;

import dev.neuralake.types.DataType;
import org.jspecify.annotations.Nullable;

/**
 * A resolved expression and what is known of its value.
 *
 * @param type null where only the engine can tell
 */
record Typed(Expr expr, @Nullable DataType type, boolean nullable) {

    boolean isLiteral() {
        return expr instanceof Node.Literal;
    }

    Typed withExpr(Expr other) {
        return new Typed(other, type, nullable);
    }

    /** This value as another type; itself where it is of that type already, or of a type that is not known. */
    Typed cast(DataType target) {
        if (target.equals(type)) {
            return this;
        }
        return new Typed(new Node.Cast(expr, target, false), target, nullable);
    }

    /** {@code column amount (double)}, {@code 'x' (string)}: how messages name the value. */
    @Override
    public String toString() {
        String what = expr instanceof Node.Ref ? "column " + expr : expr.toString();
        return type == null ? what : what + " (" + type + ")";
    }
}
