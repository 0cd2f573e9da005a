package dev.neuralake.statement;

import dev.neuralake.query.token.Token;
import dev.neuralake.statement.Statement.Insert;
import dev.neuralake.statement.Statement.Replacing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** INSERT [WITH SCHEMA EVOLUTION] INTO | OVERWRITE, with Spark's clauses between the table and the query. */
final class InsertParser {
    private final Tokens tokens;

    InsertParser(Tokens tokens) {
        this.tokens = tokens;
    }

    Insert insert() {
        tokens.expect("INSERT");
        boolean evolution = tokens.take("WITH", "SCHEMA", "EVOLUTION");
        Replacing replacing = new Replacing.Nothing();
        if (tokens.take("OVERWRITE")) {
            tokens.take("TABLE");
            replacing = new Replacing.Everything();
        } else {
            tokens.expect("INTO");
            tokens.take("TABLE");
        }
        TableName table = tokens.tableName();
        if (tokens.take("PARTITION")) {
            replacing = replacing instanceof Replacing.Everything
                    ? new Replacing.Partition(partition())
                    : new Replacing.NothingOfPartition(partition());
        }
        boolean byName = tokens.take("BY", "NAME");
        List<String> columns = seesColumns() ? tokens.parenthesised(() -> tokens.identifier("a column")) : List.of();
        if (tokens.take("REPLACE", "WHERE")) {
            replacing = new Replacing.Where(tokens.expression("a condition", "SELECT", "VALUES", "WITH", "FROM"));
        } else if (tokens.take("REPLACE", "USING")) {
            replacing = new Replacing.Using(tokens.parenthesised(() -> tokens.identifier("a column")));
        }
        byName |= tokens.take("BY", "NAME");
        return new Insert(table, replacing, columns, byName, evolution, tokens.rest("VALUES or a query"));
    }

    /** A bracket here opens the column list unless a query stands in it. */
    private boolean seesColumns() {
        if (!tokens.seesSymbol('(')) {
            return false;
        }
        tokens.takeSymbol('(');
        boolean query = tokens.sees("SELECT") || tokens.sees("WITH") || tokens.sees("FROM") || tokens.sees("VALUES");
        tokens.stepBack();
        return !query;
    }

    private Map<String, @Nullable String> partition() {
        Map<String, @Nullable String> values = new LinkedHashMap<>();
        tokens.parenthesised(() -> {
            String column = tokens.identifier("a partition column");
            tokens.expectSymbol('=');
            return values.put(column, partitionValue());
        });
        return values;
    }

    private @Nullable String partitionValue() {
        if (tokens.take("NULL")) {
            return null;
        }
        if (tokens.take("DATE") || tokens.take("TIMESTAMP")) {
            return tokens.string("a value");
        }
        var token = tokens.peek();
        boolean quoted = token != null && token.kind() == Token.Kind.STRING;
        if (quoted) {
            return tokens.string("a value");
        }
        return tokens.sees("TRUE") || tokens.sees("FALSE") ? tokens.identifier("a value") : tokens.number("a value");
    }
}
