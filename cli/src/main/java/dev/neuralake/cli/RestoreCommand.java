package dev.neuralake.cli;

import dev.neuralake.frame.TimeTravel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "restore")
final class RestoreCommand extends StatementCommand {
    @Option(
            names = "--to",
            paramLabel = "VERSION",
            required = true,
            converter = Moment.class,
            description = "A version, as 12, or a time, as 2026-01-31T12:00:00Z.")
    private TimeTravel to = TimeTravel.LATEST;

    RestoreCommand(Console console) {
        super(console);
    }

    @Override
    String statement(OpenCatalog open, String table) {
        return "RESTORE TABLE " + table + " TO" + Moment.clause(to);
    }
}
