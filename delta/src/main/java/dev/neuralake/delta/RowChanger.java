package dev.neuralake.delta;

import dev.neuralake.columnar.Session;
import dev.neuralake.delta.RowEdits.Kind;
import dev.neuralake.delta.action.AddFile;
import dev.neuralake.types.Sql;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Plans DELETE and UPDATE; new files are written while planning. */
final class RowChanger {
    private final TableFiles files;

    RowChanger(TableFiles files) {
        this.files = files;
    }

    Change delete(Snapshot basis, DeleteSpec spec) {
        long started = System.nanoTime();
        WriteChecks.requireKnownFeatures(basis.protocol(), files.table());
        requireChangeable(basis, spec.removal(), "delete from");
        if (spec.condition() == null) {
            return deleteAll(basis);
        }
        try (SessionScope scope = SessionScope.of(spec.session(), files)) {
            Session session = scope.session();
            String alias = alias(spec.alias());
            Condition condition = Condition.of(session, basis.metadata(), alias, spec.condition());
            Scan scan = scan(basis, condition);
            try (RowEdits edits = new RowEdits(session, scan, List.of(Kind.DELETE))) {
                edits.collect("SELECT " + place(alias) + " FROM (" + scan.sql() + ") AS " + Sql.quote(alias)
                        + condition.where());
                long scanned = System.nanoTime();
                EditOutcome outcome =
                        new EditWriter(files, basis, basis.metadata(), edits, spec.removal()).write(Map.of());
                Map<String, Long> metrics = outcome.metrics();
                metrics.put("numDeletedRows", outcome.changedRows());
                times(metrics, started, scanned);
                return new Change(
                        basis,
                        "DELETE",
                        Map.of("predicate", TableWriter.json(List.of(spec.condition()))),
                        metrics,
                        outcome.actions(),
                        condition.reads());
            }
        }
    }

    /** All files go as they are: nobody need look into them. */
    private Change deleteAll(Snapshot basis) {
        EditOutcome outcome = new EditOutcome();
        basis.files().forEach(outcome::removed);
        Map<String, Long> metrics = outcome.metrics();
        basis.numRecords().ifPresent(records -> metrics.put("numDeletedRows", records));
        times(metrics, System.nanoTime(), System.nanoTime());
        return new Change(
                basis, "DELETE", Map.of("predicate", "[\"true\"]"), metrics, outcome.actions(), Reads.everything());
    }

    Change update(Snapshot basis, UpdateSpec spec) {
        long started = System.nanoTime();
        WriteChecks.requireWritable(basis.protocol(), basis.metadata(), files.table());
        requireChangeable(basis, spec.removal(), "update");
        try (SessionScope scope = SessionScope.of(spec.session(), files)) {
            Session session = scope.session();
            String alias = alias(spec.alias());
            Condition condition = Condition.of(session, basis.metadata(), alias, spec.condition());
            Scan scan = scan(basis, condition);
            String relation = "(" + scan.sql() + ") AS " + Sql.quote(alias);
            StringBuilder select = new StringBuilder("SELECT ").append(place(alias));
            new NewValues(basis.metadata(), files.table(), session, relation)
                    .update(spec.assignments(), alias)
                    .forEach((column, value) ->
                            select.append(", ").append(value).append(" AS ").append(Sql.quote(column)));
            try (RowEdits edits = new RowEdits(session, scan, List.of(Kind.UPDATE))) {
                edits.collect(select + " FROM " + relation + condition.where());
                long scanned = System.nanoTime();
                EditOutcome outcome =
                        new EditWriter(files, basis, basis.metadata(), edits, spec.removal()).write(Map.of());
                Map<String, Long> metrics = outcome.metrics();
                metrics.put("numUpdatedRows", outcome.changedRows());
                metrics.put("numTouchedRows", outcome.changedRows() + outcome.copiedRows());
                times(metrics, started, scanned);
                Map<String, Object> parameters = new LinkedHashMap<>();
                if (spec.condition() != null) {
                    parameters.put("predicate", TableWriter.json(List.of(spec.condition())));
                }
                Reads reads = readsRows(spec, session) ? Reads.everything() : condition.reads();
                return new Change(basis, "UPDATE", parameters, metrics, outcome.actions(), reads);
            }
        }
    }

    private static boolean readsRows(UpdateSpec spec, Session session) {
        return spec.assignments().stream()
                .filter(set -> !set.isDefault())
                .anyMatch(set -> Condition.hasSubquery(Condition.parse(session, set.value())));
    }

    private void requireChangeable(Snapshot basis, Removal removal, String verb) {
        WriteChecks.requireNotAppendOnly(basis.metadata(), verb, files.table());
        EditWriter.requirePossible(basis, removal, files.table());
    }

    private String alias(@Nullable String given) {
        return given == null ? files.table() : given;
    }

    private static Scan scan(Snapshot basis, Condition condition) {
        List<AddFile> candidates = basis.files(condition.predicate());
        return basis.scan(ScanRequest.of(candidates).withPositions());
    }

    private static String place(String alias) {
        String from = Sql.quote(alias) + ".";
        return from + ScanRequest.FILE + " AS " + ScanRequest.FILE + ", " + from + ScanRequest.ROW + " AS "
                + ScanRequest.ROW + ", 0 AS " + RowEdits.CLAUSE;
    }

    static void times(Map<String, Long> metrics, long startedNanos, long scannedNanos) {
        long now = System.nanoTime();
        metrics.put("executionTimeMs", (now - startedNanos) / 1_000_000);
        metrics.put("scanTimeMs", (scannedNanos - startedNanos) / 1_000_000);
        metrics.put("rewriteTimeMs", (now - scannedNanos) / 1_000_000);
    }
}
