package dev.neuralake.delta;

import dev.neuralake.columnar.EngineException;
import dev.neuralake.columnar.Session;
import dev.neuralake.delta.vector.RowSet;
import dev.neuralake.types.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The rows that an operation deletes, updates and inserts, in a temporary table of its session: where each lies in the
 * scanned files, by which clause it is changed, and its new values under the names of the table's columns.
 */
final class RowEdits implements AutoCloseable {
    static final String CLAUSE = "__neuralake_clause";

    /** What a clause does to its rows. */
    enum Kind {
        DELETE,
        UPDATE,
        INSERT
    }

    private final Session session;
    private final Scan scan;
    private final List<Kind> clauses;
    private final String name = Sql.quote("neuralake edits " + UUID.randomUUID());
    private boolean collected;

    /** @param scan the files that may hold rows to change, read with positions */
    RowEdits(Session session, Scan scan, List<Kind> clauses) {
        this.session = session;
        this.scan = scan;
        this.clauses = List.copyOf(clauses);
    }

    /** Runs the SELECT that yields {@link ScanRequest#FILE}, {@link ScanRequest#ROW}, the clause and new values. */
    void collect(String select) {
        try {
            session.execute("CREATE TEMP TABLE " + name + " AS " + select);
        } catch (EngineException e) {
            throw DataWriter.ofRow(e);
        }
        collected = true;
    }

    Session session() {
        return session;
    }

    Scan scan() {
        return scan;
    }

    /** The temporary table, quoted. */
    String table() {
        return name;
    }

    List<Kind> clauses() {
        return clauses;
    }

    /** The numbers of the clauses of some kinds, as a list in SQL. */
    String clauses(Kind... kinds) {
        List<Kind> wanted = List.of(kinds);
        String numbers = IntStream.range(0, clauses.size())
                .filter(i -> wanted.contains(clauses.get(i)))
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(", "));
        return numbers.isEmpty() ? "(-1)" : "(" + numbers + ")";
    }

    boolean has(Kind kind) {
        return clauses.contains(kind);
    }

    /** The changed rows of each file that has any, by its place in the scan. */
    SortedMap<Integer, RowSet> hits() {
        SortedMap<Integer, RowSet> hits = new TreeMap<>();
        String sql = "SELECT " + ScanRequest.FILE + ", " + ScanRequest.ROW + " FROM " + name + " WHERE "
                + ScanRequest.FILE + " IS NOT NULL";
        try (var result = session.query(sql);
                var rows = result.rows()) {
            while (rows.hasNext()) {
                var row = rows.next();
                hits.computeIfAbsent(((Number) row[0]).intValue(), _ -> new RowSet())
                        .add(((Number) row[1]).longValue());
            }
        }
        return hits;
    }

    /** How many rows each clause changes. */
    List<Long> counts() {
        List<Long> counts = new ArrayList<>();
        clauses.forEach(_ -> counts.add(0L));
        String sql = "SELECT " + CLAUSE + ", count(*) FROM " + name + " GROUP BY ALL";
        try (var result = session.query(sql);
                var rows = result.rows()) {
            while (rows.hasNext()) {
                var row = rows.next();
                counts.set(((Number) row[0]).intValue(), ((Number) row[1]).longValue());
            }
        }
        return counts;
    }

    @Override
    public void close() {
        if (collected) {
            session.execute("DROP TABLE IF EXISTS " + name);
        }
    }
}
