package dev.neuralake.cli;

import dev.neuralake.catalog.Catalog;
import dev.neuralake.catalog.CatalogTable;
import dev.neuralake.catalog.source.LoadedDatabases;

/** A catalog and the code that it was made of, closed together. */
record OpenCatalog(Catalog catalog, LoadedDatabases databases) implements AutoCloseable {

    /** The name to show: without the database where there is only one. */
    String shortName(CatalogTable table) {
        return catalog.databases().size() == 1 ? table.name() : table.qualifiedName();
    }

    /** Says which tables that nobody declared cannot be read, and why; the others are none the worse for it. */
    void reportUnreadable(Console console) {
        for (CatalogTable table : catalog.tables()) {
            if (table.origin().isEmpty()) {
                table.problem().ifPresent(problem -> console.fail(String.valueOf(problem.getMessage())));
            }
        }
    }

    /** Says which tables cannot be read, and why. Asks all of them, which takes its time. */
    void reportProblems(Console console) {
        for (CatalogTable table : catalog.tables()) {
            table.problem().ifPresent(problem -> console.fail(String.valueOf(problem.getMessage())));
        }
    }

    @Override
    public void close() {
        try (databases) {
            catalog.close();
        }
    }
}
