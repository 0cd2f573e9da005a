package dev.neuralake.cli;

import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "merge", footer = "%nOther merges are statements: neuralake exec \"MERGE INTO …\".")
final class MergeCommand extends RowsCommand {
    @Mixin
    private EvolutionOption evolution = new EvolutionOption();

    @Option(
            names = "--on",
            paramLabel = "COLUMNS",
            split = ",",
            required = true,
            description = "The columns in which a row and the one that replaces it are equal.")
    private List<String> on = List.of();

    MergeCommand(Console console) {
        super(console);
    }

    @Override
    String statement(OpenCatalog open, String table) {
        String condition = on.stream()
                .map(column -> SqlText.identifier(column.strip()))
                .map(column -> "target." + column + " = source." + column)
                .collect(Collectors.joining(" AND "));
        return "MERGE" + evolution.clause() + " INTO " + table + " AS target USING (" + rows(open) + ") AS source ON "
                + condition + "\nWHEN MATCHED THEN UPDATE SET *\nWHEN NOT MATCHED THEN INSERT *";
    }
}
