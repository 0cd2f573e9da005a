package dev.neuralake.frame;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The value of the first condition that is true: {@code when(a).then(1).when(b).then(2).otherwise(3)}.
 *
 * @param otherwise the value where no condition is true; null for null
 */
public record Case(List<Branch> branches, @Nullable Expr otherwise) implements Expr {

    /** A condition and its value. */
    public record Branch(Expr condition, Expr value) {}

    /** A condition that waits for its value. */
    public static final class When {
        private final List<Branch> before;
        private final Expr condition;

        When(List<Branch> before, Expr condition) {
            this.before = before;
            this.condition = condition;
        }

        /** The value where the condition is true; a string is a text, not a column. */
        public Case then(@Nullable Object value) {
            List<Branch> all = new ArrayList<>(before);
            all.add(new Branch(condition, Node.of(value)));
            return new Case(all, null);
        }
    }

    public Case {
        branches = List.copyOf(branches);
    }

    /** A further condition, asked where none before it is true. */
    public When when(Term condition) {
        return new When(branches, condition.expr());
    }

    /** The value where no condition is true; a string is a text, not a column. */
    public Expr otherwise(@Nullable Object value) {
        return new Case(branches, Node.of(value));
    }

    @Override
    public String toString() {
        return ExprText.of(this);
    }
}
