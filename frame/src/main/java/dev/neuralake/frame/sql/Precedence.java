package dev.neuralake.frame.sql;

/** How tightly operators bind, loosest first. */
public enum Precedence {
    OR,
    AND,
    NOT,
    COMPARISON,
    /** Operators whose rank differs between engines: always in parentheses inside another. */
    OTHER,
    SUM,
    PRODUCT,
    UNARY,
    PRIMARY
}
