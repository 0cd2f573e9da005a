package dev.neuralake.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.neuralake.types.Column;
import dev.neuralake.types.NeuralakeException;
import java.util.List;

/** Writes a catalog as JSON. Keys are only ever added; {@code version} grows when one changes its meaning. */
final class CatalogJson {
    private static final int VERSION = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    private CatalogJson() {}

    static String write(Catalog catalog) {
        ObjectNode root = JSON.createObjectNode();
        root.put("version", VERSION);
        ArrayNode databases = root.putArray("databases");
        for (CatalogDatabase database : catalog.databases()) {
            ObjectNode node = databases.addObject();
            node.put("name", database.name());
            node.put("description", database.description());
            ArrayNode tables = node.putArray("tables");
            database.tables().forEach(table -> write(table, tables.addObject()));
        }
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new NeuralakeException("Cannot write the catalog as JSON: " + e.getMessage(), e);
        }
    }

    private static void write(CatalogTable table, ObjectNode node) {
        node.put("name", table.name());
        node.put("qualifiedName", table.qualifiedName());
        node.put("kind", table.kind().toString());
        node.put("description", table.description());
        node.put("owner", table.owner());
        texts(node, "tags", table.tags());
        table.deprecation().ifPresent(text -> node.put("deprecation", text));
        texts(node, "key", table.keyColumns());
        texts(node, "pii", table.piiColumns());
        data(table, node);
        table.created().ifPresent(time -> node.put("created", time.toString()));
        table.changed().ifPresent(time -> node.put("changed", time.toString()));
        table.origin().ifPresent(origin -> origin(origin, node.putObject("source")));
    }

    /** What only the data tell: either the columns or why they cannot be told. */
    private static void data(CatalogTable table, ObjectNode node) {
        try {
            List<Column> columns = table.schema().columns();
            List<String> partitions = table.partitionColumns();
            texts(node, "partitionedBy", partitions);
            ArrayNode array = node.putArray("columns");
            columns.forEach(column -> column(column, array.addObject()));
        } catch (NeuralakeException e) {
            node.put("error", e.getMessage());
        }
    }

    private static void column(Column column, ObjectNode node) {
        node.put("name", column.name());
        node.put("type", column.type().toString());
        node.put("nullable", column.nullable());
        node.put("description", column.comment());
    }

    private static void origin(Origin origin, ObjectNode node) {
        node.put("class", origin.className());
        node.put("member", origin.member());
        if (!origin.sourceFile().isEmpty()) {
            node.put("file", origin.sourceFile());
        }
        if (origin.line() > 0) {
            node.put("line", origin.line());
        }
    }

    private static void texts(ObjectNode node, String key, List<String> texts) {
        ArrayNode array = node.putArray(key);
        texts.forEach(array::add);
    }
}
