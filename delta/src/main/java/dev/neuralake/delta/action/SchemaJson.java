package dev.neuralake.delta.action;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.neuralake.types.Column;
import dev.neuralake.types.DataType;
import dev.neuralake.types.DataType.ArrayType;
import dev.neuralake.types.DataType.Decimal;
import dev.neuralake.types.DataType.MapType;
import dev.neuralake.types.DataType.Primitive;
import dev.neuralake.types.DataType.StructType;
import dev.neuralake.types.NeuralakeException;
import dev.neuralake.types.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Schemas as JSON (PROTOCOL.md, "Schema Serialization Format"). */
public final class SchemaJson {
    private static final String COMMENT = "comment";

    private SchemaJson() {}

    /** Reads a schema; a type that is not the protocol's is an error that names its column. */
    public static Schema read(String json) {
        JsonNode root;
        try {
            root = Json.MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new NeuralakeException(
                    "Cannot read the table's schema: it is not JSON (" + e.getOriginalMessage() + ")", e);
        }
        if (!root.path("type").asText().equals("struct")) {
            throw new NeuralakeException("Cannot read the table's schema: it is not a struct");
        }
        return new Schema(fields(root, ""));
    }

    public static String write(Schema schema) {
        return struct(schema.columns()).toString();
    }

    private static List<Column> fields(JsonNode struct, String path) {
        List<Column> columns = new ArrayList<>();
        for (JsonNode field : struct.path("fields")) {
            String name = field.path("name").asText();
            Map<String, Object> metadata = new LinkedHashMap<>(Json.object(field.path("metadata")));
            Object comment = metadata.remove(COMMENT);
            columns.add(new Column(
                    name,
                    type(field.path("type"), path + name),
                    field.path("nullable").asBoolean(true),
                    comment == null ? "" : comment.toString(),
                    metadata));
        }
        return columns;
    }

    private static DataType type(JsonNode node, String path) {
        if (node.isTextual()) {
            return simple(node.asText(), path);
        }
        return switch (node.path("type").asText()) {
            case "struct" -> new StructType(fields(node, path + "."));
            case "array" ->
                new ArrayType(
                        type(node.path("elementType"), path + ".element"),
                        node.path("containsNull").asBoolean(true));
            case "map" ->
                new MapType(
                        type(node.path("keyType"), path + ".key"),
                        type(node.path("valueType"), path + ".value"),
                        node.path("valueContainsNull").asBoolean(true));
            default -> throw unknown(node.toString(), path);
        };
    }

    private static DataType simple(String text, String path) {
        if (text.startsWith("struct") || text.startsWith("array") || text.startsWith("map")) {
            throw unknown(text, path);
        }
        try {
            return DataType.parse(text);
        } catch (NeuralakeException e) {
            throw unknown(text, path);
        }
    }

    private static NeuralakeException unknown(String type, String path) {
        return new NeuralakeException(
                "Cannot read column " + path + ": its type " + type + " is not one that is understood here");
    }

    private static ObjectNode struct(List<Column> columns) {
        ObjectNode node = Json.MAPPER.createObjectNode().put("type", "struct");
        ArrayNode fields = node.putArray("fields");
        for (Column column : columns) {
            ObjectNode field = fields.addObject().put("name", column.name());
            field.set("type", node(column.type()));
            field.put("nullable", column.nullable());
            ObjectNode metadata = field.putObject("metadata");
            if (!column.comment().isEmpty()) {
                metadata.put(COMMENT, column.comment());
            }
            column.metadata().forEach((key, value) -> metadata.set(key, Json.MAPPER.valueToTree(value)));
        }
        return node;
    }

    private static JsonNode node(DataType type) {
        return switch (type) {
            case Primitive p -> Json.MAPPER.getNodeFactory().textNode(p == Primitive.INT ? "integer" : p.toString());
            case Decimal d -> Json.MAPPER.getNodeFactory().textNode(d.toString());
            case StructType s -> struct(s.fields());
            case ArrayType a -> {
                ObjectNode node = Json.MAPPER.createObjectNode().put("type", "array");
                node.set("elementType", node(a.element()));
                yield node.put("containsNull", a.containsNull());
            }
            case MapType m -> {
                ObjectNode node = Json.MAPPER.createObjectNode().put("type", "map");
                node.set("keyType", node(m.key()));
                node.set("valueType", node(m.value()));
                yield node.put("valueContainsNull", m.valueContainsNull());
            }
        };
    }
}
