package dev.neuralake.statement;

import dev.neuralake.types.Column;
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

    /**
     * An identity column's sequence.
     *
     * @param explicitAllowed BY DEFAULT: an INSERT may give its own values
     */
    public record Identity(long start, long step, boolean explicitAllowed) {}
}
