package dev.neuralake.frame;

import dev.neuralake.frame.Source.Sql.Placeholder;
import java.util.ArrayList;
import java.util.List;

/** Finds what stands for values in SQL text, and whether a text is one expression. */
final class Placeholders {
    private Placeholders() {}

    /** The placeholders {@code ?}, {@code $1} and {@code $name} outside quotes and comments, in order. */
    static List<Placeholder> in(String sql) {
        List<Placeholder> found = new ArrayList<>();
        if (sql.indexOf('?') < 0 && sql.indexOf('$') < 0) {
            return found;
        }
        SqlScanner scanner = new SqlScanner(sql);
        int marks = 0;
        int at = 0;
        while (at < sql.length()) {
            int end = scanner.skip(at);
            if (end > at) {
                at = end;
            } else if (sql.charAt(at) == '?') {
                found.add(new Placeholder(String.valueOf(++marks), at, at + 1));
                at++;
            } else if (sql.charAt(at) == '$' && !scanner.insideWord(at) && scanner.wordEnd(at + 1) > at + 1) {
                end = scanner.wordEnd(at + 1);
                found.add(new Placeholder(sql.substring(at + 1, end), at, end));
                at = end;
            } else {
                at++;
            }
        }
        return found;
    }

    /**
     * Refuses a text that could reach out of the parentheses that it will stand in.
     *
     * @throws FrameException naming what is wrong
     */
    static void requireExpression(String sql) {
        SqlScanner scanner = new SqlScanner(sql);
        StringBuilder open = new StringBuilder();
        int at = 0;
        while (at < sql.length()) {
            int end = scanner.skip(at);
            if (end > at) {
                at = end;
                continue;
            }
            bracket(sql, sql.charAt(at), open);
            at++;
        }
        if (!open.isEmpty()) {
            throw refusal(sql, "'" + open.charAt(open.length() - 1) + "' is not closed");
        }
        if (sql.isBlank()) {
            throw refusal(sql, "it is empty");
        }
    }

    private static void bracket(String sql, char c, StringBuilder open) {
        switch (c) {
            case '(', '[', '{' -> open.append(c);
            case ')', ']', '}' -> {
                int last = open.length() - 1;
                if (last < 0 || "([{".indexOf(open.charAt(last)) != ")]}".indexOf(c)) {
                    throw refusal(sql, "'" + c + "' closes nothing");
                }
                open.setLength(last);
            }
            case ';' -> throw refusal(sql, "it holds a semicolon");
            default -> {}
        }
    }

    private static FrameException refusal(String sql, String reason) {
        return new FrameException("Cannot use '" + sql + "' as an SQL expression: " + reason);
    }
}
