package dev.neuralake.delta.log;

import dev.neuralake.delta.action.Metadata;
import dev.neuralake.types.NeuralakeException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How long a table keeps what it no longer needs for its latest version, by its properties. */
public final class Retention {
    public static final String DELETED_FILES = "delta.deletedFileRetentionDuration";
    public static final String LOG = "delta.logRetentionDuration";
    public static final String TRANSACTIONS = "delta.setTransactionRetentionDuration";

    private static final Pattern PART = Pattern.compile("(\\d+)\\s*([a-z]+)");
    private static final Map<String, Duration> UNITS = Map.of(
            "week", Duration.ofDays(7),
            "day", Duration.ofDays(1),
            "hour", Duration.ofHours(1),
            "minute", Duration.ofMinutes(1),
            "second", Duration.ofSeconds(1),
            "millisecond", Duration.ofMillis(1));

    private Retention() {}

    /** How long files that were removed stay readable for older versions; a week by default. */
    public static Duration deletedFiles(Metadata metadata) {
        return of(metadata, DELETED_FILES, Duration.ofDays(7));
    }

    /**
     * When what was removed is no longer told of, as milliseconds since the epoch; never where the property cannot be
     * read, for others may have set it.
     */
    static long oldestTombstone(Metadata metadata) {
        try {
            return System.currentTimeMillis() - deletedFiles(metadata).toMillis();
        } catch (NeuralakeException unreadable) {
            return Long.MIN_VALUE;
        }
    }

    /** How long commits stay in the log; thirty days by default. */
    public static Duration log(Metadata metadata) {
        return of(metadata, LOG, Duration.ofDays(30));
    }

    /**
     * How long it is remembered how far an application has come; null for ever, which is the default, and what is made
     * of a value that cannot be read: who forgets too early takes rows twice.
     */
    static @Nullable Duration transactions(Metadata metadata) {
        String text = metadata.configuration().get(TRANSACTIONS);
        try {
            return text == null ? null : parse(TRANSACTIONS, text);
        } catch (NeuralakeException unreadable) {
            return null;
        }
    }

    private static Duration of(Metadata metadata, String key, Duration byDefault) {
        String text = metadata.configuration().get(key);
        return text == null ? byDefault : parse(key, text);
    }

    /** Reads an interval as Spark writes it: {@code interval 7 days}, {@code 36 hours 30 minutes}. */
    public static Duration parse(String key, String text) {
        String rest = text.trim().toLowerCase(Locale.ROOT).replaceFirst("^interval\\s+", "");
        Duration sum = Duration.ZERO;
        Matcher matcher = PART.matcher(rest);
        int end = 0;
        while (matcher.find()) {
            String unit = matcher.group(2).replaceFirst("s$", "");
            Duration length = UNITS.get(unit);
            if (length == null || !rest.substring(end, matcher.start()).isBlank()) {
                throw bad(key, text);
            }
            sum = sum.plus(length.multipliedBy(Long.parseLong(matcher.group(1))));
            end = matcher.end();
        }
        if (end == 0 || !rest.substring(end).isBlank()) {
            throw bad(key, text);
        }
        return sum;
    }

    private static NeuralakeException bad(String key, String text) {
        return new NeuralakeException("Cannot use '" + text + "' as " + key
                + ": it is not an interval (such as 'interval 7 days' or 'interval 36 hours')");
    }
}
