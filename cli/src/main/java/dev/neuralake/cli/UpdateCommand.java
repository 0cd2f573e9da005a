package dev.neuralake.cli;

import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "update")
final class UpdateCommand extends StatementCommand {
    @Option(
            names = "--assign",
            paramLabel = "COLUMN=EXPRESSION",
            required = true,
            description = "A column's new value, computed from the row as it was; repeatable.")
    private List<String> assignments = List.of();

    @ArgGroup(multiplicity = "1")
    private ChosenRows chosen = new ChosenRows();

    UpdateCommand(Console console) {
        super(console);
    }

    @Override
    String statement(OpenCatalog open, String table) {
        return "UPDATE " + table + " SET " + String.join("\n, ", assignments) + chosen.clause();
    }
}
