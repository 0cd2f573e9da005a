package dev.neuralake.query.failure;

/**
 * A place in a statement.
 *
 * @param sql the statement as the user wrote it
 * @param position counted in chars from 0, at most the length of the statement
 */
public record Place(String sql, int position) {
    private static final int EXCERPT_CHARS = 100;
    private static final int BEFORE_CARET = 60;

    public Place {
        position = Math.clamp(position, 0, sql.length());
    }

    /** The line, from 1. */
    public int line() {
        return 1
                + (int) sql.substring(0, position)
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
    }

    /** The column, from 1, counted in characters as people see them. */
    public int column() {
        return 1 + sql.codePointCount(lineStart(), position);
    }

    /** The line, or the part of a long one that matters, and below it a caret. */
    public String excerpt() {
        int start = Math.max(lineStart(), position - BEFORE_CARET);
        int lineEnd = sql.indexOf('\n', position);
        int end = Math.min(lineEnd < 0 ? sql.length() : lineEnd, start + EXCERPT_CHARS);
        String text =
                sql.substring(start, Math.max(end, position)).replace('\t', ' ').replace('\r', ' ');
        return "  " + text.stripTrailing() + "\n  " + " ".repeat(sql.codePointCount(start, position)) + "^";
    }

    private int lineStart() {
        return sql.lastIndexOf('\n', position - 1) + 1;
    }

    @Override
    public String toString() {
        return "line " + line() + ", column " + column();
    }
}
