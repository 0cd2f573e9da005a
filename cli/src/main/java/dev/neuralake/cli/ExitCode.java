package dev.neuralake.cli;

/** How the process ends. Documented in docs/reference/cli.md. */
final class ExitCode {
    static final int OK = 0;
    /** The command could not do what it was told to. */
    static final int FAILURE = 1;
    /** The command line itself is wrong. */
    static final int USAGE = 2;
    /** Interrupted by Ctrl-C: 128 + SIGINT. */
    static final int INTERRUPTED = 130;
    /** The reader of the results went away, as {@code head} does: 128 + SIGPIPE. */
    static final int OUTPUT_CLOSED = 141;

    private ExitCode() {}
}
