package dev.neuralake.frame;

/** Tells the code of an SQL text from its quoted parts and comments, by the lexical rules of the engine. */
final class SqlScanner {
    private final String sql;

    SqlScanner(String sql) {
        this.sql = sql;
    }

    /**
     * Where the quoted text or comment that begins here ends; {@code at} itself where none begins.
     *
     * @throws FrameException where it is not closed
     */
    int skip(int at) {
        char c = sql.charAt(at);
        return switch (c) {
            case '\'' -> quoted(at, '\'', escapes(at));
            case '"' -> quoted(at, '"', false);
            case '-' -> sql.startsWith("--", at) ? lineEnd(at) : at;
            case '/' -> sql.startsWith("/*", at) ? commentEnd(at) : at;
            case '$' -> dollarQuoted(at);
            default -> at;
        };
    }

    /** Whether the character before this one belongs to a word, so that what stands here does too. */
    boolean insideWord(int at) {
        return at > 0 && isWord(sql.charAt(at - 1));
    }

    /** The end of the word that begins here. */
    int wordEnd(int at) {
        int end = at;
        while (end < sql.length() && isWord(sql.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    private boolean escapes(int at) {
        return at > 0 && (sql.charAt(at - 1) == 'e' || sql.charAt(at - 1) == 'E') && !insideWord(at - 1);
    }

    private int quoted(int at, char quote, boolean escapes) {
        int end = at + 1;
        while (end < sql.length()) {
            char c = sql.charAt(end);
            if (escapes && c == '\\') {
                end += 2;
            } else if (c != quote) {
                end++;
            } else if (end + 1 < sql.length() && sql.charAt(end + 1) == quote) {
                end += 2;
            } else {
                return end + 1;
            }
        }
        throw unclosed("the quote", at);
    }

    private int lineEnd(int at) {
        int end = sql.indexOf('\n', at);
        return end < 0 ? sql.length() : end + 1;
    }

    private int commentEnd(int at) {
        int depth = 0;
        int end = at;
        while (end < sql.length()) {
            if (sql.startsWith("/*", end)) {
                depth++;
                end += 2;
            } else if (sql.startsWith("*/", end)) {
                depth--;
                end += 2;
                if (depth == 0) {
                    return end;
                }
            } else {
                end++;
            }
        }
        throw unclosed("the comment", at);
    }

    private int dollarQuoted(int at) {
        if (insideWord(at)) {
            return at;
        }
        int tagEnd = at + 1;
        if (tagEnd < sql.length() && !Character.isDigit(sql.charAt(tagEnd))) {
            tagEnd = wordEnd(tagEnd);
        }
        if (tagEnd >= sql.length() || sql.charAt(tagEnd) != '$') {
            return at;
        }
        String tag = sql.substring(at, tagEnd + 1);
        int end = sql.indexOf(tag, tagEnd + 1);
        if (end < 0) {
            throw unclosed("the quote " + tag, at);
        }
        return end + tag.length();
    }

    private FrameException unclosed(String what, int at) {
        return new FrameException(
                "Cannot read SQL '" + sql + "': " + what + " at position " + (at + 1) + " is not closed");
    }
}
