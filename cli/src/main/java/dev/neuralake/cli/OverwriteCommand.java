package dev.neuralake.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "overwrite")
final class OverwriteCommand extends RowsCommand {
    @Mixin
    private EvolutionOption evolution = new EvolutionOption();

    /** Which rows make place. */
    static final class Replaced {
        @Option(names = "--where", paramLabel = "CONDITION", description = "Replace the rows for which this is true.")
        private @Nullable String where;

        @Option(
                names = "--using",
                paramLabel = "COLUMNS",
                split = ",",
                description = "Replace the rows whose values of these columns come again.")
        private List<String> using = List.of();

        @Option(names = "--partitions", description = "Replace the partitions that the new rows fall into.")
        private boolean partitions;
    }

    @ArgGroup
    private Replaced replaced = new Replaced();

    OverwriteCommand(Console console) {
        super(console);
    }

    @Override
    String statement(OpenCatalog open, String table) {
        List<String> using = replaced.partitions ? table(open).partitionColumns() : replaced.using;
        String how =
                using.isEmpty() ? clause("REPLACE WHERE", replaced.where) : " REPLACE USING " + SqlText.columns(using);
        return "INSERT" + evolution.clause() + (how.isEmpty() ? " OVERWRITE " : " INTO ") + table + " BY NAME" + how
                + "\n" + rows(open);
    }
}
