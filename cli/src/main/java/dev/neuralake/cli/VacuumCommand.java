package dev.neuralake.cli;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "vacuum")
final class VacuumCommand extends StatementCommand {
    private static final double SECONDS_PER_HOUR = 3600;

    @Option(
            names = "--retain",
            paramLabel = "DURATION",
            converter = Quantities.Span.class,
            description = "Keep what was removed less long ago, as 168h or 30d. Without it, as the table's property "
                    + "delta.deletedFileRetentionDuration says, which is also the least.")
    private @Nullable Duration retain;

    @Option(names = "--lite", description = "Find the files in the log alone, without listing the folder.")
    private boolean lite;

    @Option(names = "--dry-run", description = "List the files, and delete none.")
    private boolean dryRun;

    VacuumCommand(Console console) {
        super(console);
    }

    @Override
    String statement(OpenCatalog open, String table) {
        return "VACUUM " + table + (lite ? " LITE" : "")
                + (retain == null ? "" : " RETAIN " + retain.toSeconds() / SECONDS_PER_HOUR + " HOURS")
                + (dryRun ? " DRY RUN" : "");
    }
}
