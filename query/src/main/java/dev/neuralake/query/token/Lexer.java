package dev.neuralake.query.token;

import dev.neuralake.query.token.Token.Kind;
import dev.neuralake.types.NeuralakeException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts SQL into tokens. Comments and blanks are left out; quotes are taken off. The engine's rules hold ({@code ''} is
 * a quote inside a string, block comments nest, {@code $tag$…$tag$} is a string), and backticks enclose names as in
 * Spark.
 */
public final class Lexer {
    private final String sql;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Lexer(String sql) {
        this.sql = sql;
    }

    /**
     * The tokens of a text, in order.
     *
     * @throws NeuralakeException where a quote or comment is not closed, with its place
     */
    public static List<Token> tokens(String sql) {
        Lexer lexer = new Lexer(sql);
        while (lexer.at < sql.length()) {
            lexer.next();
        }
        return lexer.tokens;
    }

    /** The line and column, both from 1, of a position in a text: {@code line 2, column 7}. */
    public static String place(String sql, int position) {
        String before = sql.substring(0, Math.min(position, sql.length()));
        int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
        return "line " + line + ", column " + (before.length() - before.lastIndexOf('\n'));
    }

    private void next() {
        char c = sql.charAt(at);
        if (Character.isWhitespace(c)) {
            at++;
        } else if (sql.startsWith("--", at)) {
            int end = sql.indexOf('\n', at);
            at = end < 0 ? sql.length() : end + 1;
        } else if (sql.startsWith("/*", at)) {
            blockComment();
        } else if (c == '\'') {
            quoted('\'', Kind.STRING, "string");
        } else if ((c == 'e' || c == 'E') && sql.startsWith("'", at + 1)) {
            escapeString();
        } else if (c == '"' || c == '`') {
            quoted(c, Kind.NAME, "name");
        } else if (c == '$' && dollarTag() != null) {
            dollarString();
        } else if (Character.isUnicodeIdentifierStart(c) || c == '_' || Character.isSurrogate(c)) {
            word();
        } else if (Character.isDigit(c) || c == '.' && digitAt(at + 1)) {
            number();
        } else {
            add(Kind.SYMBOL, String.valueOf(c), at, at + 1);
        }
    }

    private void blockComment() {
        int start = at;
        int depth = 0;
        do {
            if (sql.startsWith("/*", at)) {
                depth++;
                at += 2;
            } else if (sql.startsWith("*/", at)) {
                depth--;
                at += 2;
            } else if (++at >= sql.length()) {
                throw unclosed("comment", start);
            }
        } while (depth > 0);
    }

    private void quoted(char quote, Kind kind, String what) {
        int start = at;
        StringBuilder text = new StringBuilder();
        for (at++; ; at++) {
            if (at >= sql.length()) {
                throw unclosed(what, start);
            }
            if (sql.charAt(at) != quote) {
                text.append(sql.charAt(at));
            } else if (at + 1 < sql.length() && sql.charAt(at + 1) == quote) {
                text.append(quote);
                at++;
            } else {
                break;
            }
        }
        add(kind, text.toString(), start, at + 1);
    }

    /** A string in which a backslash takes the next character's meaning away: {@code E'it\'s'}. */
    private void escapeString() {
        int start = at;
        StringBuilder text = new StringBuilder();
        for (at += 2; ; at++) {
            if (at >= sql.length()) {
                throw unclosed("string", start);
            }
            char c = sql.charAt(at);
            boolean doubled = c == '\'' && sql.startsWith("'", at + 1);
            if (c == '\'' && !doubled) {
                break;
            }
            if ((c == '\\' || doubled) && at + 1 < sql.length()) {
                c = sql.charAt(++at);
            }
            text.append(c);
        }
        add(Kind.STRING, text.toString(), start, at + 1);
    }

    private @Nullable String dollarTag() {
        int end = sql.indexOf('$', at + 1);
        String tag = end < 0 ? "" : sql.substring(at, end + 1);
        return tag.matches("\\$([A-Za-z_][A-Za-z0-9_]*)?\\$") ? tag : null;
    }

    private void dollarString() {
        int start = at;
        String tag = sql.substring(at, sql.indexOf('$', at + 1) + 1);
        int end = sql.indexOf(tag, at + tag.length());
        if (end < 0) {
            throw unclosed("string", start);
        }
        add(Kind.STRING, sql.substring(start + tag.length(), end), start, end + tag.length());
    }

    private void word() {
        int start = at;
        int end = at;
        while (end < sql.length() && isWordPart(sql.charAt(end))) {
            end++;
        }
        add(Kind.WORD, sql.substring(start, end), start, end);
    }

    private static boolean isWordPart(char c) {
        return Character.isUnicodeIdentifierPart(c) || c == '_' || c == '$' || Character.isSurrogate(c);
    }

    private void number() {
        int start = at;
        int end = at;
        while (end < sql.length() && (isWordPart(sql.charAt(end)) || sql.charAt(end) == '.' || isExponentSign(end))) {
            end++;
        }
        add(Kind.NUMBER, sql.substring(start, end), start, end);
    }

    private boolean isExponentSign(int index) {
        char c = sql.charAt(index);
        char before = sql.charAt(index - 1 < 0 ? 0 : index - 1);
        return (c == '-' || c == '+') && (before == 'e' || before == 'E') && digitAt(index + 1);
    }

    private boolean digitAt(int index) {
        return index < sql.length() && Character.isDigit(sql.charAt(index));
    }

    private void add(Kind kind, String text, int start, int end) {
        tokens.add(new Token(kind, text, start, end));
        at = end;
    }

    private NeuralakeException unclosed(String what, int start) {
        return new NeuralakeException(
                "Cannot read SQL: the " + what + " that begins at " + place(sql, start) + " is not closed");
    }
}
