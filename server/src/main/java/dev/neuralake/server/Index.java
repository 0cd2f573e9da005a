package dev.neuralake.server;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What stands at {@code /} where there is no site: the routes. Every other path is unknown. */
final class Index implements Endpoint {
    private final Supplier<List<String>> routes;

    Index(Supplier<List<String>> routes) {
        this.routes = routes;
    }

    @Override
    public void answer(Exchange exchange) {
        if (!exchange.path().isEmpty()) {
            throw new HttpError(
                            ErrorCode.UNKNOWN_ROUTE,
                            "Cannot find /" + String.join("/", exchange.path()) + ": there is no such route")
                    .hint("GET / lists the routes.");
        }
        Map<String, Object> index = new LinkedHashMap<>();
        index.put("name", "neuralake");
        index.put("routes", routes.get());
        exchange.sendJson(index);
    }
}
