package dev.neuralake.catalog;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is said about a table. Immutable; an empty text means that nothing is said.
 *
 * @param description Markdown
 * @param owner a team or a person
 * @param deprecation why the table should no longer be used and what replaces it; Markdown, empty for a table in use
 * @param columns descriptions of columns by name; Markdown
 */
public record TableMetadata(
        String description, String owner, List<String> tags, String deprecation, Map<String, String> columns) {
    /** Nothing is said. */
    public static final TableMetadata NONE = new TableMetadata("", "", List.of(), "", Map.of());

    public TableMetadata {
        tags = List.copyOf(tags);
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    }

    /** A description, and nothing else. */
    public static TableMetadata of(String description) {
        return NONE.withDescription(description);
    }

    public TableMetadata withDescription(String text) {
        return new TableMetadata(text, owner, tags, deprecation, columns);
    }

    public TableMetadata withOwner(String name) {
        return new TableMetadata(description, name, tags, deprecation, columns);
    }

    public TableMetadata withTags(String... words) {
        return new TableMetadata(description, owner, List.of(words), deprecation, columns);
    }

    public TableMetadata withDeprecation(String text) {
        return new TableMetadata(description, owner, tags, text, columns);
    }

    /** The same with the description of one more column. */
    public TableMetadata withColumn(String name, String text) {
        Map<String, String> all = new LinkedHashMap<>(columns);
        all.put(name, text);
        return new TableMetadata(description, owner, tags, deprecation, all);
    }
}
