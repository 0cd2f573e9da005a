package dev.neuralake.statement;

import dev.neuralake.delta.SetColumn;
import dev.neuralake.statement.Statement.Delete;
import dev.neuralake.statement.Statement.Update;
import java.util.List;

/** DELETE and UPDATE, behind their first words. */
final class RowParser {
    private final Tokens tokens;

    RowParser(Tokens tokens) {
        this.tokens = tokens;
    }

    Delete delete() {
        TableName table = tokens.tableName();
        String alias = tokens.alias("WHERE");
        return new Delete(table, alias, tokens.take("WHERE") ? tokens.rest("a condition") : null);
    }

    Update update() {
        TableName table = tokens.tableName();
        String alias = tokens.alias("SET");
        tokens.expect("SET");
        List<SetColumn> assignments = assignments(tokens, "WHERE");
        return new Update(table, alias, assignments, tokens.take("WHERE") ? tokens.rest("a condition") : null);
    }

    static List<SetColumn> assignments(Tokens tokens, String... stops) {
        return tokens.commaSeparated(() -> {
            List<String> column = tokens.path("a column");
            tokens.expectSymbol('=');
            return new SetColumn(column, tokens.expression("a value", stops));
        });
    }
}
