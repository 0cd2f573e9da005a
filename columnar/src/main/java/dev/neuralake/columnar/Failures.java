package dev.neuralake.columnar;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.neuralake.columnar.EngineException.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Turns what the driver throws into an {@link EngineException}; the engine reports its errors as JSON. */
final class Failures {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What the driver says when a streamed query failed early and it lost the engine's message. */
    private static final String LOST = "Invalid result set";

    private Failures() {}

    static boolean isLost(Throwable failure) {
        return failure.getMessage() != null && failure.getMessage().endsWith(LOST);
    }

    /**
     * @param action what was attempted: {@code "run the query"}
     * @param sql the text that the engine was given, to which its positions refer
     * @param offset how many characters of it precede the text that the caller wrote
     */
    static EngineException of(Throwable failure, String action, String sql, int offset) {
        String message = String.valueOf(failure.getMessage());
        JsonNode report = report(message);
        if (report == null) {
            return new EngineException(kind("", message), action, oneLine(message), -1, failure);
        }
        String reason = oneLine(report.path("exception_message").asText());
        int position = Math.max(-1, position(sql, report.path("position").asInt(-1)) - offset);
        Kind kind = kind(report.path("exception_type").asText(), reason);
        return new EngineException(kind, action, reason + place(sql.substring(offset), position), position, failure);
    }

    private static @Nullable JsonNode report(String message) {
        int start = message.indexOf("{\"exception_type\"");
        int end = message.lastIndexOf('}');
        // Arrow's C interface wraps the report in braces of its own.
        while (start >= 0 && end > start) {
            try {
                JsonNode report = JSON.readTree(message.substring(start, end + 1));
                // A write that goes on in the background wraps the report of its own failure in another.
                JsonNode inner = report(report.path("exception_message").asText());
                return inner == null ? report : inner;
            } catch (JsonProcessingException e) {
                end = message.lastIndexOf('}', end - 1);
            }
        }
        return null;
    }

    private static Kind kind(String type, String reason) {
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "parser", "syntax" -> Kind.SYNTAX;
            case "catalog" -> Kind.CATALOG;
            case "binder", "parameter not resolved", "parameter not allowed" -> Kind.BINDING;
            case "conversion", "out of range", "mismatch type", "decimal", "divide by zero" -> Kind.CONVERSION;
            case "permission" -> Kind.PERMISSION;
            case "interrupt" -> Kind.INTERRUPTED;
            case "out of memory" ->
                reason.contains("max_temp_directory_size") || reason.contains("No space left")
                        ? Kind.OUT_OF_DISK
                        : Kind.OUT_OF_MEMORY;
            case "io", "http" -> reason.contains("No space left") ? Kind.OUT_OF_DISK : Kind.IO;
            default -> reason.contains("INTERRUPT") ? Kind.INTERRUPTED : Kind.OTHER;
        };
    }

    /** The engine counts bytes of UTF-8; people count characters. */
    private static int position(String sql, int bytes) {
        byte[] utf8 = sql.getBytes(StandardCharsets.UTF_8);
        return bytes < 0 || bytes > utf8.length ? -1 : new String(utf8, 0, bytes, StandardCharsets.UTF_8).length();
    }

    private static String place(String sql, int position) {
        if (position < 0 || position > sql.length()) {
            return "";
        }
        String before = sql.substring(0, position);
        long line = before.chars().filter(c -> c == '\n').count() + 1;
        int column = position - before.lastIndexOf('\n');
        return " (line " + line + ", column " + column + ")";
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\n\\s*", " ");
    }
}
