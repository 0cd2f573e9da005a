package dev.neuralake.delta;

import dev.neuralake.columnar.Session;
import dev.neuralake.delta.index.Predicate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the values of a relation's column tell of a table's column that is to equal one of them. */
final class KeyPredicate {
    private static final int KEYS_LISTED = 1_000;

    private KeyPredicate() {}

    /**
     * @param column the table's column, whose type orders values as the engine does
     * @param relation a relation in the session that can be read again and again
     * @param key its column, quoted, with values of the table's column's type or of other whole numbers
     */
    static Predicate of(Session session, List<String> column, String relation, String key) {
        @Nullable
        Object[] bounds = single(
                session, "SELECT min(" + key + "), max(" + key + "), count(DISTINCT " + key + ") FROM " + relation);
        if (bounds[0] == null || bounds[1] == null) {
            return new Predicate.In(column, List.of(), false);
        }
        if (((Number) Objects.requireNonNull(bounds[2])).longValue() > KEYS_LISTED) {
            return Predicate.and(
                    new Predicate.Compare(column, Predicate.Operator.GE, bounds[0]),
                    new Predicate.Compare(column, Predicate.Operator.LE, bounds[1]));
        }
        List<@Nullable Object> keys = new ArrayList<>();
        try (var result = session.query(
                        "SELECT DISTINCT " + key + " FROM " + relation + " WHERE " + key + " IS NOT NULL");
                var rows = result.rows()) {
            while (rows.hasNext()) {
                keys.add(rows.next()[0]);
            }
        }
        return new Predicate.In(column, keys, false);
    }

    /** The first row of a query that has one. */
    static @Nullable Object[] single(Session session, String sql) {
        try (var result = session.query(sql);
                var rows = result.rows()) {
            return rows.next();
        }
    }

    /** A count. */
    static long count(Session session, String sql) {
        return ((Number) Objects.requireNonNull(single(session, sql)[0])).longValue();
    }
}
