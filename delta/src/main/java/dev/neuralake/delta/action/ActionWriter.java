package dev.neuralake.delta.action;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes actions with the protocol's field names. */
final class ActionWriter {
    private final JsonGenerator json;

    ActionWriter(JsonGenerator json) {
        this.json = json;
    }

    void write(Action action) throws IOException {
        json.writeStartObject();
        json.writeObjectFieldStart(name(action));
        switch (action) {
            case AddFile add -> add(add);
            case RemoveFile remove -> remove(remove);
            case AddCdcFile cdc -> cdc(cdc);
            case Metadata metadata -> metadata(metadata);
            case Protocol protocol -> protocol(protocol);
            case CommitInfo info -> {
                for (Map.Entry<String, Object> field : info.fields().entrySet()) {
                    json.writeFieldName(field.getKey());
                    Json.MAPPER.writeValue(json, field.getValue());
                }
            }
            case SetTransaction txn -> {
                json.writeStringField("appId", txn.appId());
                json.writeNumberField("version", txn.version());
                number("lastUpdated", txn.lastUpdatedMillis());
            }
            case DomainMetadata domain -> {
                json.writeStringField("domain", domain.domain());
                json.writeStringField("configuration", domain.configuration());
                json.writeBooleanField("removed", domain.removed());
            }
            case CheckpointMetadata checkpoint -> json.writeNumberField("version", checkpoint.version());
            case Sidecar sidecar -> {
                json.writeStringField("path", sidecar.path());
                json.writeNumberField("sizeInBytes", sidecar.sizeBytes());
                json.writeNumberField("modificationTime", sidecar.modifiedAtMillis());
            }
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static String name(Action action) {
        return switch (action) {
            case AddFile ignored -> "add";
            case RemoveFile ignored -> "remove";
            case AddCdcFile ignored -> "cdc";
            case Metadata ignored -> "metaData";
            case Protocol ignored -> "protocol";
            case CommitInfo ignored -> "commitInfo";
            case SetTransaction ignored -> "txn";
            case DomainMetadata ignored -> "domainMetadata";
            case CheckpointMetadata ignored -> "checkpointMetadata";
            case Sidecar ignored -> "sidecar";
        };
    }

    private void add(AddFile add) throws IOException {
        json.writeStringField("path", add.path());
        map("partitionValues", add.partitionValues());
        json.writeNumberField("size", add.sizeBytes());
        json.writeNumberField("modificationTime", add.modifiedAtMillis());
        json.writeBooleanField("dataChange", add.dataChange());
        text("stats", add.stats());
        optionalMap("tags", add.tags());
        vector(add.deletionVector());
        number("baseRowId", add.baseRowId());
        number("defaultRowCommitVersion", add.defaultRowCommitVersion());
        text("clusteringProvider", add.clusteringProvider());
    }

    private void remove(RemoveFile remove) throws IOException {
        json.writeStringField("path", remove.path());
        json.writeNumberField("deletionTimestamp", remove.deletedAtMillis());
        json.writeBooleanField("dataChange", remove.dataChange());
        json.writeBooleanField("extendedFileMetadata", remove.extendedFileMetadata());
        if (remove.extendedFileMetadata()) {
            map("partitionValues", remove.partitionValues());
        }
        number("size", remove.sizeBytes());
        text("stats", remove.stats());
        optionalMap("tags", remove.tags());
        vector(remove.deletionVector());
        number("baseRowId", remove.baseRowId());
        number("defaultRowCommitVersion", remove.defaultRowCommitVersion());
    }

    private void cdc(AddCdcFile cdc) throws IOException {
        json.writeStringField("path", cdc.path());
        map("partitionValues", cdc.partitionValues());
        json.writeNumberField("size", cdc.sizeBytes());
        json.writeBooleanField("dataChange", false);
        optionalMap("tags", cdc.tags());
    }

    private void metadata(Metadata metadata) throws IOException {
        json.writeStringField("id", metadata.id());
        text("name", metadata.name());
        text("description", metadata.description());
        json.writeObjectFieldStart("format");
        json.writeStringField("provider", "parquet");
        json.writeObjectFieldStart("options");
        json.writeEndObject();
        json.writeEndObject();
        json.writeStringField("schemaString", metadata.schemaString());
        texts("partitionColumns", metadata.partitionColumns());
        map("configuration", metadata.configuration());
        number("createdTime", metadata.createdAtMillis());
    }

    private void protocol(Protocol protocol) throws IOException {
        json.writeNumberField("minReaderVersion", protocol.minReaderVersion());
        json.writeNumberField("minWriterVersion", protocol.minWriterVersion());
        if (protocol.hasReaderFeatures()) {
            texts("readerFeatures", protocol.readerFeatures());
        }
        if (protocol.hasWriterFeatures()) {
            texts("writerFeatures", protocol.writerFeatures());
        }
    }

    private void vector(@Nullable DeletionVector vector) throws IOException {
        if (vector == null) {
            return;
        }
        json.writeObjectFieldStart("deletionVector");
        json.writeStringField("storageType", vector.storageType());
        json.writeStringField("pathOrInlineDv", vector.pathOrInlineDv());
        if (vector.offset() != null) {
            json.writeNumberField("offset", vector.offset());
        }
        json.writeNumberField("sizeInBytes", vector.sizeBytes());
        json.writeNumberField("cardinality", vector.cardinality());
        json.writeEndObject();
    }

    private void texts(String field, Collection<String> texts) throws IOException {
        json.writeArrayFieldStart(field);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private void optionalMap(String field, Map<String, ? extends @Nullable String> map) throws IOException {
        if (!map.isEmpty()) {
            map(field, map);
        }
    }

    private void map(String field, Map<String, ? extends @Nullable String> map) throws IOException {
        json.writeObjectFieldStart(field);
        for (Map.Entry<String, ? extends @Nullable String> entry : map.entrySet()) {
            json.writeStringField(entry.getKey(), entry.getValue());
        }
        json.writeEndObject();
    }

    private void text(String field, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeStringField(field, value);
        }
    }

    private void number(String field, @Nullable Long value) throws IOException {
        if (value != null) {
            json.writeNumberField(field, value);
        }
    }
}
