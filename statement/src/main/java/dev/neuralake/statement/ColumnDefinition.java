package dev.neuralake.statement;

import dev.neuralake.types.Column;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A column as CREATE TABLE or ADD COLUMNS declares it.
 *
 * @param column name, type, nullability and comment
 * @param generatedAs the expression of GENERATED ALWAYS AS, as written
 * @param defaultValue the expression of DEFAULT, as written
 * @param identity how GENERATED … AS IDENTITY counts
 */
public record ColumnDefinition(
        Column column,
        @Nullable String generatedAs,
        @Nullable String defaultValue,
        @Nullable Identity identity) {

    /** The column with its expressions as Delta's field metadata. */
    public Column toColumn() {
        Map<String, Object> metadata = new LinkedHashMap<>(column.metadata());
        if (generatedAs != null) {
            metadata.put("delta.generationExpression", generatedAs);
        }
        if (defaultValue != null) {
            metadata.put("CURRENT_DEFAULT", defaultValue);
        }
        if (identity != null) {
            metadata.put("delta.identity.start", identity.start);
            metadata.put("delta.identity.step", identity.step);
            metadata.put("delta.identity.allowExplicitInsert", identity.explicitAllowed);
        }
        return column.withMetadata(metadata);
    }

    /**
     * An identity column's sequence.
     *
     * @param explicitAllowed BY DEFAULT: an INSERT may give its own values
     */
    public record Identity(long start, long step, boolean explicitAllowed) {}
}
