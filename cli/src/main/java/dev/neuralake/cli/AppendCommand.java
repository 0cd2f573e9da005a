package dev.neuralake.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "append")
final class AppendCommand extends RowsCommand {
    @Mixin
    private EvolutionOption evolution = new EvolutionOption();

    AppendCommand(Console console) {
        super(console);
    }

    @Override
    String statement(OpenCatalog open, String table) {
        return "INSERT" + evolution.clause() + " INTO " + table + " BY NAME\n" + rows(open);
    }
}
