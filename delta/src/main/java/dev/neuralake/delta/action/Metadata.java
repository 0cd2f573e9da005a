package dev.neuralake.delta.action;

import dev.neuralake.types.Schema;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The table's own description.
 *
 * @param id unique to the table, for its whole life
 * @param schemaString the schema as the log has it
 * @param schema the same, read
 * @param partitionColumns logical names, in order
 * @param configuration the table properties
 * @param createdAtMillis milliseconds since the epoch, null where the log does not say
 */
public record Metadata(
        String id,
        @Nullable String name,
        @Nullable String description,
        String schemaString,
        Schema schema,
        List<String> partitionColumns,
        Map<String, String> configuration,
        @Nullable Long createdAtMillis)
        implements Action {

    public Metadata {
        partitionColumns = List.copyOf(partitionColumns);
        configuration = Collections.unmodifiableMap(new LinkedHashMap<>(configuration));
    }

    /** Metadata whose schema text is made from the schema. */
    public static Metadata of(
            String id,
            @Nullable String name,
            @Nullable String description,
            Schema schema,
            List<String> partitionColumns,
            Map<String, String> configuration,
            long createdAtMillis) {
        return new Metadata(
                id,
                name,
                description,
                SchemaJson.write(schema),
                schema,
                partitionColumns,
                configuration,
                createdAtMillis);
    }

    public Metadata withSchema(Schema newSchema) {
        return new Metadata(
                id,
                name,
                description,
                SchemaJson.write(newSchema),
                newSchema,
                partitionColumns,
                configuration,
                createdAtMillis);
    }

    public Metadata withConfiguration(Map<String, String> newConfiguration) {
        return new Metadata(
                id, name, description, schemaString, schema, partitionColumns, newConfiguration, createdAtMillis);
    }

    public Metadata withPartitionColumns(List<String> columns) {
        return new Metadata(id, name, description, schemaString, schema, columns, configuration, createdAtMillis);
    }

    public Metadata withDescription(@Nullable String text) {
        return new Metadata(id, name, text, schemaString, schema, partitionColumns, configuration, createdAtMillis);
    }

    public Metadata withId(String newId) {
        return new Metadata(
                newId, name, description, schemaString, schema, partitionColumns, configuration, createdAtMillis);
    }

    /** A property, or what it is by default. */
    public String property(String key, String byDefault) {
        return configuration.getOrDefault(key, byDefault);
    }

    public boolean flag(String key) {
        return Boolean.parseBoolean(configuration.get(key));
    }
}
