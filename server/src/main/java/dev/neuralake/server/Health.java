package dev.neuralake.server;

import dev.neuralake.catalog.Catalog;
import java.util.Map;

/** Whether queries are answered: not before the first one was, and no longer once the server stops. */
final class Health implements Endpoint {
    private static final System.Logger LOG = System.getLogger(Health.class.getName());

    private enum State {
        STARTING,
        ANSWERING,
        STOPPING
    }

    private volatile State state = State.STARTING;

    /** Starts the engine, which takes a while, by asking it something. */
    void warmUp(Catalog catalog) {
        try {
            catalog.sql("select 1 as one").schema();
            if (state == State.STARTING) {
                state = State.ANSWERING;
            }
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "The first query failed, so the server reports itself as not ready", e);
        }
    }

    void stopping() {
        state = State.STOPPING;
    }

    /** @throws HttpError where the server takes no more requests */
    void requireOpen() {
        if (state == State.STOPPING) {
            throw new HttpError(ErrorCode.UNAVAILABLE, "Cannot answer: the server is stopping")
                    .header("Connection", "close");
        }
    }

    @Override
    public void answer(Exchange exchange) {
        requireOpen();
        exchange.header("Cache-Control", "no-store");
        if (state == State.STARTING) {
            throw new HttpError(ErrorCode.UNAVAILABLE, "Cannot answer yet: the server is starting")
                    .header("Retry-After", "1");
        }
        exchange.sendJson(Map.of("ok", true));
    }
}
