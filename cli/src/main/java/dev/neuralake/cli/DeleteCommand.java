package dev.neuralake.cli;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;

@Command(name = "delete")
final class DeleteCommand extends StatementCommand {
    @ArgGroup(multiplicity = "1")
    private ChosenRows chosen = new ChosenRows();

    DeleteCommand(Console console) {
        super(console);
    }

    @Override
    String statement(OpenCatalog open, String table) {
        return "DELETE FROM " + table + chosen.clause();
    }
}
