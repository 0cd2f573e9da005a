package dev.neuralake.interop;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.neuralake.types.DataType;
import dev.neuralake.types.DataType.ArrayType;
import dev.neuralake.types.DataType.MapType;
import dev.neuralake.types.DataType.Primitive;
import dev.neuralake.types.DataType.StructType;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rows as texts that are equal where the rows are, whichever engine read them: JSON as Spark's {@code to_json} writes
 * it, fields and keys in the order of their names, numbers without superfluous zeros.
 */
final class RowText {
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS");

    private RowText() {}

    /** What another engine read. */
    static String of(JsonNode value) {
        if (value.isObject()) {
            Map<String, String> members = new TreeMap<>();
            value.properties().forEach(member -> members.put(member.getKey(), of(member.getValue())));
            return object(members);
        }
        if (value.isArray()) {
            List<String> elements = new ArrayList<>();
            value.forEach(element -> elements.add(of(element)));
            return elements.toString();
        }
        return value.isNumber() ? number(value.decimalValue()) : value.toString();
    }

    /** What we read: a value of a column type. */
    static String of(DataType type, @Nullable Object value) {
        if (value == null) {
            return "null";
        }
        return switch (type) {
            case DataType.Decimal _ -> number((BigDecimal) value);
            case Primitive primitive -> primitive(primitive, value);
            case ArrayType array ->
                ((List<?>) value)
                        .stream()
                                .map(element -> of(array.element(), element))
                                .toList()
                                .toString();
            case MapType map -> map(map, (Map<?, ?>) value);
            case StructType struct -> struct(struct, (Object[]) value);
        };
    }

    private static String primitive(Primitive type, Object value) {
        return switch (type) {
            case BOOLEAN -> value.toString();
            case VARIANT -> json(value.toString());
            case BYTE, SHORT, INT, LONG, FLOAT, DOUBLE ->
                Double.isFinite(((Number) value).doubleValue())
                        ? number(new BigDecimal(value.toString()))
                        : text(value.toString());
            case STRING, DATE -> text(value.toString());
            case BINARY -> text(Base64.getEncoder().encodeToString((byte[]) value));
            case TIMESTAMP -> text(LOCAL.format(((Instant) value).atOffset(ZoneOffset.UTC)) + "Z");
            case TIMESTAMP_NTZ -> text(LOCAL.format((LocalDateTime) value));
        };
    }

    private static String json(String text) {
        try {
            return of(JsonLines.MAPPER.readTree(text));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String map(MapType type, Map<?, ?> entries) {
        Map<String, String> members = new TreeMap<>();
        entries.forEach((key, value) -> members.put(String.valueOf(key), of(type.value(), value)));
        return object(members);
    }

    private static String struct(StructType type, Object[] values) {
        Map<String, String> members = new TreeMap<>();
        for (int i = 0; i < values.length; i++) {
            members.put(type.fields().get(i).name(), of(type.fields().get(i).type(), values[i]));
        }
        return object(members);
    }

    private static String object(Map<String, String> members) {
        return members.entrySet().stream()
                .map(member -> text(member.getKey()) + ": " + member.getValue())
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String number(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    private static String text(String text) {
        return TextNode.valueOf(text).toString();
    }
}
