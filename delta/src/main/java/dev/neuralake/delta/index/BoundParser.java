package dev.neuralake.delta.index;

import dev.neuralake.types.DataType;
import dev.neuralake.types.DataType.Primitive;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import org.jspecify.annotations.Nullable;

/**
 * Reads a bound or a partition value from its text, and widens bounds by what writers are known to get wrong: decimals
 * rounded through a double, timestamps cut to milliseconds, long texts cut to a prefix.
 */
final class BoundParser {
    /** From this length on a text may be a prefix of the real value (Spark cuts at 32). */
    static final int TEXT_CUT = 32;

    private static final long MILLISECOND_MICROS = 1_000;

    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd['T'][' ']HH:mm:ss")
            .optionalStart()
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HH:mm", "Z")
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HH", "Z")
            .optionalEnd()
            .toFormatter();

    private BoundParser() {}

    /** A widened bound on its scale, null where the text is not one. */
    static @Nullable Object bound(String text, DataType type, boolean isLow) {
        Object exact = parse(text, type);
        return switch (exact) {
            case null -> null;
            case Long micros when isTime(type) -> isLow ? micros - MILLISECOND_MICROS : micros + MILLISECOND_MICROS;
            case BigDecimal decimal -> {
                BigDecimal ulp = BigDecimal.valueOf(Math.ulp(decimal.doubleValue()));
                yield isLow ? decimal.subtract(ulp) : decimal.add(ulp);
            }
            case Double d when d.isNaN() -> isLow ? null : (Object) Double.NaN;
            default -> exact;
        };
    }

    private static boolean isTime(DataType type) {
        return type == Primitive.TIMESTAMP || type == Primitive.TIMESTAMP_NTZ;
    }

    /** A value on its scale, null where the text is not one. */
    static @Nullable Object parse(String text, DataType type) {
        try {
            return switch (type) {
                case Primitive p -> primitive(text, p);
                case DataType.Decimal ignored -> new BigDecimal(text);
                case DataType.ArrayType ignored -> null;
                case DataType.MapType ignored -> null;
                case DataType.StructType ignored -> null;
            };
        } catch (NumberFormatException | DateTimeException | ArithmeticException e) {
            return null;
        }
    }

    private static @Nullable Object primitive(String text, Primitive type) {
        return switch (type) {
            case BOOLEAN ->
                text.equalsIgnoreCase("true") ? (Object) 1L : text.equalsIgnoreCase("false") ? (Object) 0L : null;
            case BYTE, SHORT, INT, LONG -> Long.valueOf(text);
            case FLOAT -> (double) Float.parseFloat(special(text));
            case DOUBLE -> Double.parseDouble(special(text));
            case STRING -> text;
            // A writer may put a date as a timestamp of midnight, a widened column once was a date.
            case DATE ->
                LocalDate.parse(text.length() > 10 && text.charAt(4) == '-' ? text.substring(0, 10) : text)
                        .toEpochDay();
            case TIMESTAMP, TIMESTAMP_NTZ -> micros(text);
            case BINARY, VARIANT -> null;
        };
    }

    private static String special(String text) {
        return switch (text.toLowerCase(java.util.Locale.ROOT)) {
            case "nan" -> "NaN";
            case "inf", "infinity" -> "Infinity";
            case "-inf", "-infinity" -> "-Infinity";
            default -> text;
        };
    }

    /** Microseconds since the epoch; without a zone the time is UTC. */
    static long micros(String text) {
        if (text.length() == 10) {
            return Math.multiplyExact(LocalDate.parse(text).toEpochDay(), 86_400_000_000L);
        }
        TemporalAccessor parsed = TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
        OffsetDateTime time =
                parsed instanceof OffsetDateTime o ? o : ((LocalDateTime) parsed).atOffset(ZoneOffset.UTC);
        return Math.addExact(Math.multiplyExact(time.toEpochSecond(), 1_000_000L), time.getNano() / 1_000);
    }
}
