package dev.neuralake.delta.index;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Values on comparable scales: integers, dates (days), timestamps (microseconds) and booleans are longs, floats are
 * doubles.
 */
final class Values {
    private Values() {}

    /** The scaled value; itself where it has no scale. */
    static @Nullable Object scaled(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Boolean b -> b ? 1L : 0L;
            case Byte b -> (long) b;
            case Short s -> (long) s;
            case Integer i -> (long) i;
            case Float f -> (double) f;
            case LocalDate date -> date.toEpochDay();
            case Instant instant -> ChronoUnit.MICROS.between(Instant.EPOCH, instant);
            case LocalDateTime time -> ChronoUnit.MICROS.between(Instant.EPOCH, time.toInstant(ZoneOffset.UTC));
            default -> value;
        };
    }

    /** Compares two scaled values; empty where either is null or they are of different kinds. */
    static OptionalInt compare(@Nullable Object left, @Nullable Object right) {
        if (left instanceof Long a && right instanceof Long b) {
            return OptionalInt.of(Long.compare(a, b));
        }
        if (left instanceof String a && right instanceof String b) {
            return OptionalInt.of(compareText(a, b));
        }
        if (left instanceof Double a && right instanceof Double b) {
            // -0.0 equals 0.0 in SQL, and NaN is above everything, as Double.compare has it.
            return OptionalInt.of(a.doubleValue() == b.doubleValue() ? 0 : Double.compare(a, b));
        }
        if (left instanceof Number a && right instanceof Number b) {
            return compareNumbers(a, b);
        }
        return OptionalInt.empty();
    }

    private static OptionalInt compareNumbers(Number left, Number right) {
        if (isSpecial(left) || isSpecial(right)) {
            return OptionalInt.of(Double.compare(left.doubleValue(), right.doubleValue()));
        }
        return OptionalInt.of(decimal(left).compareTo(decimal(right)));
    }

    private static boolean isSpecial(Number number) {
        return number instanceof Double d && !Double.isFinite(d);
    }

    private static BigDecimal decimal(Number number) {
        return switch (number) {
            case BigDecimal d -> d;
            case Long l -> BigDecimal.valueOf(l);
            default -> new BigDecimal(number.doubleValue());
        };
    }

    /** By code point, which is the order of UTF-8's bytes. */
    static int compareText(String left, String right) {
        int length = Math.min(left.length(), right.length());
        for (int i = 0; i < length; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                if (Character.isSurrogate(a) != Character.isSurrogate(b)) {
                    return Character.isSurrogate(a) ? 1 : -1;
                }
                return Character.compare(a, b);
            }
        }
        return Integer.compare(left.length(), right.length());
    }
}
