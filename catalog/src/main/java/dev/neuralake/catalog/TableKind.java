package dev.neuralake.catalog;

import java.util.Locale;

/** What a table is made of. */
public enum TableKind {
    /** Rows that a Java method returns. */
    FUNCTION,
    PARQUET,
    CSV,
    NDJSON,
    /** Arrow IPC files or streams. */
    ARROW,
    /** A Delta table: versioned, and the kind that can be written. */
    DELTA,
    /** A query over other tables. */
    VIEW,
    /** A path that no kind of table was made of. */
    UNREADABLE;

    /** The name in lower case, as it is shown and exported. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
