package dev.neuralake.statement;

import dev.neuralake.delta.MergeSpec;
import dev.neuralake.delta.MergeSpec.Action;
import dev.neuralake.delta.MergeSpec.Clause;
import dev.neuralake.delta.MergeSpec.Matching;
import dev.neuralake.delta.SetColumn;
import dev.neuralake.statement.Statement.Merge;
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
        TableName named = tokens.seesSymbol('(') ? null : tokens.tableName();
        String source = named == null ? query() : quoted(named);
        String given = tokens.alias("ON");
        String sourceAlias = given == null && named != null ? named.last() : given;
        tokens.expect("ON");
        String condition = tokens.expression("a condition", "WHEN");
        List<Clause> clauses = new ArrayList<>();
        do {
            clauses.add(clause());
        } while (!tokens.atEnd());
        return new Merge(table, alias, source, sourceAlias, condition, clauses, evolution);
    }

    private static String quoted(TableName name) {
        return name.parts().stream().map(Sql::quote).collect(Collectors.joining("."));
    }

    private String query() {
        tokens.expectSymbol('(');
        String query = tokens.subquery();
        tokens.expectSymbol(')');
        return "(" + query + ")";
    }

    private Clause clause() {
        tokens.expect("WHEN");
        Matching matching = matching();
        String condition = tokens.take("AND") ? tokens.expression("a condition", "THEN") : null;
        tokens.expect("THEN");
        return new Clause(matching, condition, action(matching));
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

    private Action action(Matching matching) {
        if (matching == Matching.NOT_MATCHED) {
            tokens.expect("INSERT");
            return insert();
        }
        if (tokens.take("DELETE")) {
            return new MergeSpec.DeleteRow();
        }
        tokens.expect("UPDATE", "SET");
        if (matching == Matching.MATCHED && tokens.takeSymbol('*')) {
            return new MergeSpec.UpdateAll();
        }
        return new MergeSpec.UpdateSet(RowParser.assignments(tokens, "WHEN"));
    }

    private Action insert() {
        if (tokens.takeSymbol('*')) {
            return new MergeSpec.InsertAll();
        }
        List<String> columns = tokens.parenthesised(() -> tokens.identifier("a column"));
        tokens.expect("VALUES");
        List<String> values = tokens.parenthesised(() -> tokens.expression("a value"));
        if (columns.size() != values.size()) {
            throw tokens.unexpected(columns.size() + " values, one for each column, not " + values.size());
        }
        List<SetColumn> sets = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            sets.add(new SetColumn(List.of(columns.get(i)), values.get(i)));
        }
        return new MergeSpec.InsertValues(sets);
    }
}
