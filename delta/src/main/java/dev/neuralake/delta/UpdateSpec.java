package dev.neuralake.delta;

import dev.neuralake.columnar.Session;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows to update.
 *
 * @param session where the relations of subqueries exist, owned by the caller; null for none
 * @param alias what expressions call the table; null for the table's own name
 * @param assignments values are computed from the row before the update
 * @param condition the engine's SQL over the table's columns; rows for which it is null stay. Null for all rows
 */
public record UpdateSpec(
        @Nullable Session session,
        @Nullable String alias,
        List<SetColumn> assignments,
        @Nullable String condition,
        Removal removal) {
    public UpdateSpec {
        assignments = List.copyOf(assignments);
    }

    /** Gives all rows these values. */
    public static UpdateSpec set(SetColumn... assignments) {
        return new UpdateSpec(null, null, List.of(assignments), null, Removal.AUTOMATIC);
    }

    /** Only the rows for which a condition in the engine's SQL is true. */
    public UpdateSpec where(String sql) {
        return new UpdateSpec(session, alias, assignments, sql, removal);
    }

    /** Where the relations of subqueries exist. */
    public UpdateSpec in(Session caller) {
        return new UpdateSpec(caller, alias, assignments, condition, removal);
    }

    /** What expressions call the table. */
    public UpdateSpec as(String name) {
        return new UpdateSpec(session, name, assignments, condition, removal);
    }

    /** How the rows leave their files. */
    public UpdateSpec by(Removal how) {
        return new UpdateSpec(session, alias, assignments, condition, how);
    }

    /** All expressions that it evaluates. */
    List<String> expressions() {
        List<String> all = new ArrayList<>();
        assignments.stream()
                .filter(set -> !set.isDefault())
                .map(SetColumn::value)
                .forEach(all::add);
        if (condition != null) {
            all.add(condition);
        }
        return all;
    }
}
