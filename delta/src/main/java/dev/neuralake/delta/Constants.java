package dev.neuralake.delta;

import com.fasterxml.jackson.databind.JsonNode;
import dev.neuralake.types.DataType;
import dev.neuralake.types.DataType.Decimal;
import dev.neuralake.types.DataType.Primitive;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads values of a statement as a column's type has them, where comparing them in Java decides as the engine's
 * comparison does, whose conversions between types are not always exact.
 */
final class Constants {
    private static final Object NOT_UNDERSTOOD = new Object();
    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d*)?([eE][+-]?\\d+)?");
    private static final Set<String> WHOLE_TYPES = Set.of("TINYINT", "SMALLINT", "INTEGER", "BIGINT");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
    private static final Pattern TIME =
            Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)[ T](\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,6})?)?)(Z|\\+00(:00)?)?");
    private static final BigDecimal EXACT_IN_DOUBLE = BigDecimal.valueOf(1L << 53);
    private static final int EXACT_DIGITS_IN_DOUBLE = 15;
    private static final int DECIMAL_DIGITS_MAX = 38;

    private final Function<String, @Nullable Object> parameter;

    Constants(Function<String, @Nullable Object> parameter) {
        this.parameter = parameter;
    }

    /** A value as one of the type, empty inside for NULL; empty where it is none, or where nothing sure can be said. */
    Optional<Optional<Object>> value(JsonNode node, DataType type) {
        return switch (node.path("class").asText()) {
            case "PARAMETER" ->
                fitOrNull(parameter.apply(node.path("identifier").asText()), type);
            case "CONSTANT" -> fitOrNull(literal(node.path("literal")), type);
            case "CAST" -> cast(node).flatMap(value -> fitOrNull(value, type));
            default -> Optional.empty();
        };
    }

    private static Optional<Optional<Object>> fitOrNull(@Nullable Object value, DataType type) {
        return value == null ? Optional.of(Optional.empty()) : fit(value, type).map(Optional::of);
    }

    private static Object literal(JsonNode literal) {
        String text = literal.path("text").asText();
        return switch (literal.path("kind").asText()) {
            case "INTEGER" -> new BigInteger(text);
            case "NUMERIC" ->
                text.toLowerCase(Locale.ROOT).contains("e") ? (Object) Double.valueOf(text) : new BigDecimal(text);
            case "STRING" -> text;
            case "BOOLEAN" -> Boolean.valueOf(text);
            default -> NOT_UNDERSTOOD;
        };
    }

    /** {@code DATE '2026-01-01'}, {@code CAST(5 AS BIGINT)} and their like. */
    private static Optional<Object> cast(JsonNode node) {
        JsonNode literal = node.path("child").path("literal");
        String text = literal.path("text").asText();
        String type = node.path("type_expr").path("type_name").asText().toUpperCase(Locale.ROOT);
        return switch (literal.path("kind").asText()) {
            case "STRING" -> text(text, type);
            case "INTEGER" -> WHOLE_TYPES.contains(type) ? Optional.of(new BigInteger(text)) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<Object> text(String text, String type) {
        return switch (type) {
            case "DATE" -> date(text).map(date -> date);
            case "TIMESTAMP", "DATETIME" -> time(text).map(time -> time);
            case "TIMESTAMPTZ", "TIMESTAMP WITH TIME ZONE" -> time(text).map(time -> time.toInstant(ZoneOffset.UTC));
            case "VARCHAR" -> Optional.of(text);
            case "DOUBLE" -> NUMBER.matcher(text).matches() ? Optional.of(Double.valueOf(text)) : Optional.empty();
            case "FLOAT" -> NUMBER.matcher(text).matches() ? Optional.of(Float.valueOf(text)) : Optional.empty();
            case "DECIMAL" -> WHOLE.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
            default ->
                WHOLE_TYPES.contains(type) && WHOLE.matcher(text).matches()
                        ? Optional.of(new BigInteger(text))
                        : Optional.empty();
        };
    }

    private static Optional<Object> fit(Object value, DataType type) {
        return switch (type) {
            case Decimal(int precision, int scale) -> decimal(value, precision, scale);
            case Primitive primitive ->
                switch (primitive) {
                    case BYTE, SHORT, INT, LONG -> whole(value);
                    case FLOAT ->
                        number(value)
                                .filter(number -> (double) (float) (double) number == number)
                                .map(d -> d);
                    case DOUBLE -> number(value).map(d -> d);
                    case BOOLEAN -> Optional.of(value).filter(Boolean.class::isInstance);
                    case STRING -> Optional.of(value).filter(String.class::isInstance);
                    case DATE ->
                        value instanceof String text
                                ? date(text).map(d -> d)
                                : Optional.of(value).filter(LocalDate.class::isInstance);
                    case TIMESTAMP -> moment(value).map(time -> time.toInstant(ZoneOffset.UTC));
                    case TIMESTAMP_NTZ -> moment(value).map(time -> time);
                    case BINARY, VARIANT -> Optional.empty();
                };
            default -> Optional.empty();
        };
    }

    private static Optional<Object> whole(Object value) {
        return switch (value) {
            case String text when WHOLE.matcher(text).matches() -> Optional.of(Long.valueOf(text));
            case Double d when !(Math.abs(d) < EXACT_IN_DOUBLE.doubleValue()) -> Optional.empty();
            case Float _ -> Optional.empty();
            case Number number -> Optional.of(exact(number));
            default -> Optional.empty();
        };
    }

    /** A double, unless the engine may round another way. */
    private static Optional<Double> number(Object value) {
        if (!(value instanceof Number number)
                || value instanceof Double d && !Double.isFinite(d)
                || value instanceof Float f && !Float.isFinite(f)) {
            return Optional.empty();
        }
        boolean exact = number instanceof Double
                || number instanceof Float
                || exact(number).precision() <= EXACT_DIGITS_IN_DOUBLE;
        return exact ? Optional.of(number.doubleValue()) : Optional.empty();
    }

    private static Optional<Object> decimal(Object value, int precision, int scale) {
        if (!(value instanceof Number number) || value instanceof Double || value instanceof Float) {
            return Optional.empty();
        }
        BigDecimal exact = exact(number);
        boolean comparable = exact.scale() <= scale
                && exact.precision() - exact.scale() + scale <= DECIMAL_DIGITS_MAX
                && precision <= DECIMAL_DIGITS_MAX;
        return comparable ? Optional.of(exact) : Optional.empty();
    }

    private static BigDecimal exact(Number number) {
        return switch (number) {
            case BigDecimal decimal -> decimal;
            case BigInteger integer -> new BigDecimal(integer);
            case Double d -> new BigDecimal(d);
            default -> BigDecimal.valueOf(number.longValue());
        };
    }

    private static Optional<LocalDateTime> moment(Object value) {
        return switch (value) {
            case Instant instant -> Optional.of(LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
            case LocalDateTime time -> Optional.of(time);
            case LocalDate date -> Optional.of(date.atStartOfDay());
            case String text -> time(text);
            default -> Optional.empty();
        };
    }

    private static Optional<LocalDate> date(String text) {
        try {
            return DATE.matcher(text).matches() ? Optional.of(LocalDate.parse(text)) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<LocalDateTime> time(String text) {
        var matcher = TIME.matcher(text);
        try {
            return matcher.matches()
                    ? Optional.of(LocalDateTime.parse(matcher.group(1) + "T" + matcher.group(2)))
                    : date(text).map(LocalDate::atStartOfDay);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
