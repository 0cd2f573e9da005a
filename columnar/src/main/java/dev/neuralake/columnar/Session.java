package dev.neuralake.columnar;

import dev.neuralake.columnar.EngineException.Kind;
import dev.neuralake.types.NeuralakeException;
import dev.neuralake.types.Schema;
import dev.neuralake.types.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.arrow.memory.BufferAllocator;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBPreparedStatement;
import org.jspecify.annotations.Nullable;

/**
 * One connection to an {@link Engine}: temporary tables and registered sources are its own and vanish when it closes.
 * For one thread at a time, except {@link #cancel()}. One {@link Result} may be open at a time.
 */
public final class Session implements AutoCloseable {
    private static final long CANCEL_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final DuckDBConnection connection;
    private final BufferAllocator allocator;
    private final Consumer<Session> onClose;
    private final List<GuardedReader> sources = new ArrayList<>();
    private volatile @Nullable Statement running;
    private volatile boolean cancelled;
    private @Nullable Result open;
    private boolean closed;

    Session(DuckDBConnection connection, BufferAllocator allocator, Consumer<Session> onClose) {
        this.connection = connection;
        this.allocator = allocator;
        this.onClose = onClose;
    }

    /**
     * Runs one or several statements whose results are of no interest.
     *
     * @throws EngineException where one fails; those before it stay done
     */
    public void execute(String sql) {
        requireIdle("run a statement");
        try (Statement statement = connection.createStatement()) {
            running(statement, () -> statement.execute(sql));
        } catch (SQLException e) {
            throw failure(e, "run the statement", sql, 0);
        }
    }

    /** {@link #query(String, List)} without parameters. */
    public Result query(String sql) {
        return query(sql, List.of());
    }

    /**
     * Starts a query and streams what it yields: batches are computed as they are read, in bounded memory. Columns of
     * types that only the engine has are cast, see {@link EngineTypes}; a column of a name that stands already is
     * renamed {@code name_1}.
     *
     * @param sql one statement that yields rows
     * @param parameters values of its {@code ?}, of the classes that {@link dev.neuralake.types.DataType} lists, and
     *     {@code BigInteger} and {@code UUID}; a struct cannot be one
     * @return owned by the caller, who closes it before the session runs anything else
     * @throws EngineException where the statement is wrong, or fails before its first row
     */
    public Result query(String sql, List<? extends @Nullable Object> parameters) {
        requireIdle("run a query");
        Query query = new Query(this, sql, parameters);
        Result result = query.start();
        open = result;
        return result;
    }

    /** The columns that a query yields, without running it; all nullable. */
    public Schema describe(String sql) {
        return describe(sql, List.of());
    }

    /** The same for a query with parameters, whose types depend on their values. */
    public Schema describe(String sql, List<? extends @Nullable Object> parameters) {
        return columns(sql, parameters).schema();
    }

    ResultColumns columns(String sql, List<? extends @Nullable Object> parameters) {
        requireIdle("describe a query");
        return new Query(this, sql, parameters).columns();
    }

    /**
     * The last column of a statement's first row as text: the plan of an {@code EXPLAIN}, the answer of {@code SELECT
     * json_serialize_sql(…)}.
     */
    public String json(String sql, @Nullable Object... parameters) {
        try (Result result = query(sql, Arrays.asList(parameters));
                ArrowRows rows = result.rows()) {
            if (!rows.hasNext()) {
                throw new NeuralakeException("Cannot read the answer of " + sql + ": it has no rows");
            }
            @Nullable Object[] row = rows.next();
            return String.valueOf(row[row.length - 1]);
        }
    }

    /** Prepares a statement that makes one text of another, its only parameter. The caller closes it before this. */
    public TextFunction textFunction(String sql) {
        return new TextFunction(this, connection, sql);
    }

    /**
     * Makes a source readable under a name, once: the engine pulls its batches while a query runs, and a second scan
     * fails. See {@link #materialize} for more than one.
     */
    public void register(String name, ArrowSource source) {
        requireIdle("register a source");
        offer(name, name, source);
    }

    private GuardedReader offer(String view, String name, ArrowSource source) {
        GuardedReader reader = new GuardedReader(view, name, source, allocator);
        sources.add(reader);
        try {
            connection.registerArrowStream(view, reader.export());
        } catch (RuntimeException e) {
            sources.remove(reader);
            reader.release();
            throw failure(e.getCause() instanceof SQLException cause ? cause : e, "read the rows of " + name, "", 0);
        }
        return reader;
    }

    /** Offers the registered sources anew, so that a query may read them once more. */
    void rewindSources() {
        List<GuardedReader> spent = List.copyOf(sources);
        sources.clear();
        spent.forEach(reader -> offer(reader.view(), reader.name(), reader.source()));
        spent.forEach(GuardedReader::release);
    }

