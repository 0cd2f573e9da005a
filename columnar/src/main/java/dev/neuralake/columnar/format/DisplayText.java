package dev.neuralake.columnar.format;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text as a terminal shows it: what would move the cursor is escaped, and East Asian characters take two columns. */
final class DisplayText {
    private static final Pattern CLUSTER = Pattern.compile("\\X");
    private static final int EMOJI_PRESENTATION = 0xFE0F;

    /** First and last of the blocks whose characters take two columns (Unicode Standard Annex 11, W and F). */
    private static final int[][] WIDE = {
        {0x1100, 0x115F},
        {0x231A, 0x231B},
        {0x23E9, 0x23EC},
        {0x25FD, 0x25FE},
        {0x2614, 0x2615},
        {0x2648, 0x2653},
        {0x26AA, 0x26AB},
        {0x26BD, 0x26BE},
        {0x26C4, 0x26C5},
        {0x2705, 0x2705},
        {0x270A, 0x270B},
        {0x2728, 0x2728},
        {0x274C, 0x274C},
        {0x2753, 0x2755},
        {0x2757, 0x2757},
        {0x2795, 0x2797},
        {0x2B1B, 0x2B1C},
        {0x2B50, 0x2B50},
        {0x2B55, 0x2B55},
        {0x2E80, 0x303E},
        {0x3041, 0x33FF},
        {0x3400, 0x4DBF},
        {0x4E00, 0x9FFF},
        {0xA000, 0xA4CF},
        {0xA960, 0xA97F},
        {0xAC00, 0xD7A3},
        {0xF900, 0xFAFF},
        {0xFE30, 0xFE6F},
        {0xFF00, 0xFF60},
        {0xFFE0, 0xFFE6},
        {0x16FE0, 0x18DFF},
        {0x1B000, 0x1B2FF},
        {0x1F004, 0x1F004},
        {0x1F0CF, 0x1F0CF},
        {0x1F18E, 0x1F18E},
        {0x1F191, 0x1F19A},
        {0x1F1E6, 0x1F202},
        {0x1F210, 0x1F23B},
        {0x1F240, 0x1F265},
        {0x1F300, 0x1F64F},
        {0x1F680, 0x1F6FF},
        {0x1F7E0, 0x1F7EB},
        {0x1F90C, 0x1F9FF},
        {0x1FA70, 0x1FAFF},
        {0x20000, 0x3FFFD},
    };

    private DisplayText() {}

    /** On one line, with {@code \n} for a line feed, and so on. */
    static String of(String text) {
        if (text.codePoints().noneMatch(DisplayText::isUnsafe)) {
            return text;
        }
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(point -> {
            if (isUnsafe(point)) {
                shown.append(escape(point));
            } else {
                shown.appendCodePoint(point);
            }
        });
        return shown.toString();
    }

    /** Whether a terminal would obey it, end the line, or turn the direction of what follows. */
    private static boolean isUnsafe(int point) {
        return Character.isISOControl(point)
                || point == 0x2028
                || point == 0x2029
                || point >= 0x202A && point <= 0x202E
                || point >= 0x2066 && point <= 0x2069;
    }

    private static String escape(int point) {
        return switch (point) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> "\\u%04x".formatted(point);
        };
    }

    /** How many columns of a terminal a text takes. */
    static int width(String text) {
        return isAscii(text)
                ? text.length()
                : clusters(text).stream().mapToInt(DisplayText::clusterWidth).sum();
    }

    /** The text, or as much of it as leaves room for an ellipsis in so many columns. */
    static String cut(String text, int width) {
        if (isAscii(text)) {
            return text.length() <= width ? text : text.substring(0, Math.max(0, width - 1)) + "…";
        }
        List<String> clusters = clusters(text);
        StringBuilder start = new StringBuilder();
        int taken = 0;
        int end = 0;
        for (String cluster : clusters) {
            taken += clusterWidth(cluster);
            if (taken > width) {
                return start.substring(0, end) + "…";
            }
            start.append(cluster);
            end = taken < width ? start.length() : end;
        }
        return text;
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    /** What a reader takes for one character: a letter with its accents, an emoji with its modifiers. */
    private static List<String> clusters(String text) {
        List<String> clusters = new ArrayList<>();
        Matcher matcher = CLUSTER.matcher(text);
        while (matcher.find()) {
            clusters.add(matcher.group());
        }
        return clusters;
    }

    private static int clusterWidth(String cluster) {
        int width = cluster.indexOf(EMOJI_PRESENTATION) > 0 ? 2 : 0;
        for (int i = 0; i < cluster.length(); i += Character.charCount(cluster.codePointAt(i))) {
            width = Math.max(width, width(cluster.codePointAt(i)));
        }
        return width;
    }

    private static int width(int point) {
        return switch (Character.getType(point)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            default -> isWide(point) ? 2 : 1;
        };
    }

    private static boolean isWide(int point) {
        for (int[] block : WIDE) {
            if (point >= block[0] && point <= block[1]) {
                return true;
            }
        }
        return false;
    }
}
