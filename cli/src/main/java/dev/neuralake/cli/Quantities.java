package dev.neuralake.cli;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Numbers and durations as people write them: {@code 100M} rows, {@code 90d}. */
final class Quantities {
    private static final Pattern QUANTITY = Pattern.compile("(\\d{1,15})([a-zA-Z]?)");
    private static final Map<String, Long> FACTORS = Map.of("", 1L, "k", 1_000L, "m", 1_000_000L, "g", 1_000_000_000L);
    private static final Map<String, Long> SECONDS = Map.of("s", 1L, "m", 60L, "h", 3_600L, "d", 86_400L);

    private Quantities() {}

    /** Reads a count such as {@code 5000}, {@code 10k} or {@code 100M}. */
    static final class Count implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            return read(text, FACTORS, "a number such as 5000, 10k or 100M");
        }
    }

    /** Reads a duration such as {@code 30s}, {@code 15m}, {@code 12h} or {@code 90d}. */
    static final class Span implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            return Duration.ofSeconds(read(text, SECONDS, "a duration such as 30s, 15m, 12h or 90d"));
        }
    }

    private static long read(String text, Map<String, Long> units, String expected) {
        Matcher matcher = QUANTITY.matcher(text.replace("_", ""));
        long factor = matcher.matches() ? units.getOrDefault(matcher.group(2).toLowerCase(Locale.ROOT), 0L) : 0;
        if (factor == 0) {
            throw new TypeConversionException("'" + text + "' is not " + expected);
        }
        try {
            return Math.multiplyExact(Long.parseLong(matcher.group(1)), factor);
        } catch (ArithmeticException tooLarge) {
            throw new TypeConversionException("'" + text + "' is too large");
        }
    }
}
