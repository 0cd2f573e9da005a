package dev.neuralake.statement;

import dev.neuralake.query.token.Lexer;
import dev.neuralake.query.token.Token;
import java.util.List;
import java.util.function.IntFunction;

/** Puts something in the place of the word DEFAULT where it is a value of {@code VALUES (…), (…)}. */
final class DefaultValues {
    private DefaultValues() {}

    /** @param value what stands for it, by its place in the row from 0 */
    static String fill(String query, IntFunction<String> value) {
        List<Token> tokens = Lexer.tokens(query);
        if (tokens.isEmpty()
                || !tokens.getFirst().is("VALUES")
                || tokens.stream().noneMatch(token -> token.is("DEFAULT"))) {
            return query;
        }
        StringBuilder filled = new StringBuilder();
        int copied = 0;
        int depth = 0;
        int place = 0;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (Tokens.opens(token)) {
                depth++;
                place = depth == 1 ? 0 : place;
            } else if (Tokens.closes(token)) {
                depth--;
            } else if (depth == 1 && token.isSymbol(',')) {
                place++;
            } else if (depth == 1 && token.is("DEFAULT") && standsAlone(tokens, i)) {
                filled.append(query, copied, token.start())
                        .append('(')
                        .append(value.apply(place))
                        .append(')');
                copied = token.end();
            }
        }
        return filled.append(query.substring(copied)).toString();
    }

    private static boolean standsAlone(List<Token> tokens, int at) {
        Token before = tokens.get(at - 1);
        boolean first = before.isSymbol('(') || before.isSymbol(',');
        return first
                && at + 1 < tokens.size()
                && (tokens.get(at + 1).isSymbol(')') || tokens.get(at + 1).isSymbol(','));
    }
}
