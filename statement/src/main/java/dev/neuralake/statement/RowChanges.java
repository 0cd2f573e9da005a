package dev.neuralake.statement;

import dev.neuralake.columnar.EngineTypes;
import dev.neuralake.delta.Commit;
import dev.neuralake.delta.DeleteSpec;
import dev.neuralake.delta.DeltaLog;
import dev.neuralake.delta.MergeSpec;
import dev.neuralake.delta.Removal;
import dev.neuralake.delta.Rows;
import dev.neuralake.delta.SetColumn;
import dev.neuralake.delta.Snapshot;
import dev.neuralake.delta.UpdateSpec;
import dev.neuralake.delta.WriteOptions;
import dev.neuralake.statement.Statement.Replacing;
import dev.neuralake.types.Column;
import dev.neuralake.types.NeuralakeException;
import dev.neuralake.types.Schema;
import dev.neuralake.types.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** INSERT, DELETE, UPDATE and MERGE. */
final class RowChanges {
    private final Workplace place;

    RowChanges(Workplace place) {
        this.place = place;
    }

    Outcome delete(Statement.Delete delete) {
        DeltaLog log = place.log(delete.table());
        Checked checked = new Checked(place.composer());
        Checked.Slot condition = checked.add(delete.condition());
        checked.check();
        return Outcome.of(log.delete(new DeleteSpec(
                place.session(), alias(delete.alias(), delete.table()), condition.text(), Removal.AUTOMATIC)));
    }

    Outcome update(Statement.Update update) {
        DeltaLog log = place.log(update.table());
        Checked checked = new Checked(place.composer());
        Checked.Slot condition = checked.add(update.condition());
        List<Checked.Slot> values = checked.addAll(update.assignments());
        checked.check();
        return Outcome.of(log.update(new UpdateSpec(
                place.session(),
                alias(update.alias(), update.table()),
                Checked.assigned(update.assignments(), values),
                condition.text(),
                Removal.AUTOMATIC)));
    }

    Outcome merge(Statement.Merge merge) {
        DeltaLog log = place.log(merge.table());
        Checked checked = new Checked(place.composer());
        Checked.Slot condition = checked.add(merge.condition());
        List<Checked.Slot> conditions = new ArrayList<>();
        List<List<Checked.Slot>> values = new ArrayList<>();
        for (MergeSpec.Clause clause : merge.clauses()) {
            conditions.add(checked.add(clause.condition()));
            values.add(checked.addAll(sets(clause.action())));
        }
        checked.check();
        List<MergeSpec.Clause> clauses = new ArrayList<>();
        for (int i = 0; i < merge.clauses().size(); i++) {
            MergeSpec.Clause clause = merge.clauses().get(i);
            clauses.add(new MergeSpec.Clause(
                    clause.matching(), conditions.get(i).text(), checkedAction(clause.action(), values.get(i))));
        }
        String source = "(" + place.composer().query("SELECT * FROM " + merge.source()) + ")";
        return Outcome.of(log.merge(new MergeSpec(
                place.session(),
                alias(merge.alias(), merge.table()),
                source,
                merge.sourceAlias() == null ? "source" : merge.sourceAlias(),
                condition.required(),
                clauses,
                merge.schemaEvolution(),
                Removal.AUTOMATIC)));
    }

    private static List<SetColumn> sets(MergeSpec.Action action) {
        return switch (action) {
            case MergeSpec.UpdateSet(var sets) -> sets;
            case MergeSpec.InsertValues(var sets) -> sets;
            case MergeSpec.UpdateAll _, MergeSpec.InsertAll _, MergeSpec.DeleteRow _ -> List.of();
        };
    }

    private static MergeSpec.Action checkedAction(MergeSpec.Action action, List<Checked.Slot> values) {
        return switch (action) {
            case MergeSpec.UpdateSet(var sets) -> new MergeSpec.UpdateSet(Checked.assigned(sets, values));
            case MergeSpec.InsertValues(var sets) -> new MergeSpec.InsertValues(Checked.assigned(sets, values));
            case MergeSpec.UpdateAll _, MergeSpec.InsertAll _, MergeSpec.DeleteRow _ -> action;
        };
    }

    private static String alias(@Nullable String alias, TableName table) {
        return alias == null ? table.last() : alias;
    }

    Outcome insert(Statement.Insert insert) {
        DeltaLog log = place.log(insert.table());
        String query = place.composer().query(withDefaults(insert, log));
        Schema given = place.session().describe(query);
        Map<String, @Nullable String> partition = partition(insert.replacing());
        Schema schema = log.snapshot().schema();
        String named = insert.byName() ? query : byPosition(insert, partition.keySet(), schema, given, query);
        Rows rows = Rows.of(
                place.session(),
                partition.isEmpty() ? named : "SELECT *, " + constants(partition, schema) + " FROM (" + named + ")");
        WriteOptions options =
                insert.schemaEvolution() ? WriteOptions.defaults().mergingSchema() : WriteOptions.defaults();
        return Outcome.of(insert(log, insert.replacing(), rows, options));
    }

