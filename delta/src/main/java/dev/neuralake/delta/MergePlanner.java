package dev.neuralake.delta;

import dev.neuralake.columnar.Session;
import dev.neuralake.delta.MergeSpec.Clause;
import dev.neuralake.delta.MergeSpec.Matching;
import dev.neuralake.delta.RowEdits.Kind;
import dev.neuralake.delta.action.Action;
import dev.neuralake.delta.action.AddFile;
import dev.neuralake.delta.action.Metadata;
import dev.neuralake.types.NeuralakeException;
import dev.neuralake.types.Schema;
import dev.neuralake.types.Sql;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Plans MERGE; new files are written while planning. */
final class MergePlanner {
    private final TableFiles files;
    private final Snapshot basis;
    private final MergeSpec spec;

    MergePlanner(TableFiles files, Snapshot basis, MergeSpec spec) {
        this.files = files;
        this.basis = basis;
        this.spec = spec;
    }

    Change plan() {
        long started = System.nanoTime();
        if (spec.clauses().stream().allMatch(clause -> kind(clause) == Kind.DELETE)) {
            WriteChecks.requireKnownFeatures(basis.protocol(), files.table());
        } else {
            WriteChecks.requireWritable(basis.protocol(), basis.metadata(), files.table());
        }
        if (spec.clauses().stream().anyMatch(clause -> kind(clause) != Kind.INSERT)) {
            WriteChecks.requireNotAppendOnly(basis.metadata(), "merge into", files.table());
        }
        EditWriter.requirePossible(basis, spec.removal(), files.table());
        if (spec.clauses().isEmpty()) {
            throw new NeuralakeException("Cannot merge into table " + files.table()
                    + ": there is no clause (say what to do WHEN MATCHED or WHEN NOT MATCHED)");
        }
        try (SessionScope scope = SessionScope.of(spec.session(), files)) {
            String source = Sql.quote("neuralake source " + UUID.randomUUID());
            // The source is read once: it may be expensive, and what it yields may change.
            scope.session().execute("CREATE TEMP TABLE " + source + " AS SELECT * FROM " + spec.source());
            try {
                return plan(scope.session(), source, started, System.nanoTime());
            } finally {
                scope.session().execute("DROP TABLE IF EXISTS " + source);
            }
        }
    }

    private Change plan(Session session, String source, long started, long materialized) {
        String alias = spec.alias() == null ? files.table() : spec.alias();
        Schema sourceSchema = session.describe("SELECT * FROM " + source);
        List<Action> rules = spec.schemaEvolution() ? evolved(sourceSchema) : List.of();
        Metadata metadata = rules.stream()
                .filter(Metadata.class::isInstance)
                .map(Metadata.class::cast)
                .findFirst()
                .orElse(basis.metadata());
        MergeSource merged = MergeSource.of(session, source, spec, sourceSchema);
        Condition condition = merged.condition(metadata, alias, spec);
        Scan scan = files.scan(
                basis.state(),
                metadata,
                ScanRequest.of(basis.files(condition.predicate())).withPositions());
        List<Kind> kinds = spec.clauses().stream().map(MergePlanner::kind).toList();
        MergeSql sql = new MergeSql(
                files.table(), metadata, spec, alias, merged, tableRows(scan, metadata, alias, merged, condition));
        try (RowEdits edits = new RowEdits(session, scan, kinds)) {
            edits.collect(sql.select());
            requireUnambiguous(edits);
            long scanned = System.nanoTime();
            EditOutcome outcome =
                    new EditWriter(files, basis, metadata, edits, spec.removal()).write(sql.generatedWhere());
            Map<String, Long> metrics = metrics(edits, outcome, merged.rows());
            RowChanger.times(metrics, started, scanned);
            metrics.put("materializeSourceTimeMs", (materialized - started) / 1_000_000);
            List<Action> actions = new ArrayList<>(rules);
            if (edits.has(Kind.INSERT)) {
                IdentityColumns.put(actions, basis.metadata(), advanced(metadata, edits));
            }
            actions.addAll(outcome.actions());
            return new Change(basis, "MERGE", parameters(), metrics, actions, reads(session, condition));
        }
    }

    /**
     * The SELECT of the table's rows that may matter. Where few can have a match they are chosen first, before it is
     * asked which of them deletion vectors hide: the engine would ask that of every row, and join the source with all.
     */
    private String tableRows(Scan scan, Metadata metadata, String alias, MergeSource source, Condition condition) {
        boolean needsAll = condition.hasSubquery() || spec.has(Matching.NOT_MATCHED_BY_SOURCE);
        if (needsAll || basis.numRecords().orElse(Long.MAX_VALUE) / 2 < source.rows()) {
            return scan.sql();
        }
        List<AddFile> whole = scan.files().stream()
                .map(file -> file.withDeletionVector(null, file.stats()))
                .toList();
        Scan all = files.scan(basis.state(), metadata, ScanRequest.of(whole).withPositions());
        String matched = "SELECT * FROM (" + all.sql() + ") AS " + Sql.quote(alias) + " SEMI JOIN " + source.name()
                + " AS " + Sql.quote(source.alias()) + " ON (" + spec.condition() + "\n)";
        String hidden = files.hiddenPlaces(basis.state(), scan.files());
        return hidden.isEmpty()
                ? matched
                : "SELECT * FROM (" + matched + ") ANTI JOIN (" + hidden + ") USING (" + ScanRequest.FILE + ", "
                        + ScanRequest.ROW + ")";
    }

