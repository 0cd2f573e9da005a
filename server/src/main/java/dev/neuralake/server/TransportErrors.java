package dev.neuralake.server;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;
import org.jspecify.annotations.Nullable;

/** Gives the errors that the HTTP library finds by itself, before any route is asked, the shape of all errors. */
final class TransportErrors implements DirectHandler {

    static DirectHandlers handlers() {
        DirectHandlers.Builder handlers = DirectHandlers.builder();
        for (EventType type : EventType.values()) {
            handlers.addHandler(type, new TransportErrors());
        }
        return handlers.build();
    }

    @Override
    public TransportResponse handle(
            TransportRequest request,
            EventType type,
            Status status,
            ServerResponseHeaders headers,
            @Nullable String message) {
        HttpError error = error(status.code(), message);
        return TransportResponse.builder()
                .status(Status.create(error.code().status()))
                .headers(headers)
                .header(HeaderNames.CONTENT_TYPE, "application/json")
                .keepAlive(false)
                .entity(error.body(null))
                .build();
    }

    private static HttpError error(int status, @Nullable String message) {
        return switch (status) {
            // Routes answer for their own failures, so what fails here is the reading of the request.
            case 400, 500 -> badRequest(message);
            case 413 -> new HttpError(ErrorCode.BODY_TOO_LARGE, "Cannot read the request's body: it is too large");
            case 414 ->
                new HttpError(ErrorCode.ADDRESS_TOO_LONG, "Cannot read the request: its address is too long")
                        .hint("Send long SQL by POST /api/sql.");
            case 431 ->
                new HttpError(ErrorCode.HEADERS_TOO_LARGE, "Cannot read the request: its headers are too large");
            case 501 ->
                new HttpError(
                        ErrorCode.NOT_IMPLEMENTED,
                        "Cannot read the request's body: chunked is the one transfer encoding that is understood");
            case 503 -> new HttpError(ErrorCode.OVERLOADED, "Cannot answer now: too many requests are under way");
            case 505 ->
                new HttpError(ErrorCode.HTTP_VERSION_NOT_SUPPORTED, "Cannot read the request: it is not of HTTP/1.1");
            default -> new HttpError(ErrorCode.INTERNAL, "Cannot answer: the server failed");
        };
    }

    private static HttpError badRequest(@Nullable String message) {
        boolean tellsMore = message != null && !message.contains("see server log") && !message.equals("Internal error");
        return new HttpError(
                ErrorCode.BAD_REQUEST,
                "Cannot read the request: " + (tellsMore ? message : "it is not well-formed HTTP/1.1"));
    }
}
