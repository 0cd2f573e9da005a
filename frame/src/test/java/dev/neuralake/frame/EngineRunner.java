package dev.neuralake.frame;

import dev.neuralake.columnar.Engine;
import dev.neuralake.columnar.EngineSettings;
import dev.neuralake.columnar.Result;
import dev.neuralake.columnar.Session;
import dev.neuralake.frame.sql.Dialect;
import dev.neuralake.frame.sql.PlanSql;
import dev.neuralake.frame.sql.Rendered;
import dev.neuralake.types.Schema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs plans directly on an engine, whose own tables are the tables. */
final class EngineRunner implements Runner, AutoCloseable {
    private final Engine engine = Engine.open(EngineSettings.defaults().withThreads(2));
    /** What ran so far, which is to be nothing while a frame is built. */
    final List<String> ran = new ArrayList<>();

    EngineRunner(String... statements) {
        try (Session session = engine.session()) {
            for (String statement : statements) {
                session.execute(statement);
            }
        }
    }

    LazyFrame table(String name) {
        return LazyFrame.table(name, this);
    }

    Engine engine() {
        return engine;
    }

    @Override
    public Schema schema(Plan plan) {
        Rendered rendered = PlanSql.render(plan, Dialect.DUCKDB);
        try (Session session = engine.session()) {
            return session.describe(rendered.sql(), rendered.values());
        }
    }

    @Override
    public Result run(Plan plan) {
        Rendered rendered = PlanSql.render(plan, Dialect.DUCKDB);
        ran.add(rendered.sql());
        return query(rendered.sql(), rendered.values());
    }

    private Result query(String sql, List<? extends @Nullable Object> values) {
        Session session = engine.session();
        try {
            return session.query(sql, values).owning(session);
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    @Override
    public String sql(Plan plan) {
        return PlanSql.render(plan, Dialect.DUCKDB).sql();
    }

    @Override
    public long write(Plan plan, String table, WriteMode mode) {
        Rendered rendered = PlanSql.render(plan, Dialect.DUCKDB);
        try (Session session = engine.session()) {
            session.execute((mode.equals(WriteMode.OVERWRITE) ? "CREATE OR REPLACE TABLE " : "CREATE TABLE ")
                    + Dialect.DUCKDB.identifier(table) + " AS " + rendered.sql());
            return Long.parseLong(session.json("SELECT count(*) FROM " + Dialect.DUCKDB.identifier(table)));
        }
    }

    /** The rows of a plan, in order. */
    List<List<@Nullable Object>> rows(LazyFrame frame) {
        try (Result result = run(frame.plan())) {
            return rows(result);
        }
    }

    /** The rows of a query that was written by hand. */
    List<List<@Nullable Object>> rows(String sql) {
        try (Result result = query(sql, List.of())) {
            return rows(result);
        }
    }

    private static List<List<@Nullable Object>> rows(Result result) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        result.rows().forEachRemaining(row -> rows.add(java.util.Arrays.asList(row)));
        return rows;
    }

    @Override
    public void close() {
        engine.close();
    }
}
