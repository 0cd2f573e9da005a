package dev.neuralake.query.gate;

import dev.neuralake.query.token.Token;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads Delta's own spelling of time travel, {@code t VERSION AS OF 3 x} and {@code t TIMESTAMP AS OF '2026-01-01' x},
 * as the engine's, {@code t x AT (VERSION => 3)}. It works on tokens, since the engine's parser knows but one of them.
 */
final class AsOf {
    private static final Set<String> VERSION = Set.of("VERSION", "SYSTEM_VERSION");
    private static final Set<String> TIME = Set.of("TIMESTAMP", "SYSTEM_TIME");

    /** Words that go on with the query behind a table, so they are no alias of it and no time. */
    private static final Set<String> CLAUSES = Set.of(
            ("SELECT FROM WHERE GROUP HAVING WINDOW QUALIFY ORDER LIMIT OFFSET FETCH UNION EXCEPT INTERSECT USING "
                            + "TABLESAMPLE PIVOT UNPIVOT ON JOIN INNER LEFT RIGHT FULL OUTER CROSS NATURAL SEMI ANTI "
                            + "ASOF POSITIONAL LATERAL AT")
                    .split(" "));

    private static final Set<String> UNITS = Set.of(
            ("SECOND SECONDS MINUTE MINUTES HOUR HOURS DAY DAYS WEEK WEEKS MONTH MONTHS QUARTER QUARTERS YEAR YEARS")
                    .split(" "));

    private final String sql;
    private final List<Token> tokens;
    private final Wording.Writer writer;
    private int copied;

    private AsOf(String sql, List<Token> tokens) {
        this.sql = sql;
        this.tokens = tokens;
        this.writer = new Wording.Writer(sql);
    }

    static Wording respell(String sql, List<Token> tokens) {
        return new AsOf(sql, tokens).wording();
    }

    private Wording wording() {
        for (int i = 1; i + 3 < tokens.size(); i++) {
            if (tokens.get(i - 1).isIdentifier() && isAsOf(i)) {
                i = clause(i) - 1;
            }
        }
        return copied == 0
                ? Wording.same(sql)
                : writer.copy(copied, sql.length()).wording();
    }

    private boolean isAsOf(int at) {
        boolean isFor = is(at, Set.of("FOR"));
        int unit = isFor ? at + 1 : at;
        return (is(unit, VERSION) || is(unit, TIME))
                && is(unit + 1, Set.of("AS"))
                && is(unit + 2, Set.of("OF"))
                && operandEnd(unit + 3) > unit + 3;
    }

    /** Writes the clause whose first token is at an index; answers the index behind it and the alias. */
    private int clause(int first) {
        int unit = is(first, Set.of("FOR")) ? first + 1 : first;
        int operand = unit + 3;
        int operandEnd = operandEnd(operand);
        int end = aliasEnd(operandEnd);
        int start = tokens.get(first).start();
        writer.copy(copied, start);
        if (end > operandEnd) {
            writer.write(" ", start)
                    .copy(tokens.get(operandEnd).start(), tokens.get(end - 1).end())
                    .write(" ", start);
        }
        writer.write(is(unit, VERSION) ? "AT (VERSION => " : "AT (TIMESTAMP => ", start)
                .copy(tokens.get(operand).start(), tokens.get(operandEnd - 1).end())
                .write(")", start);
        copied = tokens.get(end - 1).end();
        return end;
    }

    /** The index behind a version or time: a value, a call or parentheses, and intervals added or taken away. */
    private int operandEnd(int start) {
        int end = primaryEnd(start);
        while (end > start && (isSymbol(end, '-') || isSymbol(end, '+')) && is(end + 1, Set.of("INTERVAL"))) {
            int amount = primaryEnd(end + 2);
            if (amount == end + 2) {
                return end;
            }
            end = is(amount, UNITS) ? amount + 1 : amount;
        }
        return end;
    }

    private int primaryEnd(int at) {
        Token token = token(at);
        if (token == null) {
            return at;
        }
        return switch (token.kind()) {
            case NUMBER, STRING -> at + 1;
            case SYMBOL ->
                switch (token.text().charAt(0)) {
                    case '(' -> bracketEnd(at);
                    case '?' -> at + 1;
                    case '$' -> token(at + 1) == null ? at : at + 2;
                    default -> at;
                };
            case NAME -> at;
            case WORD -> wordEnd(at);
        };
    }

    /** A call, a typed text as in {@code DATE '2026-01-01'}, or a word that stands for the present. */
    private int wordEnd(int at) {
        if (is(at, CLAUSES)) {
            return at;
        }
        if (isSymbol(at + 1, '(')) {
            return bracketEnd(at + 1);
        }
        Token next = token(at + 1);
        if (next != null && next.kind() == Token.Kind.STRING) {
            return at + 2;
        }
        return is(at, Set.of("CURRENT_TIMESTAMP", "CURRENT_DATE")) ? at + 1 : at;
    }

    private int bracketEnd(int at) {
        int depth = 0;
        for (int i = at; i < tokens.size(); i++) {
            depth += isSymbol(i, '(') ? 1 : isSymbol(i, ')') ? -1 : 0;
            if (depth == 0) {
                return i + 1;
            }
        }
        return at;
    }

    /** The index behind {@code [AS] alias [(columns)]}. */
    private int aliasEnd(int at) {
        int name = is(at, Set.of("AS")) ? at + 1 : at;
        Token alias = token(name);
        if (alias == null || !alias.isIdentifier() || is(name, CLAUSES)) {
            return at;
        }
        return isSymbol(name + 1, '(') ? bracketEnd(name + 1) : name + 1;
    }

    private boolean is(int at, Set<String> words) {
        Token token = token(at);
        return token != null
                && token.kind() == Token.Kind.WORD
                && words.contains(token.text().toUpperCase(Locale.ROOT));
    }

    private boolean isSymbol(int at, char symbol) {
        Token token = token(at);
        return token != null && token.isSymbol(symbol);
    }

    private @Nullable Token token(int at) {
        return at < tokens.size() ? tokens.get(at) : null;
    }
}
