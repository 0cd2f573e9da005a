package dev.neuralake.cli;

import dev.neuralake.catalog.CatalogTable;
import java.io.IOException;
import picocli.CommandLine.Parameters;

/** A command about one table, which is named as the catalog knows it or by its path. */
abstract class TableCommand extends CatalogCommand {
    @Parameters(
            index = "0",
            paramLabel = "TABLE",
            description = "The table: its name, or database.table; or its path, which has a slash in it.")
    private String table = "";

    TableCommand(Console console) {
        super(console);
    }

    @Override
    void prepare() throws IOException {
        table = from.named(table);
    }

    /**
     * The table that the command is about.
     *
     * @throws dev.neuralake.catalog.UnknownTableException where there is none of the name
     */
    CatalogTable table(OpenCatalog open) {
        return open.catalog().entry(table);
    }
}
