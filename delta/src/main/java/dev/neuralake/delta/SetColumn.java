package dev.neuralake.delta;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A new value of a column.
 *
 * @param column its name, and the names of the fields below it where only a part of a struct is set
 * @param value the engine's SQL, or {@code DEFAULT} for the column's default value
 */
public record SetColumn(List<String> column, String value) {
    public SetColumn {
        column = List.copyOf(column);
        if (column.isEmpty()) {
            throw new IllegalArgumentException("a column has a name");
        }
    }

    /** @param column a name, or names from column to field separated by dots */
    public static SetColumn of(String column, String value) {
        return new SetColumn(Arrays.asList(column.split("\\.")), value);
    }

    boolean isDefault() {
        return value.strip().toUpperCase(Locale.ROOT).equals("DEFAULT");
    }
}
