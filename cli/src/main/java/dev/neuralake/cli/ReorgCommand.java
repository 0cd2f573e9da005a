package dev.neuralake.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "reorg")
final class ReorgCommand extends StatementCommand {
    @Option(names = "--where", paramLabel = "CONDITION", description = "Only partitions for which this is true.")
    private @Nullable String where;

    ReorgCommand(Console console) {
        super(console);
    }

    @Override
    String statement(OpenCatalog open, String table) {
        return "REORG TABLE " + table + clause("WHERE", where) + "\nAPPLY (PURGE)";
    }
}
