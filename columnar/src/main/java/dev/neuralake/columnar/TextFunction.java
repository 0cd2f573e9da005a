package dev.neuralake.columnar;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.duckdb.DuckDBConnection;

/**
 * A statement that makes one text of another, prepared once to be asked often: a question costs the engine's work and
 * little else. Of one session, which outlives it; for one thread at a time.
 */
public final class TextFunction implements AutoCloseable {
    private final Session session;
    private final String sql;
    private final PreparedStatement statement;

    TextFunction(Session session, DuckDBConnection connection, String sql) {
        this.session = session;
        this.sql = sql;
        try {
            this.statement = connection.prepareStatement(sql);
        } catch (SQLException e) {
            throw session.failure(e, "prepare the statement", sql, 0);
        }
    }

    /** The first column of the first row, which is a text. @throws EngineException where the engine cannot tell */
    public String apply(String text) {
        try {
            statement.setString(1, text);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        } catch (SQLException e) {
            throw session.failure(e, "run the statement", sql, 0);
        }
    }

    @Override
    public void close() {
        try {
            statement.close();
        } catch (SQLException e) {
            throw session.failure(e, "close the statement", sql, 0);
        }
    }
}
