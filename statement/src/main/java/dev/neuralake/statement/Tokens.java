package dev.neuralake.statement;

import dev.neuralake.query.token.Lexer;
import dev.neuralake.query.token.Token;
import dev.neuralake.types.NeuralakeException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A cursor over the tokens of one statement, and the phrases that many statements share. */
final class Tokens {
    private final String sql;
    private final List<Token> tokens;
    private int at;

    Tokens(String sql, List<Token> tokens) {
        this.sql = sql;
        this.tokens = tokens;
    }

    static boolean opens(Token token) {
        return token.isSymbol('(') || token.isSymbol('[') || token.isSymbol('{');
    }

    static boolean closes(Token token) {
        return token.isSymbol(')') || token.isSymbol(']') || token.isSymbol('}');
    }

    boolean atEnd() {
        return at >= tokens.size();
    }

    @Nullable
    Token peek() {
        return atEnd() ? null : tokens.get(at);
    }

    /** Whether these key words come next. */
    boolean sees(String... keywords) {
        for (int i = 0; i < keywords.length; i++) {
            if (at + i >= tokens.size() || !tokens.get(at + i).is(keywords[i])) {
                return false;
            }
        }
        return true;
    }

    /** Steps over these key words if all of them come next. */
    boolean take(String... keywords) {
        if (!sees(keywords)) {
            return false;
        }
        at += keywords.length;
        return true;
    }

    void expect(String... keywords) {
        if (!take(keywords)) {
            throw unexpected(String.join(" ", keywords));
        }
    }

    boolean seesSymbol(char symbol) {
        return !atEnd() && tokens.get(at).isSymbol(symbol);
    }

    boolean takeSymbol(char symbol) {
        if (!seesSymbol(symbol)) {
            return false;
        }
        at++;
        return true;
    }

    void expectSymbol(char symbol) {
        if (!takeSymbol(symbol)) {
            throw unexpected("'" + symbol + "'");
        }
    }

    String identifier(String what) {
        Token token = peek();
        if (token == null || !token.isIdentifier()) {
            throw unexpected(what);
        }
        at++;
        return token.text();
    }

    /** {@code a.b.c}. */
    List<String> path(String what) {
        List<String> path = new ArrayList<>();
        do {
            path.add(identifier(what));
        } while (takeSymbol('.'));
        return path;
    }

    TableName tableName() {
        return new TableName(path("the name of a table"));
    }

    String string(String what) {
        Token token = peek();
        if (token == null || token.kind() != Token.Kind.STRING) {
            throw unexpected(what + " in single quotes");
        }
        at++;
        return token.text();
    }

    /** A number as written, with the minus before it. */
    String number(String what) {
        String sign = takeSymbol('-') ? "-" : "";
        Token token = peek();
        if (token == null || token.kind() != Token.Kind.NUMBER) {
            throw unexpected(what);
        }
        at++;
        return sign + token.text();
    }

    /** {@code (item, item, …)}. */
    <T> List<T> parenthesised(Supplier<T> item) {
        expectSymbol('(');
        List<T> items = commaSeparated(item);
        expectSymbol(')');
        return items;
    }

    <T> List<T> commaSeparated(Supplier<T> item) {
        List<T> items = new ArrayList<>();
        do {
            items.add(item.get());
        } while (takeSymbol(','));
        return items;
    }

    /** The optional alias of a relation: {@code [AS] name}, unless one of these key words comes. */
    @Nullable
    String alias(String... keywords) {
        if (take("AS")) {
            return identifier("an alias");
        }
        Token token = peek();
        if (token == null || !token.isIdentifier()) {
            return null;
        }
        for (String keyword : keywords) {
            if (token.is(keyword)) {
                return null;
            }
        }
        at++;
        return token.text();
    }

    /** The engine's text of what comes up to one of the key words, a comma or closing bracket outside all brackets. */
    String expression(String what, String... stops) {
        return EngineText.of(sql, tokens, span(what, stops), at);
    }

    /** The same, as it was written: for what the table stores, and other engines read. */
    String storedExpression(String what, String... stops) {
        int from = span(what, stops);
        return sql.substring(tokens.get(from).start(), tokens.get(at - 1).end());
    }

    /** The query inside a bracket that is open, up to the one that closes it. */
    String subquery() {
        int from = at;
        int depth = 0;
        while (!atEnd() && (depth > 0 || !closes(tokens.get(at)))) {
            depth += opens(tokens.get(at)) ? 1 : closes(tokens.get(at)) ? -1 : 0;
            at++;
        }
        if (from == at) {
            throw unexpected("a query");
        }
        return EngineText.of(sql, tokens, from, at);
    }

    /** Goes back over the token taken last. */
    void stepBack() {
        at--;
    }

    /** All that is left, as the engine's text. */
    String rest(String what) {
        if (atEnd()) {
            throw unexpected(what);
        }
        int from = at;
        at = tokens.size();
        return EngineText.of(sql, tokens, from, at);
    }

    /** Steps over an expression; the position where it began. Key words inside CASE … END do not stop it. */
    private int span(String what, String... stops) {
        int from = at;
        int depth = 0;
        for (; at < tokens.size(); at++) {
            Token token = tokens.get(at);
            if (depth == 0 && (token.isSymbol(',') || closes(token) || isOneOf(token, stops))) {
                break;
            }
            if (opens(token) || token.is("CASE")) {
                depth++;
            } else if (closes(token) || token.is("END")) {
                depth--;
            }
        }
        if (from == at) {
            throw unexpected(what);
        }
        return from;
    }

    private static boolean isOneOf(Token token, String... keywords) {
        for (String keyword : keywords) {
            if (token.is(keyword)) {
                return true;
            }
        }
        return false;
    }

    /** The text of a type: up to a comma or bracket outside of its own brackets, or a word behind it. */
    String typeText() {
        int from = at;
        int depth = 0;
        for (; at < tokens.size(); at++) {
            Token token = tokens.get(at);
            if (depth == 0 && at > from && !token.isSymbol('<') && !token.isSymbol('(')) {
                break;
            }
            depth += token.isSymbol('<') || token.isSymbol('(') ? 1 : 0;
            depth -= token.isSymbol('>') || token.isSymbol(')') ? 1 : 0;
            if (depth < 0) {
                break;
            }
        }
        if (from == at) {
            throw unexpected("a type");
        }
        return sql.substring(tokens.get(from).start(), tokens.get(at - 1).end());
    }

    void expectEnd() {
        if (!atEnd()) {
            throw unexpected("the end of the statement");
        }
    }

    NeuralakeException unexpected(String wanted) {
        Token token = peek();
        String found = token == null ? "the end" : "'" + sql.substring(token.start(), token.end()) + "'";
        int position = token == null ? sql.length() : token.start();
        return new NeuralakeException("Cannot read the statement at " + Lexer.place(sql, position) + ": expected "
                + wanted + ", found " + found);
    }
}
