package dev.neuralake.statement;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A table that changes row by row in memory, as simply as can be. */
final class RowModel {
    private final List<Row> rows = new ArrayList<>();

    /** A row, which is itself and no other of the same values. */
    static final class Row {
        final @Nullable Long id;
        final @Nullable Integer n;
        final @Nullable String p;
        final @Nullable Integer a;
        final @Nullable String b;
        final boolean hasStruct;
        final @Nullable List<@Nullable Integer> l;

        Row(
                @Nullable Long id,
                @Nullable Integer n,
                @Nullable String p,
                boolean hasStruct,
                @Nullable Integer a,
                @Nullable String b,
                @Nullable List<@Nullable Integer> l) {
            this.id = id;
            this.n = n;
            this.p = p;
            this.hasStruct = hasStruct;
            this.a = a;
            this.b = b;
            this.l = l;
        }

        static List<Row> some(Random random, int count) {
            List<Row> some = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                some.add(any(random));
            }
            return some;
        }

        private static Row any(Random random) {
            boolean hasStruct = random.nextInt(4) > 0;
            List<@Nullable Integer> l = null;
            if (random.nextInt(4) > 0) {
                l = new ArrayList<>();
                for (int i = random.nextInt(3); i > 0; i--) {
                    l.add(random.nextInt(5) == 0 ? null : random.nextInt(10));
                }
            }
            return new Row(
                    random.nextInt(10) == 0 ? null : (Long) (long) random.nextInt(25),
                    random.nextInt(6) == 0 ? null : (Integer) random.nextInt(10),
                    random.nextInt(6) == 0 ? null : "p" + random.nextInt(3),
                    hasStruct,
                    hasStruct && random.nextInt(5) > 0 ? (Integer) random.nextInt(10) : null,
                    hasStruct && random.nextInt(5) > 0 ? "b " + random.nextInt(3) : null,
                    l);
        }

        /** What the UPDATE of the test makes of it. */
        Row bumped() {
            return new Row(id, n == null ? null : (Integer) (n + 1), "u" + (p == null ? "" : p), true, n, b, l);
        }

        Row with(@Nullable Integer other) {
            return new Row(id, other, p, hasStruct, a, b, l);
        }

        Row copy() {
            return new Row(id, n, p, hasStruct, a, b, l);
        }

        String sql() {
            String struct = hasStruct ? "named_struct('a', " + a + ", 'b', " + quoted(b) + ")" : "NULL";
            String list = l == null
                    ? "NULL"
                    : l.stream().map(String::valueOf).collect(Collectors.joining(", ", "CAST([", "] AS INT[])"));
            return "(" + id + ", " + n + ", " + quoted(p) + ", " + struct + ", " + list + ")";
        }

        private static String quoted(@Nullable String text) {
            return text == null ? "NULL" : "'" + text + "'";
        }

