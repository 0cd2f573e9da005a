package dev.neuralake.server;

import io.helidon.webserver.CloseConnectionException;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Threads of the operating system's for what calls into the engine. A virtual thread in native code keeps its carrier,
 * of which there are as many as cores, so two long queries would leave nobody to answer anything.
 */
final class Workers implements AutoCloseable {
    private final ExecutorService threads = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("neuralake-http-query-", 1).factory());
    private final Semaphore places;

    /** @param most how many requests may be at work or waiting for the engine; more are refused */
    Workers(int most) {
        this.places = new Semaphore(most);
    }

    /** The endpoint, answering on a thread of these while the caller waits. */
    Endpoint wrap(Endpoint endpoint) {
        return exchange -> {
            if (!places.tryAcquire()) {
                throw new HttpError(ErrorCode.OVERLOADED, "Cannot answer now: too many queries are under way")
                        .header("Retry-After", "1")
                        .hint("Try again in a second.");
            }
            try {
                answer(endpoint, exchange);
            } finally {
                places.release();
            }
        };
    }

    private void answer(Endpoint endpoint, Exchange exchange) throws IOException {
        Future<?> answer = threads.submit(() -> {
            endpoint.answer(exchange);
            return null;
        });
        try {
            answer.get();
        } catch (InterruptedException e) {
            answer.cancel(true);
            throw new CloseConnectionException("The server is stopping", e);
        } catch (ExecutionException e) {
            rethrow(e.getCause());
        }
    }

    private static void rethrow(@Nullable Throwable failure) throws IOException {
        switch (failure) {
            case IOException io -> throw io;
            case RuntimeException unchecked -> throw unchecked;
            case Error error -> throw error;
            case null, default -> throw new IllegalStateException(failure);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
