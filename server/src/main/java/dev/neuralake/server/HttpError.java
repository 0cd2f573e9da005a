package dev.neuralake.server;

import dev.neuralake.types.NeuralakeException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An answer that is an error: what a client is told, in the one shape that every error has. */
final class HttpError extends NeuralakeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final transient Map<String, String> headers = new LinkedHashMap<>();
    private @Nullable String hint;
    private @Nullable Integer position;

    HttpError(ErrorCode code, String message) {
        super(message);
        this.code = code;
    }

    HttpError(ErrorCode code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** What to do next, in a sentence. */
    HttpError hint(@Nullable String text) {
        hint = text;
        return this;
    }

    /** Where in the SQL the fault is: the number of characters before it. */
    HttpError position(@Nullable Integer characters) {
        position = characters;
        return this;
    }

    /** A header that the status asks for, such as {@code Allow}. */
    HttpError header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    ErrorCode code() {
        return code;
    }

    Map<String, String> headers() {
        return headers;
    }

    /** The body: {@code {"ok":false,"error":{…}}} and a line end. */
    byte[] body(@Nullable String requestId) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("code", code.text());
        error.put("message", String.valueOf(getMessage()));
        error.put("status", code.status());
        if (hint != null) {
            error.put("hint", hint);
        }
        if (position != null) {
            error.put("position", position);
        }
        if (requestId != null) {
            error.put("requestId", requestId);
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("ok", false);
        body.put("error", error);
        return Json.line(body);
    }
}
