package dev.neuralake.server;

import dev.neuralake.types.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Which endpoint answers which path and method. Built once, then only read. */
final class Routes {
    private final Map<String, Map<String, Endpoint>> routes = new LinkedHashMap<>();
    private final Endpoint otherwise;

    /** @param otherwise answers GET of every path that has no route */
    Routes(Endpoint otherwise) {
        this.otherwise = otherwise;
    }

    /** @param path parts between slashes, where {@code {name}} stands for any one part */
    Routes add(String method, String path, Endpoint endpoint) {
        routes.computeIfAbsent(path, key -> new LinkedHashMap<>()).put(method, endpoint);
        return this;
    }

    /** {@code GET /api/tables} and so on, in the order added. */
    List<String> list() {
        List<String> list = new ArrayList<>();
        routes.forEach((path, methods) -> methods.keySet().forEach(method -> list.add(method + " " + path)));
        return list;
    }

    /** @throws HttpError where there is no such route, or not for this method */
    Endpoint find(Exchange exchange) {
        for (Map.Entry<String, Map<String, Endpoint>> route : routes.entrySet()) {
            if (matches(route.getKey(), exchange.path())) {
                return method(route.getValue(), exchange);
            }
        }
        boolean api = !exchange.path().isEmpty() && exchange.path().getFirst().equals("api");
        if (api) {
            throw unknown(exchange);
        }
        return method(Map.of("GET", otherwise), exchange);
    }

    private static boolean matches(String pattern, List<String> path) {
        List<String> parts = List.of(pattern.substring(1).split("/"));
        if (parts.size() != path.size()) {
            return false;
        }
        for (int i = 0; i < parts.size(); i++) {
            if (!parts.get(i).startsWith("{") && !parts.get(i).equals(path.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static Endpoint method(Map<String, Endpoint> methods, Exchange exchange) {
        String method = exchange.isHead() ? "GET" : exchange.method();
        Endpoint endpoint = methods.get(method);
        if (endpoint != null) {
            return endpoint;
        }
        String allowed = allowed(methods);
        if (method.equals("OPTIONS")) {
            return options -> {
                options.header("Allow", allowed);
                options.sendNothing(204);
            };
        }
        throw new HttpError(
                        ErrorCode.METHOD_NOT_ALLOWED,
                        "Cannot " + method + " /" + String.join("/", exchange.path()) + ": it answers " + allowed)
                .header("Allow", allowed);
    }

    private static String allowed(Map<String, Endpoint> methods) {
        TreeSet<String> allowed = new TreeSet<>(methods.keySet());
        if (methods.containsKey("GET")) {
            allowed.add("HEAD");
        }
        allowed.add("OPTIONS");
        return String.join(", ", allowed);
    }

    private HttpError unknown(Exchange exchange) {
        String path = "/" + String.join("/", exchange.path());
        return new HttpError(
                        ErrorCode.UNKNOWN_ROUTE,
                        "Cannot find " + path + ": " + Nearest.among("routes", path, routes.keySet()))
                .hint("GET / lists the routes.");
    }
}
