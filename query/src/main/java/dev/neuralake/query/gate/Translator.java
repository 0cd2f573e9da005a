package dev.neuralake.query.gate;

import dev.neuralake.columnar.Engine;
import dev.neuralake.columnar.EngineException;
import dev.neuralake.columnar.Session;
import dev.neuralake.columnar.TextFunction;
import dev.neuralake.query.failure.QueryException;
import dev.neuralake.query.failure.QueryException.Kind;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/**
 * The engine's two ways between SQL and syntax trees in JSON. Preparing its statements costs more than running them,
 * so they are kept, as many as were ever needed at a time. Safe for use by many threads.
 */
final class Translator implements AutoCloseable {
    static final int TREE_BYTES_MAX = 16 << 20;

    private static final String PARSE = "SELECT CASE WHEN strlen(tree) > " + TREE_BYTES_MAX
            + " THEN '' ELSE tree END FROM (SELECT CAST(json_serialize_sql(?) AS VARCHAR) AS tree)";
    private static final String WRITE = "SELECT json_deserialize_sql(CAST(? AS JSON))";

    private record Desk(Session session, TextFunction parse, TextFunction write) implements AutoCloseable {
        static Desk open(Engine engine) {
            Session session = engine.session();
            try {
                return new Desk(session, session.textFunction(PARSE), session.textFunction(WRITE));
            } catch (RuntimeException e) {
                session.close();
                throw e;
            }
        }

        @Override
        public void close() {
            parse.close();
            write.close();
            session.close();
        }
    }

    private final Engine engine;
    private final Queue<Desk> idle = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;

    Translator(Engine engine) {
        this.engine = engine;
    }

    /** The trees of a text's statements, or what is wrong with it; empty where they are longer than the limit. */
    String parse(String sql) {
        return ask(desk -> desk.parse().apply(sql));
    }

    /** The text of a tree. */
    String write(String tree) {
        return ask(desk -> desk.write().apply(tree));
    }

    private String ask(Function<Desk, String> question) {
        Desk kept = idle.poll();
        Desk desk = kept == null ? Desk.open(engine) : kept;
        try {
            return question.apply(desk);
        } catch (EngineException e) {
            throw e.kind() == EngineException.Kind.OUT_OF_MEMORY
                    ? SyntaxTrees.tooLarge()
                    : new QueryException(Kind.INTERNAL, "Cannot parse the query: " + e.reason(), null, e);
        } finally {
            idle.add(desk);
            if (closed) {
                close();
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        for (Desk desk = idle.poll(); desk != null; desk = idle.poll()) {
            desk.close();
        }
    }
}