    private static Metadata advanced(Metadata metadata, RowEdits edits) {
        String inserted = "(SELECT * FROM " + edits.table() + " WHERE " + RowEdits.CLAUSE + " IN "
                + edits.clauses(Kind.INSERT) + ")";
        return IdentityColumns.advanced(metadata, edits.session(), inserted);
    }

    /** A source or a condition may read the table itself, so nothing less than everything is certain. */
    private Reads reads(Session session, Condition condition) {
        boolean others = spec.clauses().stream()
                .anyMatch(clause -> clause.condition() != null
                        && Condition.hasSubquery(Condition.parse(session, clause.condition())));
        return others ? Reads.everything() : condition.reads();
    }

    /** The new metadata, and the protocol that it needs, where the source has columns that the table lacks. */
    private List<Action> evolved(Schema source) {
        boolean all = spec.clauses().stream()
                .anyMatch(clause -> clause.action() instanceof MergeSpec.UpdateAll
                        || clause.action() instanceof MergeSpec.InsertAll);
        return all ? Alterer.rules(files, basis, SchemaMerge.merged(basis.metadata(), source)) : List.of();
    }

    private static Kind kind(Clause clause) {
        return switch (clause.action()) {
            case MergeSpec.DeleteRow ignored -> Kind.DELETE;
            case MergeSpec.UpdateAll ignored -> Kind.UPDATE;
            case MergeSpec.UpdateSet ignored -> Kind.UPDATE;
            case MergeSpec.InsertAll ignored -> Kind.INSERT;
            case MergeSpec.InsertValues ignored -> Kind.INSERT;
        };
    }

    /** Two rows of the source that change one row of the table leave open what becomes of it. */
    private void requireUnambiguous(RowEdits edits) {
        String twice = "SELECT count(*) FROM (SELECT 1 FROM " + edits.table() + " WHERE " + ScanRequest.FILE
                + " IS NOT NULL GROUP BY " + ScanRequest.FILE + ", " + ScanRequest.ROW
                + " HAVING count(*) > 1 AND NOT bool_and(" + RowEdits.CLAUSE + " IN " + edits.clauses(Kind.DELETE)
                + "))";
        long count = KeyPredicate.count(edits.session(), twice);
        if (count > 0) {
            throw new NeuralakeException("Cannot merge into table " + files.table() + ": " + count
                    + (count == 1 ? " row of it is" : " rows of it are")
                    + " matched and changed by several rows of the source"
                    + " (make the source unique by the columns of the condition)");
        }
    }

    private Map<String, Long> metrics(RowEdits edits, EditOutcome outcome, long sourceRows) {
        List<Long> counts = edits.counts();
        Map<String, Long> metrics = new LinkedHashMap<>();
        metrics.put("numSourceRows", sourceRows);
        for (String name : List.of(
                "numTargetRowsInserted",
                "numTargetRowsMatchedUpdated",
                "numTargetRowsMatchedDeleted",
                "numTargetRowsNotMatchedBySourceUpdated",
                "numTargetRowsNotMatchedBySourceDeleted")) {
            metrics.put(name, 0L);
        }
        for (int i = 0; i < counts.size(); i++) {
            Clause clause = spec.clauses().get(i);
            boolean bySource = clause.matching() == Matching.NOT_MATCHED_BY_SOURCE;
            String prefix = "numTargetRows" + (bySource ? "NotMatchedBySource" : "Matched");
            String name = switch (kind(clause)) {
                case INSERT -> "numTargetRowsInserted";
                case UPDATE -> prefix + "Updated";
                case DELETE -> prefix + "Deleted";
            };
            metrics.merge(name, counts.get(i), Long::sum);
        }
        long updated = metrics.getOrDefault("numTargetRowsMatchedUpdated", 0L)
                + metrics.getOrDefault("numTargetRowsNotMatchedBySourceUpdated", 0L);
        metrics.put("numTargetRowsUpdated", updated);
        long deleted = outcome.changedRows() - updated;
        metrics.put("numTargetRowsDeleted", deleted);
        // A row that several rows of the source match and delete is one row.
        metrics.put(
                "numTargetRowsMatchedDeleted",
                deleted - metrics.getOrDefault("numTargetRowsNotMatchedBySourceDeleted", 0L));
        long inserted = metrics.getOrDefault("numTargetRowsInserted", 0L);
        metrics.put("numOutputRows", inserted + updated + outcome.copiedRows());
        metrics.putAll(outcome.targetMetrics());
        return metrics;
    }

    private Map<String, Object> parameters() {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("predicate", TableWriter.json(List.of(spec.condition())));
        parameters.put("matchedPredicates", predicates(Matching.MATCHED));
        parameters.put("notMatchedPredicates", predicates(Matching.NOT_MATCHED));
        parameters.put("notMatchedBySourcePredicates", predicates(Matching.NOT_MATCHED_BY_SOURCE));
        return parameters;
    }

    private String predicates(Matching matching) {
        List<Map<String, String>> list = new ArrayList<>();
        for (Clause clause : spec.clauses()) {
            if (clause.matching() == matching) {
                Map<String, String> entry = new LinkedHashMap<>();
                if (clause.condition() != null) {
                    entry.put("predicate", clause.condition());
                }
                entry.put("actionType", kind(clause).name().toLowerCase(java.util.Locale.ROOT));
                list.add(entry);
            }
        }
        return TableWriter.json(list);
    }
}
