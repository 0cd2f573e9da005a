package dev.neuralake.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which rows a command changes. That all of them are meant has to be said. */
final class ChosenRows {
    @Option(names = "--where", paramLabel = "CONDITION", description = "The rows for which this is true.")
    private @Nullable String where;

    @Option(names = "--all", description = "All rows.")
    private boolean all;

    /** The WHERE clause. */
    String clause() {
        return all ? "" : StatementCommand.clause("WHERE", where);
    }
}
