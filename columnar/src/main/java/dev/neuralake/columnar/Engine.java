package dev.neuralake.columnar;

import dev.neuralake.types.NeuralakeException;
import dev.neuralake.types.Sql;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.arrow.memory.BufferAllocator;
import org.duckdb.DuckDBConnection;

/**
 * One embedded DuckDB instance in memory: its worker threads, memory and caches are shared by all sessions. Dates and
 * times are UTC. Extensions are neither installed nor loaded.
 *
 * <p>Safe for use by many threads, each with its own session. Closing it ends the sessions that are still open.
 */
public final class Engine implements AutoCloseable {
    private final DuckDBConnection instance;
    private final BufferAllocator allocator;
    private final Set<Session> sessions = ConcurrentHashMap.newKeySet();
    private volatile boolean cancelled;

    private Engine(DuckDBConnection instance, BufferAllocator allocator) {
        this.instance = instance;
        this.allocator = allocator;
    }

    /**
     * Starts an engine.
     *
     * @throws NeuralakeException where the native library or a setting is not accepted
     */
    public static Engine open(EngineSettings settings) {
        DuckDBConnection instance;
        try {
            instance = DuckDBConnection.newConnection("jdbc:duckdb:", false, null, properties());
        } catch (SQLException | LinkageError e) {
            throw new NeuralakeException("Cannot start the engine: " + e.getMessage(), e);
        }
        try (Statement statement = instance.createStatement()) {
            for (String setting : statements(settings)) {
                statement.execute(setting);
            }
            BufferAllocator allocator = Allocators.root().newChildAllocator("engine", 0, Long.MAX_VALUE);
            return new Engine(instance, allocator);
        } catch (SQLException e) {
            closeQuietly(instance);
            throw new NeuralakeException("Cannot start the engine: " + e.getMessage(), e);
        }
    }

    private static Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("jdbc_stream_results", "true");
        properties.setProperty("autoinstall_known_extensions", "false");
        properties.setProperty("autoload_known_extensions", "false");
        properties.setProperty("allow_community_extensions", "false");
        return properties;
    }

    private static List<String> statements(EngineSettings settings) {
        List<String> statements = new ArrayList<>();
        statements.add("SET GLOBAL TimeZone = 'UTC'");
        statements.add("SET GLOBAL parquet_metadata_cache = true");
        statements.add("SET errors_as_json = true");
        if (settings.memoryLimitBytes() > 0) {
            statements.add("SET memory_limit = '" + kibibytes(settings.memoryLimitBytes()) + "'");
        }
        if (settings.threads() > 0) {
            statements.add("SET threads = " + settings.threads());
        }
        Path temp = settings.tempDirectory();
        statements.add("SET temp_directory = " + Sql.text(temp == null ? "" : temp.toString()));
        if (settings.tempLimitBytes() > 0) {
            statements.add("SET max_temp_directory_size = '" + kibibytes(settings.tempLimitBytes()) + "'");
        }
        if (!settings.allowedDirectories().isEmpty()) {
            statements.add(settings.allowedDirectories().stream()
                    .map(path -> Sql.text(path.toAbsolutePath().normalize() + "/"))
                    .collect(Collectors.joining(", ", "SET allowed_directories = [", "]")));
            statements.add("SET enable_external_access = false");
            statements.add("SET lock_configuration = true");
        }
        return statements;
    }

    private static String kibibytes(long bytes) {
        return Math.max(1, bytes / 1024) + "KiB";
    }

    /** A new session; opening one costs some ten microseconds, so keep none in reserve. */
    public Session session() {
        try {
            DuckDBConnection connection = instance.duplicate();
            Session session = new Session(
                    connection, allocator.newChildAllocator("session", 0, Long.MAX_VALUE), sessions::remove);
            sessions.add(session);
            if (cancelled) {
                session.cancel();
            }
            return session;
        } catch (SQLException e) {
            throw new NeuralakeException("Cannot open a session: the engine is closed (" + e.getMessage() + ")", e);
        }
    }

    /** How many sessions are open now. */
    public int openSessions() {
        return sessions.size();
    }

    /** Stops what all sessions run, for good: they and those opened later fail as {@link Session#cancel()} tells. */
    public void cancel() {
        cancelled = true;
        sessions.forEach(Session::cancel);
    }

    /** The parent of every session's Arrow memory; empty when all sessions are closed. */
    BufferAllocator allocator() {
        return allocator;
    }

    /** @throws IllegalStateException where Arrow memory of a session was not released */
    @Override
    public void close() {
        closeQuietly(instance);
        allocator.close();
    }

    private static void closeQuietly(DuckDBConnection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new NeuralakeException("Cannot stop the engine: " + e.getMessage(), e);
        }
    }
}
