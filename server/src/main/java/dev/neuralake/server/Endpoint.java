package dev.neuralake.server;

import java.io.IOException;

/** Answers the requests of one route. */
@FunctionalInterface
interface Endpoint {
    /**
     * @throws HttpError to answer with that error
     * @throws IOException where the client is gone
     */
    void answer(Exchange exchange) throws IOException;
}
