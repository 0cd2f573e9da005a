package dev.neuralake.columnar;

import dev.neuralake.columnar.EngineException.Kind;
import dev.neuralake.columnar.EngineTypeParser.Fit;
import java.io.IOException;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBPreparedStatement;
import org.duckdb.DuckDBResultSet;
import org.jspecify.annotations.Nullable;

/** One query of a session, from its text to its first batch. */
final class Query {
    /** Large enough that work per batch does not count, small enough to come soon and to hold wide rows. */
    private static final int BATCH_ROWS = 8192;

    /** How far to look for an error again: it lies before what the engine buffers ahead. */
    private static final int CHUNKS_BEFORE_ERROR = 4096;

    private static final String ACTION = "run the query";

    private final Session session;
    private final String sql;
    private final List<? extends @Nullable Object> parameters;

    Query(Session session, String sql, List<? extends @Nullable Object> parameters) {
        this.session = session;
        this.sql = sql;
        this.parameters = parameters;
    }

    /** The types of a query with parameters are known only when they have values, so that one is started. */
    ResultColumns columns() {
        if (!parameters.isEmpty()) {
            String none = "SELECT * FROM (" + ResultColumns.statement(sql) + "\n) LIMIT 0";
            try (DuckDBPreparedStatement statement = prepare(none, none.indexOf(sql));
                    DuckDBResultSet rows = execute(statement, none, none.indexOf(sql))) {
                return ResultColumns.of(rows.getMetaData());
            } catch (SQLException e) {
                throw session.failure(e, ACTION, none, none.indexOf(sql));
            }
        }
        try (DuckDBPreparedStatement statement = prepare(sql, 0)) {
            return ResultColumns.of(statement.getMetaData());
        } catch (SQLException e) {
            throw session.failure(e, ACTION, sql, 0);
        }
    }

    Result start() {
        try {
            if (!parameters.isEmpty()) {
                return startWithParameters();
            }
            DuckDBPreparedStatement statement = prepare(sql, 0);
            ResultColumns columns = columns(statement, statement.getMetaData());
            ResultColumns.Conformed conformed = columns.conform(sql, Fit.IN_ARROW);
            if (conformed.offset() > 0) {
                statement.close();
                statement = prepare(conformed.text(), conformed.offset());
            }
            return result(statement, execute(statement, conformed), columns, conformed);
        } catch (SQLException e) {
            throw session.failure(e, ACTION, sql, 0);
        }
    }

    private Result startWithParameters() throws SQLException {
        DuckDBPreparedStatement statement = prepare(sql, 0);
        DuckDBResultSet rows = execute(statement, sql, 0);
        ResultColumns columns = columns(statement, rows.getMetaData());
        ResultColumns.Conformed conformed = columns.conform(sql, Fit.IN_ARROW);
        if (conformed.offset() > 0) {
            rows.close();
            statement.close();
            statement = prepare(conformed.text(), conformed.offset());
            rows = execute(statement, conformed);
        }
        return result(statement, rows, columns, conformed);
    }

    private static ResultColumns columns(DuckDBPreparedStatement statement, ResultSetMetaData metadata)
            throws SQLException {
        try {
            return ResultColumns.of(metadata);
        } catch (SQLException | RuntimeException e) {
            closeQuietly(statement);
            throw e;
        }
    }

    private Result result(
            DuckDBPreparedStatement statement,
            DuckDBResultSet rows,
            ResultColumns columns,
            ResultColumns.Conformed conformed)
            throws SQLException {
        ArrowReader batches;
        try {
            batches = (ArrowReader) rows.arrowExportStream(session.allocator(), BATCH_ROWS);
        } catch (SQLException e) {
            closeQuietly(statement);
            throw explained(e, conformed.text(), conformed.offset());
        }
        Result.BatchReader reader = new Result.BatchReader(batches, session.allocator(), read -> {
            try {
                session.running(statement, () -> readBatch(read));
            } catch (SQLException e) {
                throw session.failure(e, ACTION, conformed.text(), conformed.offset());
            }
        });
        return new Result(columns.schema(), reader, statement);
    }

    private static void readBatch(Result.BatchReader.Read read) throws SQLException {
        try {
            read.run();
        } catch (IOException e) {
            throw new SQLException(e.getMessage(), e);
        }
    }

    private DuckDBPreparedStatement prepare(String text, int offset) {
        DuckDBPreparedStatement statement;
        try {
            statement = session.prepare(text);
        } catch (SQLException e) {
            throw session.failure(e, ACTION, text, offset);
        }
        try {
            session.parameters().bind(statement, parameters);
            return statement;
        } catch (SQLException | RuntimeException e) {
            closeQuietly(statement);
            throw e instanceof RuntimeException wrong ? wrong : session.failure(e, ACTION, text, offset);
        }
    }

    private static void closeQuietly(DuckDBPreparedStatement statement) {
        try {
            statement.close();
        } catch (SQLException e) {
            // The failure that led here is the one to report.
        }
    }

    private DuckDBResultSet execute(DuckDBPreparedStatement statement, ResultColumns.Conformed conformed)
            throws SQLException {
        return execute(statement, conformed.text(), conformed.offset());
    }

    private DuckDBResultSet execute(DuckDBPreparedStatement statement, String text, int offset) throws SQLException {
        DuckDBResultSet[] rows = new DuckDBResultSet[1];
        try {
            session.running(statement, () -> rows[0] = (DuckDBResultSet) statement.executeQuery());
            return rows[0];
        } catch (SQLException e) {
            closeQuietly(statement);
            throw explained(e, text, offset);
        }
    }

    /**
     * The driver loses the message of a streamed query that fails before its first batch. Its chunked interface keeps
     * it, so the query is run up to its failure once more.
     */
    private EngineException explained(SQLException failure, String text, int offset) {
        EngineException known = session.failure(failure, ACTION, text, offset);
        if (!Failures.isLost(failure) || known.kind() != Kind.OTHER) {
            return known;
        }
        session.rewindSources();
        try (DuckDBPreparedStatement statement = prepare(text, offset)) {
            session.running(statement, () -> readChunks(statement));
        } catch (SQLException e) {
            return session.failure(e, ACTION, text, offset);
        }
        return new EngineException(Kind.OTHER, ACTION, "it failed, and not when it was tried again", -1, failure);
    }

    private static void readChunks(DuckDBPreparedStatement statement) throws SQLException {
        try (DuckDBChunkedResult chunks = statement.query()) {
            for (int i = 0; i < CHUNKS_BEFORE_ERROR && chunks.nextChunk(); i++) {
                // Only the failure is of interest.
            }
        }
    }
}
