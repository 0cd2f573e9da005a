package dev.neuralake.cli;

import dev.neuralake.catalog.CatalogTable;
import dev.neuralake.frame.TimeTravel;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "clone")
final class CloneCommand extends StatementCommand {
    @Parameters(index = "1", paramLabel = "CLONE", description = "The table to create, by name or by path.")
    private String clone = "";

    @Option(
            names = "--at",
            paramLabel = "VERSION",
            converter = Moment.class,
            description = "The table's version, as 12, or a time. The latest unless told otherwise.")
    private TimeTravel at = TimeTravel.LATEST;

    @Option(names = "--replace", description = "Replace the table that may be there; its earlier versions stay.")
    private boolean replace;

    CloneCommand(Console console) {
        super(console);
    }

    @Override
    void prepare() throws IOException {
        super.prepare();
        clone = from.named(clone);
    }

    @Override
    boolean isWriting() {
        return true;
    }

    /** The one that changes is the clone. */
    @Override
    CatalogTable table(OpenCatalog open) {
        return open.catalog().entry(clone);
    }

    @Override
    String statement(OpenCatalog open, String table) {
        return "CREATE " + (replace ? "OR REPLACE " : "") + "TABLE " + table + " SHALLOW CLONE "
                + SqlText.name(super.table(open).qualifiedName()) + Moment.clause(at);
    }
}
