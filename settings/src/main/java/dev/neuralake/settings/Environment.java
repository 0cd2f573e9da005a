package dev.neuralake.settings;

/** Where the program runs: the same code in both, but {@link #PRODUCTION} insists on what a laptop does without. */
public enum Environment {
    /** Local files, no credentials, everything in one process. */
    LOCAL,
    /** An object store over HTTPS, credentials, authentication and an audit log, or no start. */
    PRODUCTION
}
