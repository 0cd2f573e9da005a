package dev.neuralake.delta;

import dev.neuralake.types.NeuralakeException;
import dev.neuralake.types.Schema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A table to create.
 *
 * @param partitionColumns columns of the schema, in order
 * @param properties table properties, {@code delta.*} ones take effect
 * @param constraints CHECK constraints in portable Spark SQL, by name
 * @param description null or empty for none
 * @param clusteringColumns columns, dotted paths, by which OPTIMIZE brings rows together; a table with them is not
 *     partitioned
 */
public record TableSpec(
        Schema schema,
        List<String> partitionColumns,
        Map<String, String> properties,
        Map<String, String> constraints,
        @Nullable String description,
        List<String> clusteringColumns) {

    public TableSpec {
        clusteringColumns = List.copyOf(clusteringColumns);
        partitionColumns = partitionColumns.stream()
                .map(name -> schema.column(name).name())
                .toList();
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
        constraints = Collections.unmodifiableMap(new LinkedHashMap<>(constraints));
        for (String name : partitionColumns) {
            if (schema.column(name).type().isNested()) {
                throw new NeuralakeException("Cannot partition a table by column '" + name + "': its type is "
                        + schema.column(name).type() + " (choose a column of a simple type)");
            }
        }
        if (!partitionColumns.isEmpty() && partitionColumns.size() == schema.size()) {
            throw new NeuralakeException("Cannot partition a table by all of its columns " + partitionColumns
                    + ": a file needs a column of its own");
        }
    }

    /** A table that is not clustered. */
    public TableSpec(
            Schema schema,
            List<String> partitionColumns,
            Map<String, String> properties,
            Map<String, String> constraints,
            @Nullable String description) {
        this(schema, partitionColumns, properties, constraints, description, List.of());
    }

    /** A table of these columns, neither partitioned nor described. */
    public static TableSpec of(Schema schema) {
        return new TableSpec(schema, List.of(), Map.of(), Map.of(), null);
    }

    /** A folder for each combination of values of these columns. */
    public TableSpec partitionedBy(String... columns) {
        return new TableSpec(schema, List.of(columns), properties, constraints, description, clusteringColumns);
    }

    /** OPTIMIZE orders rows by these columns, dotted paths. */
    public TableSpec clusteredBy(String... columns) {
        return new TableSpec(schema, partitionColumns, properties, constraints, description, List.of(columns));
    }

    /** One property more; {@code docs/reference/delta.md} lists those of Delta. */
    public TableSpec withProperty(String key, String value) {
        Map<String, String> more = new LinkedHashMap<>(properties);
        more.put(key, value);
        return new TableSpec(schema, partitionColumns, more, constraints, description, clusteringColumns);
    }

    /** These properties besides those that there are. */
    public TableSpec withProperties(Map<String, String> all) {
        return new TableSpec(schema, partitionColumns, all, constraints, description, clusteringColumns);
    }

    /** A condition in portable SQL that every row must meet. */
    public TableSpec withConstraint(String name, String check) {
        Map<String, String> more = new LinkedHashMap<>(constraints);
        more.put(name, check);
        return new TableSpec(schema, partitionColumns, properties, more, description, clusteringColumns);
    }

    /** What the table is. */
    public TableSpec describedAs(String text) {
        return new TableSpec(
                schema, new ArrayList<>(partitionColumns), properties, constraints, text, clusteringColumns);
    }
}
