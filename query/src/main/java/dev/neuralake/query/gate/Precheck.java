package dev.neuralake.query.gate;

import dev.neuralake.query.failure.Place;
import dev.neuralake.query.failure.QueryException;
import dev.neuralake.query.failure.QueryException.Kind;
import dev.neuralake.query.token.Lexer;
import dev.neuralake.query.token.Token;
import dev.neuralake.types.NeuralakeException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What is refused before the engine's parser sees a text: several statements, and texts whose nesting would overflow
 * the native stack of that parser or keep it busy for minutes.
 */
final class Precheck {
    static final int SQL_CHARS_MAX = 256 << 10;
    private static final int BRACKETS_MAX = 200;
    private static final int NESTING_WORDS_MAX = 1000;

    /** Words that nest statements or relations without a bracket. */
    private static final Set<String> NESTING_WORDS =
            Set.of("JOIN", "DESCRIBE", "DESC", "SUMMARIZE", "SHOW", "PIVOT", "UNPIVOT", "EXPLAIN");

    private static final String WRITE = "queries only read (write from Java: lake.delta(\"…\").append(…), or writeTo)";
    private static final String ENGINE = "queries do not change the engine";
    private static final String EXPLAIN =
            "a query answers with rows of tables (use explain() of a LazyFrame, or query --explain)";
    private static final String PIVOT =
            "it needs the values of its columns (write FROM t PIVOT (sum(x) FOR y IN (…)) with the values)";

    private static final Map<String, String> REASONS = Map.ofEntries(
            Map.entry("INSERT", WRITE),
            Map.entry("UPDATE", WRITE),
            Map.entry("DELETE", WRITE),
            Map.entry("MERGE", WRITE),
            Map.entry("TRUNCATE", WRITE),
            Map.entry("COPY", "queries write no files (use --format, or writeParquet, writeCsv … of a LazyFrame)"),
            Map.entry("EXPORT", "queries write no files (use --format, or writeParquet, writeCsv … of a LazyFrame)"),
            Map.entry("CREATE", "tables are declared in Java (or use WITH for the length of one query)"),
            Map.entry("DROP", "tables are declared in Java"),
            Map.entry("ALTER", "tables are declared in Java"),
            Map.entry("COMMENT", "tables are declared in Java, and described by their Javadoc"),
            Map.entry("ATTACH", "queries read the tables of the catalog alone (declare the file as a table)"),
            Map.entry("DETACH", ENGINE),
            Map.entry("USE", "a table of another database is named with it: database.table"),
            Map.entry("INSTALL", ENGINE),
            Map.entry("LOAD", ENGINE),
            Map.entry("PRAGMA", ENGINE),
            Map.entry("SET", ENGINE + " (settings are neuralake.…, see neuralake config)"),
            Map.entry("RESET", ENGINE + " (settings are neuralake.…, see neuralake config)"),
            Map.entry("CALL", ENGINE),
            Map.entry("CHECKPOINT", ENGINE),
            Map.entry("VACUUM", ENGINE),
            Map.entry("ANALYZE", ENGINE),
            Map.entry("IMPORT", ENGINE),
            Map.entry("EXPLAIN", EXPLAIN),
            Map.entry("PREPARE", "parameters are given with the query: $name or ?"),
            Map.entry("EXECUTE", "parameters are given with the query: $name or ?"),
            Map.entry("DEALLOCATE", "parameters are given with the query: $name or ?"),
            Map.entry("BEGIN", "each query is a transaction of its own"),
            Map.entry("START", "each query is a transaction of its own"),
            Map.entry("COMMIT", "each query is a transaction of its own"),
            Map.entry("ROLLBACK", "each query is a transaction of its own"),
            Map.entry("ABORT", "each query is a transaction of its own"),
            Map.entry("PIVOT", PIVOT),
            Map.entry("UNPIVOT", PIVOT));

    private final String sql;
    private final List<Token> tokens;

    private Precheck(String sql) {
        this.sql = sql;
        this.tokens = tokens(sql);
    }

    /** Looks at a text. @throws QueryException where it must not reach the parser */
    static Precheck of(String sql) {
        if (sql.length() > SQL_CHARS_MAX) {
            throw new QueryException(
                    Kind.FORBIDDEN,
                    "Cannot run the query: its text has " + sql.length() + " characters and at most " + SQL_CHARS_MAX
                            + " are read (put its values into a table or a list parameter)");
        }
        requireText(sql);
        Precheck check = new Precheck(sql);
        check.requireOneStatement();
        check.requireFlat();
        return check;
    }

    /** The engine ends at a NUL, and reads half a character as a question mark, which is a parameter. */
    private static void requireText(String sql) {
        int at = 0;
        while (at < sql.length()) {
            int c = sql.codePointAt(at);
            if (c == 0 || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                String what = c == 0 ? "a NUL" : "half of a surrogate pair";
                throw new QueryException(
                        Kind.SYNTAX, "Cannot read the query: it holds " + what + " (take it out)", new Place(sql, at));
            }
            at += Character.charCount(c);
        }
    }

    private static List<Token> tokens(String sql) {
        try {
            return Lexer.tokens(sql);
        } catch (NeuralakeException e) {
            throw new QueryException(Kind.SYNTAX, String.valueOf(e.getMessage()), null, e);
        }
    }

    /** The text with time travel as the engine spells it. */
    Wording wording() {
        return AsOf.respell(sql, tokens);
    }

    private void requireOneStatement() {
        boolean ended = false;
        boolean begun = false;
        for (Token token : tokens) {
            if (token.isSymbol(';')) {
                ended = begun;
            } else if (ended) {
                throw new QueryException(
                        Kind.FORBIDDEN,
                        "Cannot run two statements: a query is one SELECT (send them one by one)",
                        new Place(sql, token.start()));
            } else {
                begun = true;
            }
        }
        if (!begun) {
            throw new QueryException(Kind.SYNTAX, "Cannot run the query: it is empty (write a SELECT)");
        }
    }

    private void requireFlat() {
        int depth = 0;
        int words = 0;
        for (Token token : tokens) {
            if (token.kind() == Token.Kind.SYMBOL) {
                depth = Math.max(0, depth + bracket(token.text().charAt(0)));
            } else if (token.kind() == Token.Kind.WORD
                    && NESTING_WORDS.contains(token.text().toUpperCase(Locale.ROOT))) {
                words++;
            }
            if (depth > BRACKETS_MAX || words > NESTING_WORDS_MAX) {
                throw SyntaxTrees.tooLarge();
            }
        }
    }

    private static int bracket(char c) {
        return switch (c) {
            case '(', '[', '{' -> 1;
            case ')', ']', '}' -> -1;
            default -> 0;
        };
    }

    /** What to answer to a statement that is no SELECT. */
    QueryException notSelect() {
        Token first = tokens.stream()
                .filter(token -> token.kind() == Token.Kind.WORD)
                .findFirst()
                .orElse(tokens.getFirst());
        String word = first.text().toUpperCase(Locale.ROOT);
        // WITH … INSERT says what it is only behind its common table expressions.
        String reason = REASONS.getOrDefault(word, "a query is one SELECT");
        String what = REASONS.containsKey(word) ? word : "the statement";
        return new QueryException(Kind.FORBIDDEN, "Cannot run " + what + ": " + reason, new Place(sql, first.start()));
    }
}
