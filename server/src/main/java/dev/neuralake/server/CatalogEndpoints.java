package dev.neuralake.server;

import dev.neuralake.catalog.CatalogTable;
import dev.neuralake.types.Column;
import dev.neuralake.types.Schema;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What there is to ask for: the tables, their columns, the whole catalog. */
final class CatalogEndpoints {
    private final Serving serving;

    CatalogEndpoints(Serving serving) {
        this.serving = serving;
    }

    /** Names and descriptions alone, so that no table has to be read. */
    void tables(Exchange exchange) {
        exchange.query().allowOnly();
        try (Serving.Use use = serving.use()) {
            List<Map<String, Object>> tables = new ArrayList<>();
            for (CatalogTable table : use.catalog().tables()) {
                Map<String, Object> entry = about(table);
                entry.put("rows", path("/api/tables/", table));
                entry.put("schema", path("/api/schema/", table));
                tables.add(entry);
            }
            exchange.sendJson(Map.of("tables", tables));
        }
    }

    void schema(Exchange exchange) {
        exchange.query().allowOnly();
        try (Serving.Use use = serving.use()) {
            CatalogTable table = use.catalog().entry(exchange.path().getLast());
            Schema schema = table.schema();
            Map<String, Object> document = about(table);
            document.put("key", table.keyColumns());
            document.put("partitionedBy", table.partitionColumns());
            document.put(
                    "columns",
                    schema.columns().stream().map(CatalogEndpoints::about).toList());
            exchange.sendJson(document);
        }
    }

    void catalog(Exchange exchange) {
        exchange.query().allowOnly();
        try (Serving.Use use = serving.use()) {
            exchange.send(200, "application/json", use.catalog().toJson().getBytes(StandardCharsets.UTF_8));
        }
    }

    private static Map<String, Object> about(CatalogTable table) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("name", table.name());
        entry.put("database", table.database());
        entry.put("qualifiedName", table.qualifiedName());
        entry.put("kind", table.kind().toString());
        entry.put("description", table.description());
        entry.put("owner", table.owner());
        entry.put("tags", table.tags());
        table.deprecation().ifPresent(text -> entry.put("deprecation", text));
        return entry;
    }

    private static Map<String, Object> about(Column column) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("name", column.name());
        entry.put("type", column.type().toString());
        entry.put("nullable", column.nullable());
        entry.put("description", column.comment());
        return entry;
    }

    private static String path(String route, CatalogTable table) {
        return route + QueryString.encode(table.qualifiedName());
    }
}
