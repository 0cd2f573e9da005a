package dev.neuralake.query;

import dev.neuralake.catalog.Catalog;
import dev.neuralake.catalog.StoredTable;
import dev.neuralake.columnar.Engine;
import dev.neuralake.columnar.EngineException;
import dev.neuralake.columnar.EngineSettings;
import dev.neuralake.columnar.Result;
import dev.neuralake.columnar.Session;
import dev.neuralake.delta.Attempts;
import dev.neuralake.delta.Commit;
import dev.neuralake.delta.DeltaLog;
import dev.neuralake.delta.Rows;
import dev.neuralake.delta.Snapshot;
import dev.neuralake.delta.WriteOptions;
import dev.neuralake.frame.Plan;
import dev.neuralake.frame.Runner;
import dev.neuralake.frame.Source;
import dev.neuralake.frame.WriteMode;
import dev.neuralake.frame.sql.Dialect;
import dev.neuralake.frame.sql.PlanSql;
import dev.neuralake.query.failure.QueryException;
import dev.neuralake.query.gate.Gate;
import dev.neuralake.types.Schema;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs the queries of one catalog. A query passes the gate, its tables are found and pinned, files that cannot matter
 * are left out, and its rows stream out of the engine. {@code docs/explanation/how-a-query-runs.md} tells the way.
 *
 * <p>Failures are {@link QueryException}s. Safe for use by many threads; the catalog owns and closes it.
 */
public final class QueryRunner implements Runner, AutoCloseable {
    private static final long PARSER_MEMORY_BYTES = 256L << 20;

    private final Catalog catalog;
    private final Engine parser;
    private final Gate gate;
    private final Failures failures;
    private final Admission admission;

    QueryRunner(Catalog catalog) {
        this.catalog = catalog;
        // What stands in a query is parsed where there is nothing to find: no table, no file.
        this.parser = Engine.open(EngineSettings.defaults()
                .withThreads(1)
                .withMemoryLimitBytes(PARSER_MEMORY_BYTES)
                .withAllowedDirectories(List.of(Path.of("/nowhere"))));
        this.gate = new Gate(parser);
        this.failures = new Failures(catalog, gate);
        this.admission = new Admission(Math.max(2, Runtime.getRuntime().availableProcessors()));
    }

    /** The runner of a catalog, for what frames do not need: deadlines, and what a query read. */
    public static QueryRunner of(Catalog catalog) {
        return (QueryRunner) catalog.runner();
    }

    @Override
    public Schema schema(Plan plan) {
        if (plan instanceof Plan.Scan(Source.Table table, var _)
                && table.time() instanceof dev.neuralake.frame.TimeTravel.Latest) {
            return catalog.entry(table.name()).schema();
        }
        try (Session session = catalog.engine().session()) {
            Compiled query = new Compiler(catalog, session).describe(Statement.of(plan, gate));
            try {
                return session.describe(query.sql(), query.values());
            } catch (EngineException e) {
                throw failures.of(e, query, Cancellation.none());
            }
        }
    }

    @Override
    public Result run(Plan plan) {
        return run(plan, Cancellation.none()).result();
    }

    /**
     * Runs a plan.
     *
     * @param cancellation stops it, while it waits or while its rows are read
     */
    public Answer run(Plan plan, Cancellation cancellation) {
        cancellation.begin();
        Runnable leave = admission.enter(cancellation);
        Session session = catalog.engine().session();
        try {
            Answer answer = start(plan, session, cancellation);
            answer.result()
                    .owning(session)
                    .owning(cancellation::end)
                    .owning(leave::run)
                    .whenRead(leave);
            return answer;
        } catch (RuntimeException | Error e) {
            cancellation.end();
            session.close();
            leave.run();
            throw e;
        }
    }

    private Answer start(Plan plan, Session session, Cancellation cancellation) {
        cancellation.attach(session);
        Compiled query = compile(plan, session, cancellation);
        try {
            Result result = session.query(query.sql(), query.values());
            return new Answer(result.failingAs(e -> failures.of(e, query, cancellation)), query.reads());
        } catch (EngineException e) {
            throw failures.of(e, query, cancellation);
        }
    }

    /** Tells how a plan would run. Files are chosen and the engine plans, but it reads no rows of stored tables. */
    public Explanation explain(Plan plan) {
        Cancellation none = Cancellation.none();
        try (Session session = catalog.engine().session()) {
            Compiled query = compile(plan, session, none);
            try {
                String text =
                        session.json("EXPLAIN " + query.sql(), query.values().toArray());
                return new Explanation(query.reads(), text);
            } catch (EngineException e) {
                throw failures.of(e, query, none);
            }
        }
    }

    /** Finds the plan's tables and reads those that may be read more than once. */
    private Compiled compile(Plan plan, Session session, Cancellation cancellation) {
        return compile(plan, new Compiler(catalog, session), cancellation);
    }

    private Compiled compile(Plan plan, Compiler compiler, Cancellation cancellation) {
        Resolved resolved = new Resolver(catalog, gate).resolve(plan);
        try {
            return compiler.compile(resolved);
        } catch (EngineException e) {
            throw failures.of(e, resolved, cancellation);
        }
    }

    @Override
    public String sql(Plan plan) {
        return PlanSql.render(plan, Dialect.DUCKDB).sql();
    }

    @Override
    public long write(Plan plan, String table, WriteMode mode) {
        StoredTable stored = catalog.delta(table);
        Cancellation none = Cancellation.none();
        Runnable leave = admission.enter(none);
        try {
            stored.create();
            return Attempts.usual().run(() -> write(plan, stored, mode, none));
        } finally {
            leave.run();
        }
    }

    /** The rows of the table itself are those of the version that is written on. */
    private long write(Plan plan, StoredTable stored, WriteMode mode, Cancellation cancellation) {
        DeltaLog log = stored.log().once();
        try (Session session = catalog.engine().session()) {
            Map<DeltaLog, Snapshot> pinned = new HashMap<>(Map.of(stored.log(), log.snapshot()));
            Compiled query = compile(plan, new Compiler(catalog, session, false, pinned), cancellation);
            try {
                return written(log, session, query, mode).metric("numOutputRows");
            } catch (EngineException e) {
                throw failures.of(e, query, cancellation);
            }
        }
    }

    private static Commit written(DeltaLog log, Session session, Compiled query, WriteMode mode) {
        Rows rows = new Rows.Select(session, query.sql(), query.values());
        WriteOptions options = mode.mergesSchema() ? WriteOptions.defaults().mergingSchema() : WriteOptions.defaults();
        return switch (mode.replaced()) {
            case WriteMode.Replaced.Nothing _ -> log.append(rows, options);
            case WriteMode.Replaced.Everything _ -> log.overwrite(rows, options);
            case WriteMode.Replaced.Where(var condition) -> log.replaceWhere(condition, rows, options);
            case WriteMode.Replaced.Using(var columns) -> log.replaceUsing(columns, rows, options);
        };
    }

    /** Makes queries part of what a session of the catalog's engine runs. */
    public Composer composer(Session session) {
        return new Composer(catalog, gate, failures, session);
    }

    @Override
    public void close() {
        gate.close();
        parser.close();
    }
}
