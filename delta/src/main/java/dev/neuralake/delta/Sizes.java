package dev.neuralake.delta;

import dev.neuralake.types.NeuralakeException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths in bytes as properties have them: {@code 104857600}, {@code 100mb}. */
final class Sizes {
    private static final Pattern SIZE = Pattern.compile("(\\d+)\\s*([kmgt]?)i?b?");
    private static final Map<String, Integer> SHIFTS = Map.of("", 0, "k", 10, "m", 20, "g", 30, "t", 40);

    private Sizes() {}

    static long parse(String key, String text) {
        Matcher matcher = SIZE.matcher(text.trim().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new NeuralakeException(
                    "Cannot use '" + text + "' as " + key + ": it is not a size (such as 134217728 or '128mb')");
        }
        return Long.parseLong(matcher.group(1)) << SHIFTS.getOrDefault(matcher.group(2), 0);
    }
}
