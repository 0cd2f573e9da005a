package dev.neuralake.frame;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What makes two rows of a join meet. Made by {@link Functions#on(String...)} and {@link Functions#on(Expr)}.
 *
 * @param left columns of the left frame; empty where a condition stands
 * @param right the columns of the right frame that they equal, one by one
 * @param condition the whole condition where there are no columns
 * @param suffix what is put behind the name of a right column whose name is taken
 */
public record On(
        List<String> left, List<String> right, @Nullable Expr condition, String suffix) {
    private static final String SUFFIX = "_right";

    public On {
        left = List.copyOf(left);
        right = List.copyOf(right);
        if (left.size() != right.size()) {
            throw new FrameException("Cannot join on " + left + " equal to " + right
                    + ": the two sides name different numbers of columns");
        }
    }

    static On columns(String... names) {
        if (names.length == 0) {
            throw new FrameException("Cannot join on no column (name one, or use crossJoin)");
        }
        return new On(List.of(names), List.of(names), null, SUFFIX);
    }

    static On condition(Expr condition) {
        return new On(List.of(), List.of(), condition, SUFFIX);
    }

    static On everything() {
        return new On(List.of(), List.of(), null, SUFFIX);
    }

    /** The right frame's columns where they are named otherwise: {@code on("id").equalTo("user_id")}. Both are kept. */
    public On equalTo(String... columns) {
        return new On(left, List.of(columns), condition, suffix);
    }

    /** Puts this behind the name of a right column whose name is taken, instead of {@code _right}. */
    public On suffix(String other) {
        return new On(left, right, condition, other);
    }
}
