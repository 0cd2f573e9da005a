package dev.neuralake.frame;

/** What the methods of a frame take where they want an expression: an {@link Expr}, or a typed column ({@link Col}). */
public interface Term {
    /** The expression that this stands for. */
    Expr expr();
}