    private static Map<String, @Nullable String> partition(Replacing replacing) {
        return switch (replacing) {
            case Replacing.Partition(var values) -> values;
            case Replacing.NothingOfPartition(var values) -> values;
            case Replacing.Nothing _, Replacing.Everything _, Replacing.Where _, Replacing.Using _ -> Map.of();
        };
    }

    /** DEFAULT as a value of VALUES stands for the default of its column. */
    private static String withDefaults(Statement.Insert insert, DeltaLog log) {
        Snapshot snapshot = log.snapshot();
        List<String> names = insert.columns().isEmpty() ? snapshot.schema().names() : insert.columns();
        return DefaultValues.fill(
                insert.query(), place -> place < names.size() ? snapshot.defaultSql(names.get(place)) : "NULL");
    }

    private Commit insert(DeltaLog log, Replacing replacing, Rows rows, WriteOptions options) {
        return switch (replacing) {
            case Replacing.Nothing _, Replacing.NothingOfPartition _ -> log.append(rows, options);
            case Replacing.Everything _ -> log.overwrite(rows, options);
            case Replacing.Using(var columns) -> log.replaceUsing(columns, rows, options);
            case Replacing.Where(var condition) -> log.replaceWhere(checked(condition), rows, options);
            case Replacing.Partition(var values) ->
                log.replaceWhere(condition(values, log.snapshot().schema()), rows, options);
        };
    }

    private String checked(String condition) {
        Checked checked = new Checked(place.composer());
        Checked.Slot slot = checked.add(condition);
        checked.check();
        return slot.required();
    }

    private static String constants(Map<String, @Nullable String> partition, Schema table) {
        return partition.entrySet().stream()
                .map(entry ->
                        constant(entry.getValue(), table.column(entry.getKey())) + " AS " + Sql.quote(entry.getKey()))
                .collect(Collectors.joining(", "));
    }

    private static String condition(Map<String, @Nullable String> partition, Schema table) {
        return partition.entrySet().stream()
                .map(entry -> entry.getValue() == null
                        ? Sql.quote(entry.getKey()) + " IS NULL"
                        : Sql.quote(entry.getKey()) + " = " + constant(entry.getValue(), table.column(entry.getKey())))
                .collect(Collectors.joining(" AND "));
    }

    private static String constant(@Nullable String value, Column column) {
        return "CAST(" + (value == null ? "NULL" : Sql.text(value)) + " AS " + EngineTypes.toSql(column.type()) + ")";
    }

    /** The query's columns under the names of the table's, in order, or of those that the statement lists. */
    private static String byPosition(
            Statement.Insert insert, Set<String> fixed, Schema table, Schema given, String query) {
        List<String> names = insert.columns().isEmpty() ? positional(insert, fixed, table, given) : insert.columns();
        if (names.size() != given.size()) {
            throw new NeuralakeException("Cannot insert into table " + insert.table() + ": the rows have "
                    + given.size() + " columns, and "
                    + (insert.columns().isEmpty() ? "the table has " : "the statement names ") + names.size()
                    + " (name the columns that the rows have: INSERT INTO " + insert.table() + " (…))");
        }
        for (int i = 0; i < names.size(); i++) {
            if (names.subList(0, i).stream().anyMatch(names.get(i)::equalsIgnoreCase)) {
                throw new NeuralakeException("Cannot insert into table " + insert.table() + ": column '" + names.get(i)
                        + "' is named twice (leave one of the two out)");
            }
        }
        return names.stream()
                .map(Sql::quote)
                .collect(Collectors.joining(", ", "SELECT * FROM (" + query + ") AS given(", ")"));
    }

    /** Schema evolution by position: what the table does not have keeps the query's names. */
    private static List<String> positional(Statement.Insert insert, Set<String> fixed, Schema table, Schema given) {
        List<String> names = new ArrayList<>(table.columns().stream()
                .filter(column -> !isGenerated(column) || given.size() == table.size())
                .map(Column::name)
                .filter(name -> fixed.stream().noneMatch(name::equalsIgnoreCase))
                .toList());
        if (insert.schemaEvolution()) {
            for (int i = names.size(); i < given.size(); i++) {
                names.add(given.columns().get(i).name());
            }
        }
        return names;
    }

    private static boolean isGenerated(Column column) {
        return column.metadata().containsKey("delta.generationExpression")
                || column.metadata().containsKey("delta.identity.start");
    }
}
