package dev.neuralake.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "convert")
final class ConvertCommand extends StatementCommand {
    @Option(
            names = "--partitioned-by",
            paramLabel = "DEFINITIONS",
            description = "What the folders name=value stand for, as \"year INT, month INT\".")
    private @Nullable String partitionedBy;

    @Option(names = "--no-statistics", description = "Read no rows; queries then leave out no files.")
    private boolean noStatistics;

    ConvertCommand(Console console) {
        super(console);
    }

    @Override
    String statement(OpenCatalog open, String table) {
        return "CONVERT TO DELTA " + table + (noStatistics ? " NO STATISTICS" : "")
                + (partitionedBy == null ? "" : " PARTITIONED BY (" + partitionedBy + "\n)");
    }
}
