package dev.neuralake.frame;

/**
 * Functions of texts, reached by {@code col("name").text()}. Positions count characters from 0; regular expressions are
 * RE2's. Arguments are texts unless they are expressions.
 */
public final class TextFunctions {
    private final Expr text;

    TextFunctions(Expr text) {
        this.text = text;
    }

    public Expr upper() {
        return Node.call(Builtin.UPPER, text);
    }

    public Expr lower() {
        return Node.call(Builtin.LOWER, text);
    }

    /** Without blanks at both ends. */
    public Expr trim() {
        return Node.call(Builtin.TRIM, text);
    }

    public Expr trimStart() {
        return Node.call(Builtin.TRIM_START, text);
    }

    public Expr trimEnd() {
        return Node.call(Builtin.TRIM_END, text);
    }

    /** The number of characters. */
    public Expr length() {
        return Node.call(Builtin.LENGTH, text);
    }

    public Expr reverse() {
        return Node.call(Builtin.REVERSE, text);
    }

    public Expr repeat(Object times) {
        return Node.call(Builtin.REPEAT, text, times);
    }

    /** At most {@code length} characters from {@code start} on, which counts from 0. */
    public Expr slice(int start, int length) {
        if (start < 0 || length < 0) {
            throw new FrameException(
                    "Cannot slice " + text + " from " + start + " by " + length + ": both count from 0");
        }
        return Node.call(Builtin.SLICE, text, start + 1, length);
    }

    /** Filled up at the start to this length, or cut to it. */
    public Expr padStart(int length, String fill) {
        return Node.call(Builtin.PAD_START, text, length, fill);
    }

    /** Filled up at the end to this length, or cut to it. */
    public Expr padEnd(int length, String fill) {
        return Node.call(Builtin.PAD_END, text, length, fill);
    }

    /** Where the part first stands, from 0; -1 where it does not. */
    public Expr indexOf(Object part) {
        return Node.call(Builtin.INDEX_OF, text, part);
    }

    public Expr contains(Object part) {
        return Node.call(Builtin.CONTAINS, text, part);
    }

    public Expr startsWith(Object part) {
        return Node.call(Builtin.STARTS_WITH, text, part);
    }

    public Expr endsWith(Object part) {
        return Node.call(Builtin.ENDS_WITH, text, part);
    }

    /** SQL's LIKE: {@code %} is any text, {@code _} any character. */
    public Expr like(Object pattern) {
        return Node.call(Builtin.LIKE, text, pattern);
    }

    /** LIKE without regard to case. */
    public Expr likeAnyCase(Object pattern) {
        return Node.call(Builtin.LIKE_ANY_CASE, text, pattern);
    }

    /** Whether the whole text matches the regular expression. */
    public Expr matches(Object regex) {
        return Node.call(Builtin.MATCHES, text, regex);
    }

    /** Whether a part of the text matches the regular expression. */
    public Expr finds(Object regex) {
        return Node.call(Builtin.FINDS, text, regex);
    }

    /** What a group of the regular expression (0: the whole) first matches; empty where nothing does. */
    public Expr extract(Object regex, int group) {
        return Node.call(Builtin.EXTRACT, text, regex, group);
    }

    /** With every occurrence of a part replaced. */
    public Expr replace(Object part, Object with) {
        return Node.call(Builtin.REPLACE, text, part, with);
    }

    /** With every match of the regular expression replaced; {@code \1} is its first group. */
    public Expr replaceRegex(Object regex, Object with) {
        return Node.call(Builtin.REPLACE_REGEX, text, regex, with);
    }

    /** The parts between separators, as a list. */
    public Expr split(Object separator) {
        return Node.call(Builtin.SPLIT, text, separator);
    }

    /** This text and another; null where one of them is. */
    public Expr concat(Object other) {
        return Node.call(Builtin.CONCAT, text, other);
    }

    /** The SHA-256 digest in hexadecimal digits. */
    public Expr sha256() {
        return Node.call(Builtin.SHA256, text);
    }

    /** The MD5 digest in hexadecimal digits. */
    public Expr md5() {
        return Node.call(Builtin.MD5, text);
    }

    /**
     * Read as a wall-clock time by a pattern of {@link java.time.format.DateTimeFormatter}'s letters; see
     * {@link TimeFunctions#format(String)}.
     */
    public Expr parseTime(String pattern) {
        TimePattern.parse(pattern);
        return Node.call(Builtin.PARSE_TIME, text, pattern);
    }
}
