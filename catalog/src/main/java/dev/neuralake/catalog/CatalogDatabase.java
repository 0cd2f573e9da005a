package dev.neuralake.catalog;

import java.util.List;

/**
 * A database of a catalog.
 *
 * @param description Markdown; empty where nothing is said
 * @param tables in the order of their declaration
 */
public record CatalogDatabase(String name, String description, List<CatalogTable> tables) {
    public CatalogDatabase {
        tables = List.copyOf(tables);
    }
}
