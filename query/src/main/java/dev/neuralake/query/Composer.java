package dev.neuralake.query;

import dev.neuralake.catalog.Catalog;
import dev.neuralake.columnar.EngineException;
import dev.neuralake.columnar.Session;
import dev.neuralake.delta.DeltaLog;
import dev.neuralake.delta.Snapshot;
import dev.neuralake.frame.LazyFrame;
import dev.neuralake.frame.Plan;
import dev.neuralake.query.failure.QueryException;
import dev.neuralake.query.failure.QueryException.Kind;
import dev.neuralake.query.gate.Gate;
import dev.neuralake.query.gate.Select;
import dev.neuralake.types.Sql;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Makes queries and expressions over the catalog part of other SQL, for statements that write: they pass the same gate as
 * any query, and what comes back runs in one session. For one statement, by one thread.
 */
public final class Composer {
    private final Catalog catalog;
    private final Gate gate;
    private final Failures failures;
    private final Session session;
    private final Map<DeltaLog, Snapshot> pinned = new HashMap<>();

    Composer(Catalog catalog, Gate gate, Failures failures, Session session) {
        this.catalog = catalog;
        this.gate = gate;
        this.failures = failures;
        this.session = session;
    }

    /** Has what reads a table see a version of it; the other tables are read as they are when first mentioned. */
    public void pin(DeltaLog log, Snapshot version) {
        pinned.put(log, version);
    }

    /**
     * A SELECT as the engine runs it in the session. The sources of function tables are read now.
     *
     * @throws QueryException where the gate refuses it, or a table is unknown or cannot be read
     */
    public String query(String select) {
        Plan plan = LazyFrame.sql(select, catalog.runner()).plan();
        Resolved resolved = new Resolver(catalog, gate).resolve(plan);
        try {
            return new Compiler(catalog, session, true, pinned)
                    .compile(resolved)
                    .sql();
        } catch (EngineException e) {
            throw failures.of(e, resolved, Cancellation.none());
        }
    }

    /**
     * Expressions over the columns of relations that the caller brings along. The tables in their subqueries become
     * temporary views of the session.
     *
     * @return the same expressions as the engine reads them, in order
     * @throws QueryException where the gate refuses one, or a table is unknown or cannot be read
     */
    public List<String> expressions(List<String> expressions) {
        if (expressions.isEmpty()) {
            return List.of();
        }
        String text = expressions.stream()
                .map(expression -> "(" + expression + "\n)")
                .collect(Collectors.joining(", ", "SELECT ", ""));
        Select select = gate.check(text);
        List<String> items = gate.items(select);
        if (items.size() != expressions.size()) {
            throw new QueryException(
                    Kind.SYNTAX, "Cannot read the expressions " + String.join(", ", expressions) + ": one is several");
        }
        Resolved resolved = new Resolver(catalog, gate).resolve(select);
        try {
            new Compiler(catalog, session, true, pinned)
                    .relations(resolved)
                    .forEach((mention, sql) -> session.execute(
                            "CREATE OR REPLACE TEMP VIEW " + Sql.quote(mention.engineName()) + " AS " + sql));
        } catch (EngineException e) {
            throw failures.of(e, resolved, Cancellation.none());
        }
        return items;
    }
}
