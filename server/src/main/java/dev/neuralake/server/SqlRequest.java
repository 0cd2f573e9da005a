package dev.neuralake.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A query in SQL with the values of its parameters.
 *
 * @param positional what {@code ?}, or {@code $1}, {@code $2} …, stand for
 * @param named what {@code $name} stands for; empty where there are positional ones
 */
record SqlRequest(String sql, List<@Nullable Object> positional, Map<String, @Nullable Object> named) {
    private static final ObjectReader READER = Json.MAPPER
            .reader()
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    SqlRequest {
        positional = Collections.unmodifiableList(new ArrayList<>(positional));
        named = Collections.unmodifiableMap(new LinkedHashMap<>(named));
        if (sql.isBlank()) {
            throw new HttpError(ErrorCode.INVALID_SQL, "Cannot run the query: it is empty");
        }
    }

    static SqlRequest of(String sql) {
        return new SqlRequest(sql, List.of(), Map.of());
    }

    /**
     * Reads a body by its media type: SQL as plain text, or JSON with {@code sql} and {@code params}.
     *
     * @param contentType the header's value; empty where there is none, which is read as text. What {@code curl -d}
     *     says without being asked, {@code application/x-www-form-urlencoded}, is read as text too
     */
    static SqlRequest parse(byte[] body, String contentType) {
        String mediaType = contentType.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
        return switch (mediaType) {
            case "application/json" -> json(body);
            case "", "text/plain", "application/sql", "application/x-www-form-urlencoded" -> of(text(body));
            default ->
                throw new HttpError(
                                ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                                "Cannot read a query of type '" + mediaType + "': it is neither text nor JSON")
                        .hint("Send Content-Type: text/plain or application/json.");
        };
    }

    private static String text(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new HttpError(ErrorCode.BAD_REQUEST, "Cannot read the query: it is not UTF-8", e);
        }
    }

    private static SqlRequest json(byte[] body) {
        JsonNode request;
        try {
            request = READER.readTree(text(body));
        } catch (JsonProcessingException e) {
            throw new HttpError(
                    ErrorCode.BAD_REQUEST,
                    "Cannot read the query: its JSON is broken (" + e.getOriginalMessage() + ")",
                    e);
        }
        for (Map.Entry<String, JsonNode> property : request.properties()) {
            if (!property.getKey().equals("sql") && !property.getKey().equals("params")) {
                throw malformed("it has a property '" + property.getKey() + "'");
            }
        }
        if (!request.path("sql").isTextual()) {
            throw malformed("'sql' is not a text");
        }
        String sql = request.path("sql").textValue();
        JsonNode params = request.path("params");
        if (params.isObject()) {
            Map<String, @Nullable Object> named = new LinkedHashMap<>();
            params.properties().forEach(one -> named.put(one.getKey(), value(one.getValue())));
            return new SqlRequest(sql, List.of(), named);
        }
        if (params.isArray() || params.isMissingNode() || params.isNull()) {
            return new SqlRequest(sql, list(params), Map.of());
        }
        throw malformed("'params' is neither a list nor an object");
    }

    private static HttpError malformed(String reason) {
        return new HttpError(ErrorCode.BAD_REQUEST, "Cannot read the query: " + reason)
                .hint("Send {\"sql\": \"select …\", \"params\": […]}, where params may also be an object.");
    }

    private static List<@Nullable Object> list(JsonNode values) {
        List<@Nullable Object> list = new ArrayList<>();
        values.forEach(value -> list.add(value(value)));
        return list;
    }

    private static @Nullable Object value(JsonNode node) {
        return switch (node.getNodeType()) {
            case NULL -> null;
            case BOOLEAN -> node.booleanValue();
            case STRING -> node.textValue();
            case NUMBER -> number(node);
            case ARRAY -> list(node);
            default -> throw malformed("a parameter is an object, which stands for no value");
        };
    }

    private static Object number(JsonNode node) {
        boolean integer = node.isIntegralNumber() && node.canConvertToLong();
        return integer ? (Object) node.longValue() : node.decimalValue();
    }
}
