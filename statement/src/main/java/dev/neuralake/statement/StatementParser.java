package dev.neuralake.statement;

import dev.neuralake.query.token.Lexer;
import dev.neuralake.query.token.Token;
import dev.neuralake.statement.Statement.DescribeDetail;
import dev.neuralake.statement.Statement.DescribeHistory;
import dev.neuralake.statement.Statement.Moment;
import dev.neuralake.types.NeuralakeException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads statements that write, shaped as Spark shapes them. Their skeleton is read here; what stands inside it,
 * expressions and queries, is left to the engine's own parser.
 */
public final class StatementParser {
    private StatementParser() {}

    /**
     * The statements of a script, in order, each without its semicolon and the comments around it; empty ones are left
     * out.
     *
     * @throws NeuralakeException where a quote or comment is not closed
     */
    public static List<String> split(String script) {
        List<String> statements = new ArrayList<>();
        int start = -1;
        int end = -1;
        for (Token token : Lexer.tokens(script)) {
            if (token.isSymbol(';')) {
                if (start >= 0) {
                    statements.add(script.substring(start, end));
                }
                start = -1;
            } else {
                start = start < 0 ? token.start() : start;
                end = token.end();
            }
        }
        if (start >= 0) {
            statements.add(script.substring(start, end));
        }
        return statements;
    }

    /**
     * Reads one statement.
     *
     * @throws NeuralakeException where it is none of those known, with the place and what was expected there
     */
    public static Statement parse(String sql) {
        Tokens tokens = new Tokens(sql, Lexer.tokens(sql));
        Statement statement = read(tokens);
        tokens.expectEnd();
        return statement;
    }

    private static Statement read(Tokens tokens) {
        if (tokens.sees("CREATE")) {
            return new CreateParser(tokens).create();
        }
        if (tokens.sees("INSERT")) {
            return new InsertParser(tokens).insert();
        }
        if (tokens.sees("MERGE")) {
            return new MergeParser(tokens).merge();
        }
        if (tokens.take("DELETE")) {
            tokens.expect("FROM");
            return new RowParser(tokens).delete();
        }
        if (tokens.take("UPDATE")) {
            return new RowParser(tokens).update();
        }
        if (tokens.take("ALTER", "TABLE")) {
            return new AlterParser(tokens).alter();
        }
        if (tokens.sees("DESCRIBE") || tokens.sees("DESC")) {
            return describe(tokens);
        }
        if (tokens.take("TRUNCATE", "TABLE")) {
            return new Statement.Delete(tokens.tableName(), null, null);
        }
        if (tokens.sees("SELECT")
                || tokens.sees("WITH")
                || tokens.sees("FROM")
                || tokens.sees("VALUES")
                || tokens.sees("SHOW")) {
            return new Statement.Query(tokens.rest("a query"));
        }
        return new MaintenanceParser(tokens).maintenance();
    }

    private static Statement describe(Tokens tokens) {
        if (!tokens.take("DESC")) {
            tokens.expect("DESCRIBE");
        }
        if (!tokens.sees("DETAIL") && !tokens.sees("HISTORY")) {
            tokens.take("TABLE");
            return new Statement.Query("DESCRIBE " + tokens.rest("a table"));
        }
        if (tokens.take("DETAIL")) {
            return new DescribeDetail(tokens.tableName());
        }
        tokens.expect("HISTORY");
        TableName table = tokens.tableName();
        return new DescribeHistory(
                table, tokens.take("LIMIT") ? Integer.valueOf(tokens.number("a number of versions")) : null);
    }

    /** {@code VERSION AS OF n} or {@code TIMESTAMP AS OF '…'}. */
    static Moment moment(Tokens tokens) {
        if (tokens.take("VERSION", "AS", "OF")) {
            return new Moment(Long.valueOf(tokens.number("a version")), null);
        }
        tokens.expect("TIMESTAMP", "AS", "OF");
        return new Moment(null, tokens.string("a timestamp"));
    }
}
