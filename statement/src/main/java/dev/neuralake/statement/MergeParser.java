package dev.neuralake.statement;

import dev.neuralake.statement.Statement.Matching;
import dev.neuralake.statement.Statement.Merge;
import dev.neuralake.statement.Statement.MergeAction;
import dev.neuralake.statement.Statement.MergeClause;
import dev.neuralake.types.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** MERGE [WITH SCHEMA EVOLUTION] INTO … USING … ON … WHEN …. */
final class MergeParser {
    private final Tokens tokens;

    MergeParser(Tokens tokens) {
        this.tokens = tokens;
    }

    Merge merge() {
        tokens.expect("MERGE");
        boolean evolution = tokens.take("WITH", "SCHEMA", "EVOLUTION");
        tokens.expect("INTO");
        TableName table = tokens.tableName();
        String alias = tokens.alias("USING");
        tokens.expect("USING");
        String source = source();
        String sourceAlias = tokens.alias("ON");
        tokens.expect("ON");
        String condition = tokens.expression("a condition", "WHEN");
        List<MergeClause> clauses = new ArrayList<>();
        do {
            clauses.add(clause());
        } while (!tokens.atEnd());
        return new Merge(table, alias, source, sourceAlias, condition, clauses, evolution);
    }

    /** A table's name, or a query in its brackets. */
    private String source() {
        if (tokens.takeSymbol('(')) {
            String query = tokens.subquery();
            tokens.expectSymbol(')');
            return "(" + query + ")";
        }
        return tokens.tableName().parts().stream().map(Sql::quote).collect(Collectors.joining("."));
    }

    private MergeClause clause() {
        tokens.expect("WHEN");
        Matching matching = matching();
        String condition = tokens.take("AND") ? tokens.expression("a condition", "THEN") : null;
        tokens.expect("THEN");
        return new MergeClause(matching, condition, action(matching));
    }

    private Matching matching() {
        if (tokens.take("MATCHED")) {
            return Matching.MATCHED;
        }
        tokens.expect("NOT", "MATCHED");
        if (tokens.take("BY", "SOURCE")) {
            return Matching.NOT_MATCHED_BY_SOURCE;
        }
        tokens.take("BY", "TARGET");
        return Matching.NOT_MATCHED;
    }

    private MergeAction action(Matching matching) {
        if (matching == Matching.NOT_MATCHED) {
            tokens.expect("INSERT");
            return insert();
        }
        if (tokens.take("DELETE")) {
            return new MergeAction.DeleteRow();
        }
        tokens.expect("UPDATE", "SET");
        if (matching == Matching.MATCHED && tokens.takeSymbol('*')) {
            return new MergeAction.UpdateAll();
        }
        return new MergeAction.UpdateSet(RowParser.assignments(tokens, "WHEN"));
    }

    private MergeAction insert() {
        if (tokens.takeSymbol('*')) {
            return new MergeAction.InsertAll();
        }
        List<String> columns = tokens.parenthesised(() -> tokens.identifier("a column"));
        tokens.expect("VALUES");
        List<String> values = tokens.parenthesised(() -> tokens.expression("a value"));
        if (columns.size() != values.size()) {
            throw tokens.unexpected(columns.size() + " values, one for each column, not " + values.size());
        }
        return new MergeAction.InsertValues(columns, values);
    }
}
