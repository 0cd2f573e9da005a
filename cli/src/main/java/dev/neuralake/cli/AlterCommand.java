package dev.neuralake.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "alter")
final class AlterCommand extends StatementCommand {
    @Parameters(
            index = "1",
            paramLabel = "CHANGE",
            description = "What stands behind ALTER TABLE t: \"ADD COLUMNS (note STRING)\", \"SET TBLPROPERTIES (…)\", "
                    + "\"ADD CONSTRAINT positive CHECK (amount > 0)\".")
    private String change = "";

    AlterCommand(Console console) {
        super(console);
    }

    @Override
    String statement(OpenCatalog open, String table) {
        return "ALTER TABLE " + table + " " + change;
    }
}
