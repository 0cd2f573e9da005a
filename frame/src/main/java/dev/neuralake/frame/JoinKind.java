package dev.neuralake.frame;

/** Which rows a join keeps. */
public enum JoinKind {
    /** Pairs that meet. */
    INNER,
    /** Pairs that meet, and left rows without a partner. */
    LEFT,
    /** Pairs that meet, and right rows without a partner. */
    RIGHT,
    /** Pairs that meet, and rows of both sides without a partner. */
    FULL,
    /** Left rows that have a partner, once each. */
    SEMI,
    /** Left rows that have no partner. */
    ANTI,
    /** Every pair. */
    CROSS
}
