package dev.neuralake.catalog;

import dev.neuralake.types.Schema;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The columns that a table's author declares: by a record, by a schema, or not at all. */
record RowShape(
        @Nullable Class<? extends Record> row, @Nullable Schema declared) {
    static final RowShape OPEN = new RowShape(null, null);

    static RowShape of(Class<? extends Record> row) {
        return new RowShape(row, null);
    }

    static RowShape of(Schema schema) {
        return new RowShape(null, schema);
    }

    /** Reading a record's schema can fail, so this waits until it is asked for. */
    Optional<Schema> schema() {
        return row != null ? Optional.of(Schema.of(row)) : Optional.ofNullable(declared);
    }

    Optional<Class<? extends Record>> rowType() {
        return Optional.ofNullable(row);
    }
}
