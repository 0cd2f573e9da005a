package dev.neuralake.delta;

import dev.neuralake.columnar.Session;
import org.jspecify.annotations.Nullable;

/**
 * Rows to delete.
 *
 * @param session where the relations of subqueries in the condition exist, owned by the caller; null for none
 * @param alias what the condition calls the table; null for the table's own name
 * @param condition the engine's SQL over the table's columns; rows for which it is null stay. Null for all rows
 */
public record DeleteSpec(
        @Nullable Session session,
        @Nullable String alias,
        @Nullable String condition,
        Removal removal) {

    /** Every row. */
    public static DeleteSpec all() {
        return new DeleteSpec(null, null, null, Removal.AUTOMATIC);
    }

    /** The rows for which a condition in the engine's SQL is true. */
    public static DeleteSpec where(String condition) {
        return new DeleteSpec(null, null, condition, Removal.AUTOMATIC);
    }

    /** Where the relations of the condition's subqueries exist. */
    public DeleteSpec in(Session caller) {
        return new DeleteSpec(caller, alias, condition, removal);
    }

    /** What the condition calls the table. */
    public DeleteSpec as(String name) {
        return new DeleteSpec(session, name, condition, removal);
    }

    /** How the rows leave their files. */
    public DeleteSpec by(Removal how) {
        return new DeleteSpec(session, alias, condition, how);
    }
}