    /**
     * Reads a source to its end into a temporary table, which may then be scanned any number of times; the engine keeps
     * it in its memory limit by spilling.
     */
    public void materialize(String name, ArrowSource source) {
        requireIdle("materialize a source");
        String view = "source of " + name;
        GuardedReader reader = offer(view, name, source);
        try {
            execute("CREATE TEMP TABLE " + Sql.quote(name) + " AS SELECT * FROM " + Sql.quote(view));
        } finally {
            sources.remove(reader);
            reader.release();
        }
        execute("DROP VIEW " + Sql.quote(view));
    }

    /**
     * Stops what the session runs, from any thread, within milliseconds; it and everything that the session is asked to
     * do later fail as {@link Kind#INTERRUPTED}.
     */
    public void cancel() {
        cancelled = true;
        Statement statement = running;
        if (statement != null) {
            interrupt(statement);
            Thread.startVirtualThread(() -> interruptUntilDone(statement));
        }
    }

    /** The engine forgets an interrupt that arrives just before it starts, so one may not be enough. */
    private void interruptUntilDone(Statement statement) {
        while (Objects.equals(running, statement)) {
            interrupt(statement);
            LockSupport.parkNanos(CANCEL_AGAIN_NANOS);
        }
    }

    private static void interrupt(Statement statement) {
        try {
            statement.cancel();
        } catch (SQLException e) {
            // The statement ended meanwhile, which is all that was wanted.
        }
    }

    /** Has the engine measure how far a statement is, for {@link #progress()}. */
    public void measureProgress() {
        execute("SET enable_progress_bar = true; SET enable_progress_bar_print = false");
    }

    /**
     * How far the running statement is, from 0 to 1, where that is measured and known. For any thread.
     *
     * @see #measureProgress()
     */
    public OptionalDouble progress() {
        try {
            double percent = running instanceof DuckDBPreparedStatement statement
                    ? statement.getQueryProgress().getPercentage()
                    : -1;
            return percent < 0 ? OptionalDouble.empty() : OptionalDouble.of(Math.min(1, percent / 100));
        } catch (SQLException ended) {
            return OptionalDouble.empty();
        }
    }

    BufferAllocator allocator() {
        return allocator;
    }

    DuckDBPreparedStatement prepare(String sql) throws SQLException {
        return connection.prepareStatement(sql).unwrap(DuckDBPreparedStatement.class);
    }

    Parameters parameters() {
        return new Parameters(connection);
    }

    interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    /** Reads the few rows that a statement such as {@code COPY} answers, as the engine types them. */
    void read(String sql, int offset, List<? extends @Nullable Object> parameters, String action, RowReader reader) {
        requireIdle(action);
        try (DuckDBPreparedStatement statement = prepare(sql)) {
            parameters().bind(statement, parameters);
            running(statement, () -> {
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        reader.read(rows);
                    }
                }
            });
        } catch (SQLException e) {
            throw failure(e, action, sql, offset);
        }
    }

    interface Action {
        void run() throws SQLException;
    }

    /** Runs what may take long so that {@link #cancel()} reaches it. */
    void running(Statement statement, Action action) throws SQLException {
        running = statement;
        try {
            requireNotCancelled();
            action.run();
        } finally {
            running = null;
        }
    }

    private void requireNotCancelled() {
        if (cancelled) {
            throw new EngineException(
                    Kind.INTERRUPTED, "run the query", "it was cancelled", -1, new CancellationException());
        }
    }

    private void requireIdle(String action) {
        if (closed) {
            throw new NeuralakeException("Cannot " + action + ": the session is closed");
        }
        if (open != null && !open.isClosed()) {
            throw new NeuralakeException(
                    "Cannot " + action + ": the previous result of the session is still open (close it first)");
        }
    }

    /** What to throw for a failure: the error of the source that caused it, or else the engine's. */
    EngineException failure(Throwable failure, String action, String sql, int offset) {
        if (cancelled) {
            return new EngineException(Kind.INTERRUPTED, action, "it was cancelled", -1, failure);
        }
        for (GuardedReader source : sources) {
            Throwable cause = source.takeFailure();
            if (cause != null) {
                String reason = "the rows of " + source.name() + " could not be read: " + cause.getMessage();
                return new EngineException(Kind.SOURCE, action, reason, -1, cause);
            }
        }
        return Failures.of(failure, action, sql, offset);
    }

    /**
     * Ends the session; a result that is still open is closed.
     *
     * @throws IllegalStateException where Arrow memory was not released
     */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            if (open != null) {
                open.close();
            }
            connection.close();
            sources.forEach(GuardedReader::release);
        } catch (SQLException e) {
            throw new NeuralakeException("Cannot close the session: " + e.getMessage(), e);
        } finally {
            onClose.accept(this);
            allocator.close();
        }
    }
}
