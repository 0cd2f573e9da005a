package dev.neuralake.query;

import dev.neuralake.catalog.Catalog;
import dev.neuralake.catalog.CatalogTable;
import dev.neuralake.types.Sql;
import java.util.List;
import java.util.stream.Collectors;

/** The catalog's tables as a relation: what SHOW TABLES answers. */
final class Listing {
    private Listing() {}

    static String sql(Catalog catalog) {
        List<CatalogTable> tables = catalog.tables();
        String rows = tables.stream().map(Listing::row).collect(Collectors.joining(", "));
        return "SELECT * FROM (VALUES " + (rows.isEmpty() ? "('', '', '', '')" : rows)
                + ") AS t(\"database\", \"name\", \"kind\", \"description\")" + (rows.isEmpty() ? " WHERE false" : "");
    }

    private static String row(CatalogTable table) {
        return List.of(table.database(), table.name(), table.kind().toString(), table.description()).stream()
                .map(Sql::text)
                .collect(Collectors.joining(", ", "(", ")"));
    }
}
