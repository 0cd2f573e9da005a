package dev.neuralake.cli;

import dev.neuralake.columnar.format.Format;
import dev.neuralake.frame.LazyFrame;
import dev.neuralake.frame.TimeTravel;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "changes")
final class ChangesCommand extends TableCommand {
    @Option(
            names = "--from",
            paramLabel = "VERSION",
            required = true,
            converter = Moment.class,
            description = "The first commit: a version, as 2, or a time, as 2026-01-31T12:00:00Z.")
    private TimeTravel first = TimeTravel.LATEST;

    @Option(
            names = "--to",
            paramLabel = "VERSION",
            converter = Moment.class,
            description = "The last commit, which is included. The latest unless told otherwise.")
    private TimeTravel last = TimeTravel.LATEST;

    @Mixin
    private QueryOptions query = new QueryOptions();

    ChangesCommand(Console console) {
        super(console);
    }

    @Override
    void answer(OpenCatalog open, Format format) throws IOException {
        LazyFrame changes = open.catalog().table(table(open).qualifiedName()).changes(first, last);
        query.run(console, open, changes.sort("_commit_version"), format);
    }
}
