package dev.neuralake.statement;

import dev.neuralake.query.token.Token;
import dev.neuralake.types.Sql;
import java.util.ArrayList;
import java.util.List;

/**
 * A run of tokens as SQL of the engine. Text is kept as it was written but for what the engine spells in another way:
 * names in backticks, and Spark's constructors of arrays, maps and structs.
 */
final class EngineText {
    private final String sql;
    private final List<Token> tokens;
    private final StringBuilder text = new StringBuilder();

    private EngineText(String sql, List<Token> tokens) {
        this.sql = sql;
        this.tokens = tokens;
    }

    /** The tokens of {@code sql} in {@code [from, to)}. */
    static String of(String sql, List<Token> tokens, int from, int to) {
        EngineText engineText = new EngineText(sql, tokens);
        engineText.append(from, to);
        return engineText.text.toString().strip();
    }

    private void append(int from, int to) {
        int at = from;
        while (at < to) {
            if (at > from) {
                gap(at);
            }
            int close = isCall(at, to) ? close(at + 1, to) : -1;
            if (close > 0 && construct(at, close)) {
                at = close + 1;
            } else {
                token(tokens.get(at));
                at++;
            }
        }
    }

    /** What stands between two tokens is kept, so that line breaks and comments stay where they were. */
    private void gap(int at) {
        text.append(sql, tokens.get(at - 1).end(), tokens.get(at).start());
    }

    private void token(Token token) {
        if (token.kind() == Token.Kind.NAME) {
            text.append(Sql.quote(token.text()));
        } else {
            text.append(sql, token.start(), token.end());
        }
    }

    private boolean isCall(int at, int to) {
        return tokens.get(at).kind() == Token.Kind.WORD
                && at + 1 < to
                && tokens.get(at + 1).isSymbol('(');
    }

    /** The position of the bracket that closes the one at {@code open}; -1 where there is none before {@code to}. */
    private int close(int open, int to) {
        int depth = 0;
        for (int at = open; at < to; at++) {
            if (Tokens.opens(tokens.get(at))) {
                depth++;
            } else if (Tokens.closes(tokens.get(at)) && --depth == 0) {
                return at;
            }
        }
        return -1;
    }

    private boolean construct(int at, int close) {
        Token word = tokens.get(at);
        List<int[]> arguments = arguments(at + 2, close);
        if (word.is("ARRAY") && !startsQuery(at + 2)) {
            text.append("list_value(");
            appendAll(arguments);
            text.append(')');
            return true;
        }
        if (word.is("NAMED_STRUCT") && arguments.size() % 2 == 0 && !arguments.isEmpty()) {
            pairs(arguments, "struct_pack(", " := ", ")", true);
            return true;
        }
        if (word.is("MAP") && arguments.size() % 2 == 0 && !isEngineMap(arguments)) {
            pairs(arguments, "MAP {", ": ", "}", false);
            return true;
        }
        return false;
    }

    private boolean startsQuery(int at) {
        return tokens.get(at).is("SELECT")
                || tokens.get(at).is("WITH")
                || tokens.get(at).is("FROM");
    }

    /** The engine's own {@code map([keys], [values])}. */
    private boolean isEngineMap(List<int[]> arguments) {
        return arguments.size() == 2 && tokens.get(arguments.getFirst()[0]).isSymbol('[');
    }

    /** The token ranges between the commas of an argument list. */
    private List<int[]> arguments(int from, int to) {
        List<int[]> arguments = new ArrayList<>();
        int depth = 0;
        int start = from;
        for (int at = from; at < to; at++) {
            Token token = tokens.get(at);
            depth += Tokens.opens(token) ? 1 : Tokens.closes(token) ? -1 : 0;
            if (depth == 0 && token.isSymbol(',')) {
                arguments.add(new int[] {start, at});
                start = at + 1;
            }
        }
        if (start < to) {
            arguments.add(new int[] {start, to});
        }
        return arguments;
    }

    private void appendAll(List<int[]> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            text.append(i == 0 ? "" : ", ");
            append(arguments.get(i)[0], arguments.get(i)[1]);
        }
    }

    private void pairs(List<int[]> arguments, String open, String between, String close, boolean keyIsName) {
        text.append(open);
        for (int i = 0; i < arguments.size(); i += 2) {
            text.append(i == 0 ? "" : ", ");
            int[] key = arguments.get(i);
            if (keyIsName) {
                text.append(Sql.quote(tokens.get(key[0]).text()));
            } else {
                append(key[0], key[1]);
            }
            text.append(between);
            append(arguments.get(i + 1)[0], arguments.get(i + 1)[1]);
        }
        text.append(close);
    }
}
