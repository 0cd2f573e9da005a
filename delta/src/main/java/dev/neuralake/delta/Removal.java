package dev.neuralake.delta;

/** How deleted and updated rows leave their data files. */
public enum Removal {
    /**
     * By deletion vector where the table has them enabled ({@code delta.enableDeletionVectors}) and at least half of
     * the file's rows stay, so that reading the rest costs less than writing it anew would; else by rewriting the file.
     */
    AUTOMATIC,
    /** By deletion vector; an error where the table does not have them enabled. */
    DELETION_VECTORS,
    /** By writing what stays of a file into a new one. */
    REWRITE
}
