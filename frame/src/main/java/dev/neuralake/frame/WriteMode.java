package dev.neuralake.frame;

/** What happens to the rows that a table has when a frame is written to it. */
public enum WriteMode {
    APPEND,
    OVERWRITE
}