        String text() {
            String struct = hasStruct ? "{\"a\":" + a + ",\"b\":" + (b == null ? null : "\"" + b + "\"") + "}" : null;
            String list = l == null ? null : l.toString().replace(" ", "");
            return "[" + id + ", " + n + ", " + p + ", " + struct + ", " + list + "]";
        }
    }

    /** What the feed tells of a row. */
    record Change(Row row, String type) {
        String text() {
            String text = row.text();
            return text.substring(0, text.length() - 1) + ", " + type + "]";
        }
    }

    /** A condition on a row, in SQL with {@code $p} for the partition column; null is unknown. */
    record Condition(String sql, Function<Row, @Nullable Boolean> test) {
        static Condition any(Random random) {
            int k = random.nextInt(10);
            String part = "p" + random.nextInt(3);
            return switch (random.nextInt(9)) {
                case 0 -> new Condition("id = " + k, row -> row.id == null ? null : (Boolean) (row.id == k));
                case 1 -> new Condition("n > " + k, row -> row.n == null ? null : (Boolean) (row.n > k));
                case 2 -> new Condition("n IS NULL", row -> row.n == null);
                case 3 ->
                    new Condition("$p = '" + part + "'", row -> row.p == null ? null : (Boolean) row.p.equals(part));
                case 4 ->
                    new Condition("$p IS NULL OR id < " + k, row -> {
                        Boolean less = row.id == null ? null : (Boolean) (row.id < k);
                        return row.p == null ? (Boolean) true : less;
                    });
                case 5 -> new Condition("s.a >= " + k, row -> row.a == null ? null : (Boolean) (row.a >= k));
                case 6 -> new Condition("NOT (n = " + k + ")", row -> row.n == null ? null : (Boolean) (row.n != k));
                case 7 -> new Condition("len(l) = 0", row -> row.l == null ? null : (Boolean) row.l.isEmpty());
                default ->
                    new Condition("id % 2 = 1 AND $p <> '" + part + "'", row -> {
                        Boolean odd = row.id == null ? null : (Boolean) (row.id % 2 == 1);
                        Boolean other = row.p == null ? null : (Boolean) !row.p.equals(part);
                        return isFalse(odd) || isFalse(other)
                                ? (Boolean) false
                                : odd == null || other == null ? null : true;
                    });
            };
        }

        private static boolean isFalse(@Nullable Boolean value) {
            return value != null && !value;
        }

        boolean holds(Row row) {
            return Boolean.TRUE.equals(test.apply(row));
        }
    }

    /** When a clause of MERGE is about a row. */
    enum Matching {
        MATCHED,
        NOT_MATCHED,
        NOT_MATCHED_BY_SOURCE
    }

    /** A clause; {@code makes} yields the row that it leaves, null for none, of the table's row and the source's. */
    record Clause(
            Matching matching,
            String sql,
            BiFunction<@Nullable Row, @Nullable Row, Boolean> applies,
            BiFunction<@Nullable Row, @Nullable Row, @Nullable Row> makes) {

        static List<Clause> some(Random random) {
            List<Clause> clauses = new ArrayList<>();
            while (clauses.isEmpty()) {
                if (random.nextBoolean()) {
                    clauses.add(new Clause(
                            Matching.MATCHED,
                            " WHEN MATCHED AND s.n > t.n THEN DELETE",
                            (t, s) -> n(s) != null && n(t) != null && n(s) > n(t),
                            (t, s) -> null));
                }
                if (random.nextBoolean()) {
                    clauses.add(
                            random.nextBoolean()
                                    ? new Clause(
                                            Matching.MATCHED,
                                            " WHEN MATCHED THEN UPDATE SET n = s.n",
                                            (t, s) -> true,
                                            (t, s) -> Objects.requireNonNull(t).with(n(s)))
                                    : new Clause(
                                            Matching.MATCHED,
                                            " WHEN MATCHED THEN UPDATE SET id = s.id, n = s.n, $p = s.p, s = s.s, l = s.l",
                                            (t, s) -> true,
                                            (t, s) -> Objects.requireNonNull(s).copy()));
                }
                if (random.nextBoolean()) {
                    clauses.add(new Clause(
                            Matching.NOT_MATCHED,
                            " WHEN NOT MATCHED AND s.p IS NOT NULL THEN INSERT (id, n, $p, s, l) "
                                    + "VALUES (s.id, s.n, s.p, s.s, s.l)",
                            (t, s) -> Objects.requireNonNull(s).p != null,
                            (t, s) -> Objects.requireNonNull(s).copy()));
                }
                if (random.nextInt(3) == 0) {
                    clauses.add(
                            random.nextBoolean()
                                    ? new Clause(
                                            Matching.NOT_MATCHED_BY_SOURCE,
                                            " WHEN NOT MATCHED BY SOURCE AND t.n < 3 THEN DELETE",
                                            (t, s) -> n(t) != null && n(t) < 3,
                                            (t, s) -> null)
                                    : new Clause(
                                            Matching.NOT_MATCHED_BY_SOURCE,
                                            " WHEN NOT MATCHED BY SOURCE AND t.n IS NULL THEN UPDATE SET n = -1",
                                            (t, s) -> n(t) == null,
                                            (t, s) -> Objects.requireNonNull(t).with(-1)));
                }
            }
            return clauses;
        }

        private static @Nullable Integer n(@Nullable Row row) {
            return Objects.requireNonNull(row).n;
        }
    }

    List<String> texts() {
        return rows.stream().map(Row::text).sorted().toList();
    }

    List<Change> insert(List<Row> more) {
        rows.addAll(more);
        return more.stream().map(row -> new Change(row, "insert")).toList();
    }

    List<Change> delete(Condition condition) {
        List<Row> gone = rows.stream().filter(condition::holds).toList();
        rows.removeIf(condition::holds);
        return gone.stream().map(row -> new Change(row, "delete")).toList();
    }

    List<Change> update(Condition condition, UnaryOperator<Row> change) {
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            if (condition.holds(rows.get(i))) {
                changes.add(new Change(rows.get(i), "update_preimage"));
                rows.set(i, change.apply(rows.get(i)));
                changes.add(new Change(rows.get(i), "update_postimage"));
            }
        }
        return changes;
    }

    List<Change> replace(Predicate<Row> goes, List<Row> fresh) {
        List<Change> changes = new ArrayList<>();
        rows.stream().filter(goes).forEach(row -> changes.add(new Change(row, "delete")));
        rows.removeIf(goes);
        changes.addAll(insert(fresh));
        return changes;
    }

    /** Null where a row would be changed by several of the source. */
    @Nullable
    List<Change> merge(List<Row> source, boolean byPartition, List<Clause> clauses) {
        List<Change> changes = new ArrayList<>();
        List<Row> after = new ArrayList<>();
        Set<Row> matchedSource = new HashSet<>();
        for (Row row : rows) {
            List<Row> partners =
                    source.stream().filter(s -> matches(row, s, byPartition)).toList();
            matchedSource.addAll(partners);
            List<@Nullable Row> made = new ArrayList<>();
            if (partners.isEmpty()) {
                first(clauses, Matching.NOT_MATCHED_BY_SOURCE, row, null, made);
            }
            partners.forEach(partner -> first(clauses, Matching.MATCHED, row, partner, made));
            if (made.size() > 1 && made.stream().anyMatch(Objects::nonNull)) {
                return null;
            }
            Row left = made.isEmpty() ? row : made.getFirst();
            if (left != null) {
                after.add(left);
            }
            if (!made.isEmpty()) {
                changes.add(new Change(row, left == null ? "delete" : "update_preimage"));
                if (left != null) {
                    changes.add(new Change(left, "update_postimage"));
                }
            }
        }
        for (Row row : source) {
            List<@Nullable Row> made = new ArrayList<>();
            if (!matchedSource.contains(row)) {
                first(clauses, Matching.NOT_MATCHED, null, row, made);
            }
            for (Row inserted : made) {
                after.add(Objects.requireNonNull(inserted));
                changes.add(new Change(inserted, "insert"));
            }
        }
        rows.clear();
        rows.addAll(after);
        return changes;
    }

    private static boolean matches(Row row, Row source, boolean byPartition) {
        return row.id != null && row.id.equals(source.id) && (!byPartition || row.p != null && row.p.equals(source.p));
    }

    /** Adds what the first clause that applies makes. */
    private static void first(
            List<Clause> clauses,
            Matching matching,
            @Nullable Row row,
            @Nullable Row source,
            List<@Nullable Row> made) {
        for (Clause clause : clauses) {
            if (clause.matching() == matching && clause.applies().apply(row, source)) {
                made.add(clause.makes().apply(row, source));
                return;
            }
        }
    }
}
