package dev.neuralake.frame;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A time pattern of {@link java.time.format.DateTimeFormatter}'s letters, taken apart for a dialect to spell.
 *
 * @param parts runs of one letter, and texts
 */
public record TimePattern(List<Part> parts) {
    private static final Set<String> FIELDS = Set.of(
            "yyyy", "yy", "MM", "M", "MMM", "MMMM", "dd", "d", "HH", "H", "hh", "h", "mm", "ss", "SSS", "SSSSSS", "a",
            "EEE", "EEEE", "DDD");

    /** A field of the time ({@code yyyy}), or a text that stands for itself. */
    public record Part(String text, boolean field) {}

    public TimePattern {
        parts = List.copyOf(parts);
    }

    /**
     * Reads a pattern.
     *
     * @throws FrameException for a letter that has no counterpart in every dialect
     */
    public static TimePattern parse(String pattern) {
        List<Part> parts = new ArrayList<>();
        int at = 0;
        while (at < pattern.length()) {
            char c = pattern.charAt(at);
            int end = c == '\'' ? quoteEnd(pattern, at) : runEnd(pattern, at);
            String run = pattern.substring(at, end);
            if (c == '\'') {
                parts.add(new Part(
                        run.equals("''")
                                ? "'"
                                : run.substring(1, run.length() - 1).replace("''", "'"),
                        false));
            } else if (Character.isLetter(c)) {
                parts.add(new Part(field(pattern, run), true));
            } else {
                parts.add(new Part(run, false));
            }
            at = end;
        }
        return new TimePattern(parts);
    }

    private static String field(String pattern, String run) {
        if (!FIELDS.contains(run)) {
            throw new FrameException("Cannot use time pattern '" + pattern + "': '" + run + "' is none of "
                    + String.join(" ", FIELDS.stream().sorted().toList()) + " (put text into single quotes)");
        }
        return run;
    }

    private static int runEnd(String pattern, int start) {
        int end = start + 1;
        while (end < pattern.length() && pattern.charAt(end) == pattern.charAt(start)) {
            end++;
        }
        return end;
    }

    private static int quoteEnd(String pattern, int start) {
        int end = start + 1;
        while (end < pattern.length()) {
            if (pattern.charAt(end) == '\'') {
                if (end + 1 < pattern.length() && pattern.charAt(end + 1) == '\'' && end > start + 1) {
                    end++;
                } else {
                    return end + 1;
                }
            }
            end++;
        }
        throw new FrameException("Cannot use time pattern '" + pattern + "': a quote is not closed");
    }
}
