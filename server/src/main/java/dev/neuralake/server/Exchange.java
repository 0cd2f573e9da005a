package dev.neuralake.server;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.regex.Pattern;

/** One request and its answer. Used by the thread that answers it. */
final class Exchange {
    private static final long LONGEST_DISCARDED = 4 << 20;
    private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

    private final ServerRequest request;
    private final ServerResponse response;
    private final Client client = Client.CURRENT.get();
    private final String id;
    private final long startNanos = System.nanoTime();
    private String rawPath = "/";
    private List<String> path = List.of();
    private QueryString query = new QueryString(List.of());
    private boolean begun;
    private String asked = "";

    Exchange(ServerRequest request, ServerResponse response) {
        this.request = request;
        this.response = response;
        String given = header("X-Request-Id");
        this.id =
                REQUEST_ID.matcher(given).matches() ? given : UUID.randomUUID().toString();
        response.header("X-Request-Id", id);
        response.header("X-Content-Type-Options", "nosniff");
    }

    /**
     * Reads the address.
     *
     * @throws HttpError where it cannot be decoded
     */
    void readAddress() {
        HttpPrologue prologue = request.prologue();
        String raw = prologue.uriPath().rawPath();
        if (raw.startsWith("http://") || raw.startsWith("https://")) {
            // The absolute form, which every server has to understand (RFC 9112, section 3.2.2).
            int slash = raw.indexOf('/', raw.indexOf("//") + 2);
            raw = slash < 0 ? "/" : raw.substring(slash);
        }
        rawPath = raw;
        List<String> segments = new ArrayList<>();
        for (String segment : raw.split("/")) {
            if (!segment.isEmpty()) {
                segments.add(QueryString.decode(segment));
            }
        }
        path = List.copyOf(segments);
        query = QueryString.parse(prologue.query().rawValue());
    }

    String method() {
        return request.prologue().method().text();
    }

    boolean isHead() {
        return method().equals("HEAD");
    }

    /** The decoded parts of the path between slashes, none of them empty. */
    List<String> path() {
        return path;
    }

    /** The path as it was sent. */
    String rawPath() {
        return rawPath;
    }

    boolean endsWithSlash() {
        return rawPath.endsWith("/");
    }

    QueryString query() {
        return query;
    }

    /** Notes what is asked for, as the audit log tells it. */
    void ask(String what) {
        asked = what;
    }

    String asked() {
        return asked;
    }

    String id() {
        return id;
    }

    Client client() {
        return client;
    }

    long startNanos() {
        return startNanos;
    }

    /** The header's value, several joined by commas; empty where there is none. */
    String header(String name) {
        var header = HeaderNames.create(name);
        return request.headers().contains(header)
                ? request.headers().get(header).values()
                : "";
    }

    /**
     * Reads away what is left of the request's body, so that the client gets to read its answer; one that is long or
     * not yet being sent ends the connection instead.
     */
    void discardBody() {
        if (request.content().consumed()) {
            return;
        }
        if (header("Expect").isEmpty()) {
            try (InputStream in = request.content().inputStream()) {
                in.skipNBytes(LONGEST_DISCARDED);
            } catch (EOFException e) {
                return;
            } catch (IOException | RuntimeException e) {
                // The connection is closed below.
            }
        }
        closeAfterwards();
    }

    /** The connection is closed once the answer is sent. */
    void closeAfterwards() {
        response.header(HeaderValues.CONNECTION_CLOSE);
    }

    static boolean asksToClose(Headers headers) {
        return headers.containsToken(HeaderValues.CONNECTION_CLOSE);
    }

    /** Whether part of the answer may have been sent. */
    boolean hasBegun() {
        return begun || response.isSent();
    }

    /** @throws HttpError where the body is larger than {@code most} bytes or breaks off */
    byte[] body(int most) {
        OptionalLong length = request.headers().contentLength();
        if (length.isPresent() && length.getAsLong() > most) {
            throw tooLarge(most);
        }
        byte[] body;
        try (InputStream in = request.content().inputStream()) {
            body = in.readNBytes(most + 1);
        } catch (IOException | RuntimeException e) {
            closeAfterwards();
            throw new HttpError(
                    ErrorCode.BAD_REQUEST, "Cannot read the request's body: it breaks off or is malformed", e);
        }
        if (body.length > most) {
            throw tooLarge(most);
        }
        return body;
    }

    private HttpError tooLarge(int most) {
        closeAfterwards();
        return new HttpError(ErrorCode.BODY_TOO_LARGE, "Cannot read the request's body: it is over " + most + " bytes");
    }

    void header(String name, String value) {
        response.header(name, value);
    }

    /** What is told behind the body; its name stands in the header {@code Trailer}. */
    void trailer(String name, String value) {
        response.trailers().set(HeaderNames.create(name), value);
    }

    /** Sends a whole answer; to HEAD without its body. */
    void send(int status, String contentType, byte[] body) {
        response.status(status);
        response.header("Content-Type", contentType);
        if (isHead()) {
            if (body.length > 0) {
                response.header("Content-Length", Integer.toString(body.length));
            }
            response.send();
        } else {
            response.send(body);
        }
    }

    void sendJson(Object document) {
        send(200, "application/json", Json.line(document));
    }

    void sendNothing(int status) {
        response.status(status);
        response.send();
    }

    /** The body of an answer of unknown length. */
    OutputStream stream(String contentType) {
        begun = true;
        response.header("Content-Type", contentType);
        return response.outputStream();
    }

    void send(HttpError error) {
        error.headers().forEach(response::header);
        response.header("Cache-Control", "no-store");
        send(error.code().status(), "application/json", error.body(id));
    }
}
