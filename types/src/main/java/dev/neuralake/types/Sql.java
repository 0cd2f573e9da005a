package dev.neuralake.types;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Names and values as text in the SQL of the embedded engine; whatever they hold, they cannot end the text early. */
public final class Sql {
    private static final DateTimeFormatter MOMENT = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.MICRO_OF_SECOND, 6, 6, true)
            .toFormatter();

    private Sql() {}

    /** An identifier in double quotes. */
    public static String quote(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    /** A text in single quotes. */
    public static String text(String value) {
        return '\'' + value.replace("'", "''") + '\'';
    }

    /**
     * A value as a typed literal.
     *
     * @param value one of the Java values that {@link DataType} lists, structs and maps excepted
     * @throws NeuralakeException for a value of another class
     */
    public static String literal(@Nullable Object value) {
        return switch (value) {
            case null -> "NULL";
            case Boolean b -> b ? "TRUE" : "FALSE";
            case Byte b -> "CAST(" + b + " AS TINYINT)";
            case Short s -> "CAST(" + s + " AS SMALLINT)";
            case Integer i -> i < 0 ? "(" + i + ")" : i.toString();
            case Long l -> "CAST(" + text(l.toString()) + " AS BIGINT)";
            case Float f -> "CAST('" + f + "' AS FLOAT)";
            case Double d -> "CAST('" + d + "' AS DOUBLE)";
            case BigDecimal d -> decimal(d);
            case String s -> text(s);
            case byte[] bytes -> blob(bytes);
            case LocalDate date -> "CAST('" + date + "' AS DATE)";
            case Instant instant -> "CAST('" + MOMENT.format(instant.atOffset(ZoneOffset.UTC)) + "+00' AS TIMESTAMPTZ)";
            case LocalDateTime time -> "CAST('" + MOMENT.format(time) + "' AS TIMESTAMP)";
            case List<?> list -> list.stream().map(Sql::literal).collect(Collectors.joining(", ", "[", "]"));
            default ->
                throw new NeuralakeException("Cannot write a value of " + value.getClass() + " as a literal: "
                        + "it is none of the types of a column");
        };
    }

    private static String decimal(BigDecimal value) {
        BigDecimal plain = value.scale() < 0 ? value.setScale(0) : value;
        int precision = Math.max(plain.precision(), plain.scale() + 1);
        return "CAST('" + plain.toPlainString() + "' AS DECIMAL(" + Math.min(precision, 38) + "," + plain.scale()
                + "))";
    }

    private static String blob(byte[] bytes) {
        return bytes.length == 0
                ? "CAST('' AS BLOB)"
                : "from_hex('" + HexFormat.of().formatHex(bytes) + "')";
    }
}
