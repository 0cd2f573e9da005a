package dev.neuralake.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "optimize")
final class OptimizeCommand extends StatementCommand {
    @Option(names = "--where", paramLabel = "CONDITION", description = "Only partitions for which this is true.")
    private @Nullable String where;

    @Option(
            names = "--zorder-by",
            paramLabel = "COLUMNS",
            split = ",",
            description = "Write the files anew, so that rows that are near in these columns lie together.")
    private List<String> zOrderBy = List.of();

    @Option(names = "--full", description = "Of a clustered table, order large files again as well.")
    private boolean full;

    OptimizeCommand(Console console) {
        super(console);
    }

    @Override
    String statement(OpenCatalog open, String table) {
        return "OPTIMIZE " + table + (full ? " FULL" : "") + clause("WHERE", where)
                + (zOrderBy.isEmpty() ? "" : "\nZORDER BY " + SqlText.columns(zOrderBy));
    }
}
