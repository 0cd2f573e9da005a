package dev.neuralake.delta;

import dev.neuralake.columnar.Session;
import org.jspecify.annotations.Nullable;

/** The session that an operation runs in: its caller's, which stays open, or one of its own. */
record SessionScope(Session session, boolean isOwn) implements AutoCloseable {

    static SessionScope of(@Nullable Session callers, TableFiles files) {
        return callers == null ? new SessionScope(files.engine().session(), true) : new SessionScope(callers, false);
    }

    @Override
    public void close() {
        if (isOwn) {
            session.close();
        }
    }
}
