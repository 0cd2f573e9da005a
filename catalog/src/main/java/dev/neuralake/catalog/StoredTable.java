package dev.neuralake.catalog;

import dev.neuralake.frame.LazyFrame;
import dev.neuralake.frame.WriteMode;

/** The handle of a stored table: writes it, and tells its history. Safe for use by many threads. */
public final class StoredTable {
    private final Catalog catalog;
    private final CatalogTable table;

    StoredTable(Catalog catalog, CatalogTable table) {
        this.catalog = catalog;
        this.table = table;
    }

    /** What the catalog knows of the table. */
    public CatalogTable table() {
        return table;
    }

    /** Adds the rows of a frame, in one commit. */
    public void append(LazyFrame rows) {
        catalog.runner().write(rows.plan(), table.qualifiedName(), WriteMode.APPEND);
    }

    /** Puts the rows of a frame in the place of all rows, in one commit. */
    public void overwrite(LazyFrame rows) {
        catalog.runner().write(rows.plan(), table.qualifiedName(), WriteMode.OVERWRITE);
    }
}
