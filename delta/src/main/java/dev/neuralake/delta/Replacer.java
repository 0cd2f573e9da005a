package dev.neuralake.delta;

import dev.neuralake.columnar.Session;
import dev.neuralake.delta.RowEdits.Kind;
import dev.neuralake.delta.action.Action;
import dev.neuralake.delta.action.Metadata;
import dev.neuralake.delta.index.Predicate;
import dev.neuralake.types.Column;
import dev.neuralake.types.NeuralakeException;
import dev.neuralake.types.Sql;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** Plans writes that take some rows of a table away and put new ones in their place. */
final class Replacer {
    private static final List<Kind> KINDS = List.of(Kind.DELETE, Kind.INSERT);

    private final TableFiles files;
    private final Snapshot basis;
    private final Rows rows;
    private final WriteOptions options;
    private final String fresh = Sql.quote("neuralake fresh " + UUID.randomUUID());

    Replacer(TableFiles files, Snapshot basis, Rows rows, WriteOptions options) {
        this.files = files;
        this.basis = basis;
        this.rows = rows;
        this.options = options;
    }

    /** Which rows go, and what of that tells files apart. */
    private record Going(Condition condition, Map<String, Object> parameters) {}

    Change where(String sql) {
        return plan((session) -> {
            Condition condition = Condition.of(session, basis.metadata(), files.table(), sql);
            String strangers = "SELECT count(*) FROM " + fresh + " AS " + Sql.quote(files.table()) + " WHERE (" + sql
                    + "\n) IS NOT TRUE";
            long outside = KeyPredicate.count(session, strangers);
            if (outside > 0) {
                throw new NeuralakeException("Cannot replace rows of table " + files.table() + ": " + outside
                        + (outside == 1 ? " new row does" : " new rows do") + " not fulfil the condition " + sql
                        + " (leave them out, or widen the condition)");
            }
            return new Going(condition, Map.of("predicate", TableWriter.json(List.of(sql))));
        });
    }

    Change using(List<String> columns) {
        List<Column> keys =
                columns.stream().map(name -> basis.schema().column(name)).toList();
        if (keys.isEmpty()) {
            throw new NeuralakeException("Cannot replace rows of table " + files.table()
                    + ": no column is named whose values tell which (name one, such as a partition column)");
        }
        return plan(session -> {
            List<Predicate> predicates = new ArrayList<>();
            List<String> same = new ArrayList<>();
            for (Column key : keys) {
                String name = Sql.quote(key.name());
                same.add("fresh." + name + " IS NOT DISTINCT FROM " + Sql.quote(files.table()) + "." + name);
                if (MergeSource.COMPARABLE.contains(key.type())) {
                    predicates.add(Predicate.or(
                            KeyPredicate.of(session, List.of(key.name()), fresh, name), Predicate.isNull(key.name())));
                }
            }
            String sql = "EXISTS (SELECT 1 FROM " + fresh + " AS fresh WHERE " + String.join(" AND ", same) + ")";
            // The subquery reads the new rows alone, so the predicate is all that the write rests on.
            Condition condition = new Condition(sql, new Predicate.And(predicates), false);
            return new Going(condition, Map.of("replaceUsingCols", TableWriter.json(columns)));
        });
    }

    private Change plan(Function<Session, Going> choose) {
        WriteChecks.requireWritable(basis.protocol(), basis.metadata(), files.table());
        WriteChecks.requireNotAppendOnly(basis.metadata(), "overwrite", files.table());
        Session callers = rows instanceof Rows.Select select ? select.session() : null;
        try (SessionScope scope = SessionScope.of(callers, files)) {
            Session session = scope.session();
            List<Action> rules = new ArrayList<>();
            Metadata metadata = new TableWriter(files).evolved(basis, rows, options, rules);
            try {
                // New rows are kept aside, for they are read several times and may come from the table itself.
                new DataWriter(files, metadata).materialize(session, rows, fresh);
                return edited(session, metadata, choose.apply(session), rules);
            } finally {
                session.execute("DROP TABLE IF EXISTS " + fresh);
            }
        }
    }

    private Change edited(Session session, Metadata metadata, Going going, List<Action> rules) {
        Scan scan = files.scan(
                basis.state(),
                metadata,
                ScanRequest.of(basis.files(going.condition().predicate())).withPositions());
        String place = ScanRequest.FILE + ", " + ScanRequest.ROW + ", 0 AS " + RowEdits.CLAUSE;
        String gone = "SELECT " + place + " FROM (" + scan.sql() + ") AS " + Sql.quote(files.table())
                + going.condition().where();
        try (RowEdits edits = new RowEdits(session, scan, KINDS)) {
            edits.collect(
                    "(" + gone + ") UNION ALL BY NAME (SELECT 1 AS " + RowEdits.CLAUSE + ", * FROM " + fresh + ")");
            EditOutcome outcome = new EditWriter(files, basis, metadata, edits, Removal.AUTOMATIC).write(Map.of());
            List<Action> actions = new ArrayList<>(options.transactions());
            actions.addAll(rules);
            IdentityColumns.put(
                    actions,
                    basis.metadata(),
                    IdentityColumns.advanced(
                            metadata, rows.schema(), edits.counts().get(1)));
            actions.addAll(outcome.actions());
            Map<String, Long> metrics = outcome.metrics();
            metrics.put("numFiles", metrics.getOrDefault("numAddedFiles", 0L));
            metrics.put("numOutputRows", edits.counts().get(1) + outcome.copiedRows());
            metrics.put("numOutputBytes", metrics.getOrDefault("numAddedBytes", 0L));
            metrics.put("numDeletedRows", outcome.changedRows());
            return new Change(
                    basis,
                    "WRITE",
                    parameters(going),
                    metrics,
                    actions,
                    going.condition().reads());
        }
    }

    private Map<String, Object> parameters(Going going) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("mode", "Overwrite");
        parameters.put("partitionBy", TableWriter.json(basis.partitionColumns()));
        parameters.putAll(going.parameters());
        return parameters;
    }
}
