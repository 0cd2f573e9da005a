package dev.neuralake.server;

import dev.neuralake.types.DataType;
import dev.neuralake.types.DataType.ArrayType;
import dev.neuralake.types.DataType.Decimal;
import dev.neuralake.types.DataType.MapType;
import dev.neuralake.types.DataType.Primitive;
import dev.neuralake.types.DataType.StructType;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads the text of a parameter as a value of a column's type. */
final class TypedText {
    private static final Pattern ZONE = Pattern.compile("(.*[0-9])([ +-][0-9]{2}:?[0-9]{2}|[zZ])");

    private TypedText() {}

    /**
     * @param type the column's type, not nested
     * @return one of the Java values that {@link DataType} lists; for an integer column any number, so that
     *     {@code gt=2.5} keeps its sense
     * @throws IllegalArgumentException where the text is no such value
     */
    static Object parse(String text, DataType type) {
        try {
            return switch (type) {
                case Primitive primitive -> primitive(text, primitive);
                case Decimal ignored -> new BigDecimal(text);
                case ArrayType ignored -> throw new IllegalArgumentException("arrays are not compared");
                case MapType ignored -> throw new IllegalArgumentException("maps are not compared");
                case StructType ignored -> throw new IllegalArgumentException("structs are not compared");
            };
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static Object primitive(String text, Primitive type) {
        return switch (type) {
            case BOOLEAN -> bool(text);
            case BYTE, SHORT, INT, LONG -> integer(text);
            case FLOAT -> Float.parseFloat(text);
            case DOUBLE -> Double.parseDouble(text);
            case STRING, VARIANT -> text;
            case BINARY -> Base64.getDecoder().decode(text);
            case DATE -> LocalDate.parse(text);
            case TIMESTAMP -> instant(text);
            case TIMESTAMP_NTZ -> local(text);
        };
    }

    private static Boolean bool(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw new IllegalArgumentException("it is neither true nor false");
        };
    }

    private static Object integer(String text) {
        BigDecimal number = new BigDecimal(text);
        try {
            return number.longValueExact();
        } catch (ArithmeticException e) {
            return number;
        }
    }

    /** A moment; without a zone it is UTC, and a day alone is its midnight. */
    static Instant instant(String text) {
        var zoned = ZONE.matcher(text);
        if (text.length() <= 10 || !zoned.matches()) {
            return local(text).toInstant(ZoneOffset.UTC);
        }
        // A plus in an address means a blank to those who did not encode it.
        String zone = zoned.group(2).replace(' ', '+').toUpperCase(Locale.ROOT);
        String offset = zone.length() == 5 ? zone.substring(0, 3) + ":" + zone.substring(3) : zone;
        return OffsetDateTime.of(local(zoned.group(1)), ZoneOffset.of(offset)).toInstant();
    }

    private static LocalDateTime local(String text) {
        if (text.length() <= 10) {
            return LocalDate.parse(text).atStartOfDay();
        }
        char between = text.charAt(10);
        if (between != 'T' && between != 't' && between != ' ') {
            throw new DateTimeException("it is not of the form 2026-01-31T12:00:00");
        }
        return LocalDate.parse(text.substring(0, 10)).atTime(LocalTime.parse(text.substring(11)));
    }
}
