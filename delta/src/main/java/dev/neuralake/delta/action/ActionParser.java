package dev.neuralake.delta.action;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import dev.neuralake.types.Schema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads actions token by token: a log of a hundred thousand files is read through here. */
final class ActionParser {
    private final JsonParser json;

    private ActionParser(JsonParser json) {
        this.json = json;
    }

    static void parse(byte[] file, Consumer<? super Action> actions) throws IOException {
        try (JsonParser json = Json.MAPPER.createParser(file)) {
            ActionParser parser = new ActionParser(json);
            while (json.nextToken() != null) {
                parser.line(actions);
            }
        }
    }

    private void line(Consumer<? super Action> actions) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw new JsonParseException(json, "a line is not an object");
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            if (json.nextToken() == JsonToken.VALUE_NULL) {
                continue;
            }
            Action action = action(name);
            if (action != null) {
                actions.accept(action);
            }
        }
    }

    private @Nullable Action action(String name) throws IOException {
        switch (name) {
            case "add", "remove", "cdc" -> {
                FileFields fields = new FileFields();
                fields.read();
                return fields.action(name);
            }
            default -> {
                JsonNode node = Json.MAPPER.readTree(json);
                return of(name, node);
            }
        }
    }

    private static @Nullable Action of(String name, JsonNode node) {
        return switch (name) {
            case "metaData" -> metadata(node);
            case "protocol" ->
                new Protocol(
                        node.path("minReaderVersion").asInt(),
                        node.path("minWriterVersion").asInt(),
                        texts(node.path("readerFeatures")),
                        texts(node.path("writerFeatures")));
            case "txn" ->
                new SetTransaction(
                        node.path("appId").asText(), node.path("version").asLong(), number(node, "lastUpdated"));
            case "domainMetadata" ->
                new DomainMetadata(
                        node.path("domain").asText(),
                        node.path("configuration").asText(),
                        node.path("removed").asBoolean());
            case "commitInfo" -> new CommitInfo(Json.object(node));
            case "checkpointMetadata" ->
                new CheckpointMetadata(node.path("version").asLong());
            case "sidecar" ->
                new Sidecar(
                        node.path("path").asText(),
                        node.path("sizeInBytes").asLong(),
                        node.path("modificationTime").asLong());
            default -> null;
        };
    }

    private static Metadata metadata(JsonNode node) {
        List<String> partitionColumns = new ArrayList<>();
        node.path("partitionColumns").forEach(column -> partitionColumns.add(column.asText()));
        Map<String, String> configuration = new LinkedHashMap<>();
        node.path("configuration")
                .properties()
                .forEach(entry ->
                        configuration.put(entry.getKey(), entry.getValue().asText()));
        String schemaString = node.path("schemaString").asText();
        return new Metadata(
                node.path("id").asText(),
                text(node, "name"),
                text(node, "description"),
                schemaString,
                // A log without a schema can still tell its history; a state without one is refused later.
                schemaString.isEmpty() ? new Schema(List.of()) : SchemaJson.read(schemaString),
                partitionColumns,
                configuration,
                number(node, "createdTime"));
    }

    private static TreeSet<String> texts(JsonNode array) {
        TreeSet<String> texts = new TreeSet<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static @Nullable String text(JsonNode node, String field) {
        return node.hasNonNull(field) ? node.path(field).asText() : null;
    }

    private static @Nullable Long number(JsonNode node, String field) {
        return node.hasNonNull(field) ? (Long) node.path(field).asLong() : null;
    }

    /** The fields that the three file actions have between them. */
    private final class FileFields {
        private String path = "";
        private Map<String, @Nullable String> partitionValues = Map.of();
        private @Nullable Long size;
        private long time;
        private boolean dataChange;
        private boolean extended;
        private @Nullable String stats;
        private Map<String, @Nullable String> tags = Map.of();
        private @Nullable DeletionVector vector;
        private @Nullable Long baseRowId;
        private @Nullable Long commitVersion;
        private @Nullable String clusteringProvider;

        void read() throws IOException {
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                if (json.nextToken() == JsonToken.VALUE_NULL) {
                    continue;
                }
                switch (field) {
                    case "path" -> path = json.getText();
                    case "partitionValues" -> partitionValues = map();
                    case "size" -> size = json.getLongValue();
                    case "modificationTime", "deletionTimestamp" -> time = json.getLongValue();
                    case "dataChange" -> dataChange = json.getBooleanValue();
                    case "extendedFileMetadata" -> extended = json.getBooleanValue();
                    case "stats" -> stats = json.getText();
                    case "tags" -> tags = map();
                    case "deletionVector" -> vector = vector();
                    case "baseRowId" -> baseRowId = json.getLongValue();
                    case "defaultRowCommitVersion" -> commitVersion = json.getLongValue();
                    case "clusteringProvider" -> clusteringProvider = json.getText();
                    default -> json.skipChildren();
                }
            }
        }

        Action action(String name) {
            long sizeBytes = size == null ? 0 : size;
            return switch (name) {
                case "add" ->
                    new AddFile(
                            path,
                            partitionValues,
                            sizeBytes,
                            time,
                            dataChange,
                            stats,
                            tags,
                            vector,
                            baseRowId,
                            commitVersion,
                            clusteringProvider);
                case "cdc" -> new AddCdcFile(path, partitionValues, sizeBytes, tags);
                default ->
                    new RemoveFile(
                            path,
                            time,
                            dataChange,
                            extended,
                            partitionValues,
                            size,
                            stats,
                            tags,
                            vector,
                            baseRowId,
                            commitVersion);
            };
        }

        private Map<String, @Nullable String> map() throws IOException {
            Map<String, @Nullable String> map = new LinkedHashMap<>();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String key = json.currentName();
                json.nextToken();
                map.put(key, json.currentToken() == JsonToken.VALUE_NULL ? null : json.getText());
            }
            return map;
        }

        private DeletionVector vector() throws IOException {
            return ActionJson.deletionVector(Json.MAPPER.readTree(json));
        }
    }
}
