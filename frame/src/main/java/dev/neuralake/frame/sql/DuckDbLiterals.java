package dev.neuralake.frame.sql;

import dev.neuralake.frame.Node;
import dev.neuralake.types.DataType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values as DuckDB's literals. */
final class DuckDbLiterals {
    private static final DateTimeFormatter DATE = new DateTimeFormatterBuilder()
            .appendValue(ChronoField.YEAR_OF_ERA, 4, 9, SignStyle.NEVER)
            .appendPattern("-MM-dd")
            .toFormatter(Locale.ROOT);
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("HH:mm:ss")
            .appendFraction(ChronoField.MICRO_OF_SECOND, 0, 6, true)
            .toFormatter(Locale.ROOT);

    private final Dialect dialect;

    DuckDbLiterals(Dialect dialect) {
        this.dialect = dialect;
    }

    String write(@Nullable Object value) {
        return switch (value) {
            case null -> "NULL";
            case Byte number -> "CAST(" + number + " AS TINYINT)";
            case Short number -> "CAST(" + number + " AS SMALLINT)";
            case Long number when number.intValue() == number -> "CAST(" + number + " AS BIGINT)";
            case Float number -> "CAST('" + number + "' AS FLOAT)";
            case List<?> list -> list(list);
            default -> bare(value);
        };
    }

    /** Without what makes a number of exactly its type. */
    private String bare(@Nullable Object value) {
        return switch (value) {
            case null -> "NULL";
            case Boolean truth -> truth ? "TRUE" : "FALSE";
            case Byte _, Short _, Integer _, Long _ -> value.toString();
            case Float number -> real(number.doubleValue(), number.toString());
            case Double number -> real(number, number.toString());
            case BigDecimal number -> decimal(number);
            case String text -> text(text);
            case byte[] bytes -> "from_hex('" + HexFormat.of().formatHex(bytes) + "')";
            case LocalDate date -> "DATE '" + date(date) + "'";
            case LocalDateTime time -> "TIMESTAMP '" + time(time, "") + "'";
            case Instant moment -> "TIMESTAMPTZ '" + time(LocalDateTime.ofInstant(moment, ZoneOffset.UTC), "+00") + "'";
            case List<?> list -> elements(list);
            default -> throw new IllegalArgumentException("no literal: " + value.getClass());
        };
    }

    private static String real(double number, String digits) {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            return "CAST('" + digits + "' AS DOUBLE)";
        }
        return digits.indexOf('E') >= 0 ? digits : digits + "e0";
    }

    /** Digits with a point are a decimal of as many digits; those of whole numbers would be an integer. */
    private static String decimal(BigDecimal number) {
        String digits = number.toPlainString();
        return number.scale() > 0 ? digits : "CAST('" + digits + "' AS DECIMAL(" + number.precision() + ", 0))";
    }

    private static String text(String text) {
        String quoted = "'" + text.replace("'", "''") + "'";
        return text.indexOf('\0') < 0 ? quoted : "(" + quoted.replace("\0", "' || chr(0) || '") + ")";
    }

    private static String date(LocalDate date) {
        return DATE.format(date) + (date.getYear() < 1 ? " (BC)" : "");
    }

    private static String time(LocalDateTime time, String zone) {
        String era = time.getYear() < 1 ? " (BC)" : "";
        return DATE.format(time) + " " + TIME.format(time) + era + zone;
    }

    private String list(List<?> list) {
        boolean plain = list.stream().allMatch(element -> element instanceof String || element instanceof Integer);
        DataType type = new Node.Literal(list).type();
        return plain || type == null ? elements(list) : "CAST(" + elements(list) + " AS " + dialect.type(type) + ")";
    }

    private String elements(List<?> list) {
        return list.stream().map(this::bare).collect(Collectors.joining(", ", "[", "]"));
    }
}
