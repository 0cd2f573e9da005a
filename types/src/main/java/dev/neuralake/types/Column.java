package dev.neuralake.types;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One column or struct field. Immutable.
 *
 * @param name as written; names that differ by case alone cannot stand in one schema
 * @param nullable whether null is allowed
 * @param comment the description; empty where there is none
 * @param metadata Delta's field metadata without the comment: JSON values by key (column mapping ids, generation
 *     expressions, …)
 */
public record Column(String name, DataType type, boolean nullable, String comment, Map<String, Object> metadata) {

    public Column {
        if (name.isEmpty()) {
            throw new NeuralakeException("Cannot name a column '': the name is empty");
        }
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    /** A nullable column without comment. */
    public static Column of(String name, DataType type) {
        return new Column(name, type, true, "", Map.of());
    }

    /** The same column, not nullable. */
    public Column required() {
        return new Column(name, type, false, comment, metadata);
    }

    public Column withName(String newName) {
        return new Column(newName, type, nullable, comment, metadata);
    }

    public Column withType(DataType newType) {
        return new Column(name, newType, nullable, comment, metadata);
    }

    public Column withNullable(boolean newNullable) {
        return new Column(name, type, newNullable, comment, metadata);
    }

    public Column withComment(String newComment) {
        return new Column(name, type, nullable, newComment, metadata);
    }

    public Column withMetadata(Map<String, Object> newMetadata) {
        return new Column(name, type, nullable, comment, newMetadata);
    }

    /** {@code name type}, and {@code not null} where it is. */
    @Override
    public String toString() {
        return name + " " + type + (nullable ? "" : " not null");
    }
}
