package dev.neuralake.query;

import dev.neuralake.columnar.Session;
import dev.neuralake.query.failure.QueryException;
import dev.neuralake.query.failure.QueryException.Kind;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The way to stop one query, by hand or at a deadline. Give it to one query; stopping it before it began, or after it
 * ended, is no mistake. Safe for use by many threads.
 */
public final class Cancellation {
    private static final ScheduledExecutorService TIMER = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("neuralake-deadlines").factory());

    private final @Nullable Duration limit;
    private @Nullable Kind reason;
    private @Nullable Session session;
    private @Nullable Thread waiting;
    private @Nullable ScheduledFuture<?> timer;

    private Cancellation(@Nullable Duration limit) {
        this.limit = limit;
    }

    /** One that only {@link #cancel()} triggers. */
    public static Cancellation none() {
        return new Cancellation(null);
    }

    /** One that stops the query this long after it was given to it, waiting in the queue included. */
    public static Cancellation after(Duration limit) {
        return new Cancellation(limit);
    }

    /** Stops the query: whoever reads it gets a {@link QueryException} of kind CANCELLED within milliseconds. */
    public void cancel() {
        stop(Kind.CANCELLED);
    }

    private synchronized void stop(Kind kind) {
        if (reason != null) {
            return;
        }
        reason = kind;
        if (session != null) {
            session.cancel();
        }
        if (waiting != null) {
            waiting.interrupt();
        }
    }

    /** The clock starts. */
    synchronized void begin() {
        if (limit != null && timer == null) {
            timer = TIMER.schedule(() -> stop(Kind.TIMEOUT), limit.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /** What is stopped from now on. @throws QueryException where the query was stopped already */
    synchronized void attach(Session running) {
        requireGoingOn();
        session = running;
    }

    /** The query is over, and its session is another's. */
    synchronized void end() {
        session = null;
        if (timer != null) {
            timer.cancel(false);
        }
    }

    interface Waiting {
        void run() throws InterruptedException;
    }

    /** Waits for something so that stopping ends the wait. */
    void await(Waiting wait) {
        synchronized (this) {
            requireGoingOn();
            waiting = Thread.currentThread();
        }
        try {
            wait.run();
        } catch (InterruptedException e) {
            requireGoingOn();
            Thread.currentThread().interrupt();
            throw new QueryException(Kind.CANCELLED, "Cannot run the query: its thread was interrupted", null, e);
        } finally {
            release();
        }
    }

    private synchronized void release() {
        waiting = null;
        if (reason != null) {
            // The interrupt was meant for the wait, which may have ended just before it came.
            Thread.interrupted();
        }
    }

    synchronized void requireGoingOn() {
        if (reason != null) {
            throw failure(null);
        }
    }

    /** Why the query was stopped. */
    synchronized QueryException failure(@Nullable Throwable cause) {
        String message = reason == Kind.TIMEOUT
                ? "Cannot finish the query: it took longer than " + text() + " (ask for less, or for more time)"
                : "Cannot finish the query: it was cancelled";
        return new QueryException(reason == null ? Kind.CANCELLED : reason, message, null, cause);
    }

    private String text() {
        long millis = limit == null ? 0 : limit.toMillis();
        return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
    }
}
