package dev.neuralake.delta;

import dev.neuralake.columnar.EngineTypes;
import dev.neuralake.delta.MergeSpec.Clause;
import dev.neuralake.delta.MergeSpec.Matching;
import dev.neuralake.delta.action.Metadata;
import dev.neuralake.types.Column;
import dev.neuralake.types.NeuralakeException;
import dev.neuralake.types.Sql;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Writes the SELECT that yields the rows that a MERGE changes: where each lies, by which clause, its new values. */
final class MergeSql {
    private static final String IN_TABLE = "__neuralake_in_table";
    private static final String IN_SOURCE = "__neuralake_in_source";

    private final String table;
    private final Metadata metadata;
    private final MergeSpec spec;
    private final String alias;
    private final MergeSource source;
    private final String rows;
    private final List<Map<String, String>> values = new ArrayList<>();

    /** @param rows a SELECT of the table's rows that may matter, with their places */
    MergeSql(String table, Metadata metadata, MergeSpec spec, String alias, MergeSource source, String rows) {
        this.table = table;
        this.metadata = metadata;
        this.spec = spec;
        this.alias = alias;
        this.source = source;
        this.rows = rows;
        NewValues writer = new NewValues(metadata, table, source.session(), tableRelation() + ", " + sourceRelation());
        spec.clauses().forEach(clause -> values.add(values(writer, clause)));
    }

    private Map<String, String> values(NewValues writer, Clause clause) {
        return switch (clause.action()) {
            case MergeSpec.DeleteRow ignored -> Map.of();
            case MergeSpec.UpdateSet set -> writer.update(set.assignments(), alias);
            case MergeSpec.InsertValues insert -> writer.insert(insert.values());
            case MergeSpec.UpdateAll ignored -> writer.update(star(), alias);
            case MergeSpec.InsertAll ignored -> writer.insert(star());
        };
    }

    /** Every column from the source's column of the same name. */
    private List<SetColumn> star() {
        Set<String> generated = Expressions.generated(metadata).keySet();
        List<SetColumn> sets = new ArrayList<>();
        for (Column column : metadata.schema().columns()) {
            var same = ColumnMapping.find(source.schema().columns(), column.name());
            if (same.isPresent()) {
                String value =
                        Sql.quote(source.alias()) + "." + Sql.quote(same.get().name());
                sets.add(new SetColumn(List.of(column.name()), value));
            } else if (!generated.contains(column.name()) && !IdentityColumns.is(column) && !spec.schemaEvolution()) {
                throw new NeuralakeException("Cannot merge into table " + table + ": the source has no column '"
                        + column.name() + "', which UPDATE SET * or INSERT * needs (name the columns, or ask for "
                        + "schema evolution)");
            }
        }
        return sets;
    }

    private String tableRelation() {
        return "(SELECT *, TRUE AS " + IN_TABLE + " FROM (" + rows + ")) AS " + Sql.quote(alias);
    }

    private String sourceRelation() {
        return "(SELECT *, TRUE AS " + IN_SOURCE + " FROM " + source.name() + ") AS " + Sql.quote(source.alias());
    }

    String select() {
        String in = Sql.quote(alias) + ".";
        StringBuilder sql = new StringBuilder("SELECT * FROM (SELECT ")
                .append(in + ScanRequest.FILE + " AS " + ScanRequest.FILE + ", ")
                .append(in + ScanRequest.ROW + " AS " + ScanRequest.ROW + ", ")
                .append(clause() + " AS " + RowEdits.CLAUSE);
        for (Column column : metadata.schema().columns()) {
            if (values.stream().anyMatch(clause -> clause.containsKey(column.name()))) {
                sql.append(", ").append(value(column)).append(" AS ").append(Sql.quote(column.name()));
            }
        }
        return sql + " FROM " + joined() + ") WHERE " + RowEdits.CLAUSE + " IS NOT NULL";
    }

    private String clause() {
        StringBuilder sql = new StringBuilder("CASE");
        for (int i = 0; i < spec.clauses().size(); i++) {
            sql.append(" WHEN ")
                    .append(applies(spec.clauses().get(i)))
                    .append(" THEN ")
                    .append(i);
        }
        return sql + " END";
    }

    private String applies(Clause clause) {
        String inTable = Sql.quote(alias) + "." + IN_TABLE;
        String inSource = Sql.quote(source.alias()) + "." + IN_SOURCE;
        String matching = switch (clause.matching()) {
            case MATCHED -> inTable + " AND " + inSource;
            case NOT_MATCHED -> inTable + " IS NULL";
            case NOT_MATCHED_BY_SOURCE -> inSource + " IS NULL";
        };
        return clause.condition() == null ? matching : matching + " AND (" + clause.condition() + "\n)";
    }

    private String value(Column column) {
        StringBuilder sql = new StringBuilder("CASE");
        for (int i = 0; i < spec.clauses().size(); i++) {
            String value = values.get(i).get(column.name());
            sql.append(" WHEN ")
                    .append(applies(spec.clauses().get(i)))
                    .append(" THEN ")
                    .append(value == null ? "NULL" : value);
        }
        return "CAST(" + sql + " END AS " + EngineTypes.toSql(column.type()) + ")";
    }

    private String joined() {
        boolean tableOnly = spec.has(Matching.NOT_MATCHED_BY_SOURCE);
        boolean sourceOnly = spec.has(Matching.NOT_MATCHED);
        String join = tableOnly && sourceOnly ? "FULL" : tableOnly ? "LEFT" : sourceOnly ? "RIGHT" : "INNER";
        return tableRelation() + " " + join + " JOIN " + sourceRelation() + " ON (" + spec.condition() + "\n)";
    }

    /** For generated columns that some clauses give a value and others leave out: which give one. */
    Map<String, String> generatedWhere() {
        Map<String, String> where = new LinkedHashMap<>();
        for (String column : Expressions.generated(metadata).keySet()) {
            Set<Integer> giving = new TreeSet<>();
            for (int i = 0; i < values.size(); i++) {
                if (values.get(i).containsKey(column)) {
                    giving.add(i);
                }
            }
            if (!giving.isEmpty()) {
                where.put(
                        column,
                        RowEdits.CLAUSE + " IN "
                                + giving.stream().map(String::valueOf).collect(Collectors.joining(", ", "(", ")")));
            }
        }
        return where;
    }
}
