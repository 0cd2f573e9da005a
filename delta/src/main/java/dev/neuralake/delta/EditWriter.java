package dev.neuralake.delta;

import dev.neuralake.columnar.Session;
import dev.neuralake.delta.RowEdits.Kind;
import dev.neuralake.delta.action.AddFile;
import dev.neuralake.delta.action.DeletionVector;
import dev.neuralake.delta.action.Feature;
import dev.neuralake.delta.action.FileKey;
import dev.neuralake.delta.action.Metadata;
import dev.neuralake.delta.vector.RowSet;
import dev.neuralake.types.Column;
import dev.neuralake.types.NeuralakeException;
import dev.neuralake.types.Schema;
import dev.neuralake.types.Sql;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Turns edited rows into actions: files that lose all their rows are removed, of others rows are hidden by a deletion
 * vector or what stays is written anew, and new rows are written. Where the table keeps a change data feed, its files
 * are written too.
 */
final class EditWriter {
    private final TableFiles files;
    private final Snapshot basis;
    private final Metadata metadata;
    private final RowEdits edits;
    private final Removal removal;

    /** @param metadata how new files are written: the basis's, or what the change makes of it */
    EditWriter(TableFiles files, Snapshot basis, Metadata metadata, RowEdits edits, Removal removal) {
        this.files = files;
        this.basis = basis;
        this.metadata = metadata;
        this.edits = edits;
        this.removal = removal;
    }

    /** Refuses a way of removing rows that the table does not have. */
    static void requirePossible(Snapshot basis, Removal removal, String table) {
        if (removal == Removal.DELETION_VECTORS && !vectorsEnabled(basis)) {
            throw new NeuralakeException("Cannot write deletion vectors to table " + table
                    + ": it does not have them enabled (set its property " + TableFeatures.DELETION_VECTORS
                    + " to true)");
        }
    }

    private static boolean vectorsEnabled(Snapshot basis) {
        return basis.metadata().flag(TableFeatures.DELETION_VECTORS)
                && basis.protocol().supports(Feature.DELETION_VECTORS);
    }

    /** @param givenWhere see {@link RowShape} */
    EditOutcome write(Map<String, String> givenWhere) {
        EditOutcome outcome = new EditOutcome();
        List<Integer> rewritten = new ArrayList<>();
        List<Integer> touched = new ArrayList<>();
        SortedMap<Integer, RowSet> vectors = new TreeMap<>();
        boolean partial = false;
        for (var hit : edits.hits().entrySet()) {
            AddFile file = edits.scan().files().get(hit.getKey());
            touched.add(hit.getKey());
            long changed = hit.getValue().cardinality();
            RowSet hidden = hit.getValue();
            if (file.deletionVector() != null) {
                hidden.addAll(files.vectors().read(file.deletionVector()));
            }
            long records = records(file);
            if (hidden.cardinality() >= records) {
                outcome.removed(file);
            } else if (byVector(hidden.cardinality(), records)) {
                vectors.put(hit.getKey(), hidden);
                partial = true;
            } else {
                rewritten.add(hit.getKey());
                outcome.removed(file);
                outcome.copied(records - hidden.cardinality());
                partial = true;
            }
            outcome.changed(changed);
        }
        writeVectors(vectors, outcome);
        String fresh = fresh(givenWhere);
        writeFiles(rewritten, touched, fresh, outcome);
        boolean updates = edits.has(Kind.UPDATE) && !touched.isEmpty();
        if (metadata.flag(TableFeatures.CHANGE_DATA_FEED) && (partial || updates)) {
            writeChanges(touched, fresh, outcome);
        }
        return outcome;
    }

    private boolean byVector(long hidden, long records) {
        return switch (removal) {
            case AUTOMATIC -> vectorsEnabled(basis) && (hidden * 2 <= records || !canRewrite());
            case DELETION_VECTORS -> true;
            case REWRITE -> false;
        };
    }

    private boolean canRewrite() {
        try {
            WriteChecks.requireWritableTypes(metadata, files.table());
            return true;
        } catch (NeuralakeException readOnly) {
            return false;
        }
    }

    private long records(AddFile file) {
        return FileStatistics.records(file.stats()).orElseGet(() -> {
            AddFile whole = file.withDeletionVector(null, file.stats());
            try (Session counting = files.engine().session();
                    var result = counting.query(
                            "SELECT count(*) FROM (" + basis.scanSql(ScanRequest.of(List.of(whole))) + ")");
                    var rows = result.rows()) {
                return ((Number) java.util.Objects.requireNonNull(rows.next()[0])).longValue();
            }
        });
    }

    private void writeVectors(SortedMap<Integer, RowSet> vectors, EditOutcome outcome) {
        if (vectors.isEmpty()) {
            return;
        }
        List<DeletionVector> written = files.vectors().write(List.copyOf(vectors.values()));
        int next = 0;
        for (int index : vectors.keySet()) {
            AddFile file = edits.scan().files().get(index);
            outcome.thinned(
                    file,
                    file.withDeletionVector(written.get(next++), FileStatistics.wide(file.stats(), records(file))));
        }
    }

    /** The SELECT of all new rows, as the table has them, and their clause; empty where no clause makes any. */
    String fresh(Map<String, String> givenWhere) {
        if (!edits.has(Kind.UPDATE) && !edits.has(Kind.INSERT)) {
            return "";
        }
        Schema given = edits.session()
                .describe("SELECT * EXCLUDE (" + ScanRequest.FILE + ", " + ScanRequest.ROW + ", " + RowEdits.CLAUSE
                        + ") FROM " + edits.table());
        String rows = "(SELECT * FROM " + edits.table() + " WHERE " + RowEdits.CLAUSE + " IN "
                + edits.clauses(Kind.UPDATE, Kind.INSERT) + ")";
        return new RowShape(metadata, files.table())
                .select(given, rows, Set.of(), List.of(RowEdits.CLAUSE, ScanRequest.FILE, ScanRequest.ROW), givenWhere);
    }

    private void writeFiles(List<Integer> rewritten, List<Integer> touched, String fresh, EditOutcome outcome) {
        List<String> parts = new ArrayList<>();
        if (!rewritten.isEmpty()) {
            parts.add("SELECT " + columns("kept") + ids("kept") + " FROM (" + scan(rewritten) + ") AS kept ANTI JOIN "
                    + edits.table() + " AS edits ON " + samePlace("kept", "edits"));
        }
        if (!fresh.isEmpty()) {
            parts.add(withIds(fresh, touched));
        }
        if (!parts.isEmpty()) {
            outcome.added(new DataWriter(files, metadata)
                    .write(
                            edits.session(),
                            String.join(" UNION ALL ", parts),
                            List.of(),
                            RowIds.columns(metadata),
                            "",
                            "part"));
        }
    }

    /** Rows that are updated keep the id that they had, and are changed by this version; inserted ones get both anew. */
    private String withIds(String fresh, List<Integer> touched) {
        String rows = "SELECT " + columns("fresh");
        if (!RowIds.areKept(metadata)) {
            return rows + " FROM (" + fresh + ") AS fresh";
        }
        String id = Sql.quote(RowIds.columns(metadata).getFirst().name());
        String version = ", CAST(NULL AS BIGINT) AS "
                + Sql.quote(RowIds.columns(metadata).getLast().name());
        if (touched.isEmpty()) {
            return rows + ", CAST(NULL AS BIGINT) AS " + id + version + " FROM (" + fresh + ") AS fresh";
        }
        return rows + ", old." + id + version + " FROM (" + fresh + ") AS fresh LEFT JOIN (" + scan(touched)
                + ") AS old ON " + samePlace("old", "fresh");
    }

    private String ids(String alias) {
        return RowIds.columns(metadata).stream()
                .map(column -> ", " + alias + "." + Sql.quote(column.name()))
                .collect(Collectors.joining());
    }

    /** Reads some of the scanned files, each row with its place among all of them. */
    private String scan(List<Integer> places) {
        List<AddFile> some = places.stream().map(edits.scan().files()::get).toList();
        Scan part = RowIds.scan(files, basis.state(), metadata, some);
        Map<FileKey, Integer> placeOf = new HashMap<>();
        places.forEach(place -> placeOf.put(edits.scan().files().get(place).key(), place));
        String original = part.files().stream()
                .map(file -> String.valueOf(placeOf.get(file.key())))
                .collect(Collectors.joining(", ", "[", "]"));
        return "SELECT * REPLACE (CAST(list_extract(" + original + ", " + ScanRequest.FILE + " + 1) AS BIGINT) AS "
                + ScanRequest.FILE + ") FROM (" + part.sql() + ")";
    }

    private static String samePlace(String one, String other) {
        return one + "." + ScanRequest.FILE + " = " + other + "." + ScanRequest.FILE + " AND " + one + "."
                + ScanRequest.ROW + " = " + other + "." + ScanRequest.ROW;
    }

    private String columns(String alias) {
        return metadata.schema().columns().stream()
                .map(column -> alias + "." + Sql.quote(column.name()))
                .collect(Collectors.joining(", "));
    }

    private void writeChanges(List<Integer> touched, String fresh, EditOutcome outcome) {
        List<String> parts = new ArrayList<>();
        if (!touched.isEmpty()) {
            parts.add("SELECT " + columns("old") + ", CASE WHEN " + RowEdits.CLAUSE + " IN "
                    + edits.clauses(Kind.DELETE) + " THEN 'delete' ELSE 'update_preimage' END AS "
                    + ChangeFeed.CHANGE_TYPE + " FROM (" + scan(touched) + ") AS old JOIN (SELECT DISTINCT "
                    + ScanRequest.FILE + ", " + ScanRequest.ROW + ", " + RowEdits.CLAUSE + " FROM " + edits.table()
                    + ") AS edits ON " + samePlace("old", "edits"));
        }
        if (!fresh.isEmpty()) {
            parts.add("SELECT " + columns("fresh") + ", CASE WHEN " + RowEdits.CLAUSE + " IN "
                    + edits.clauses(Kind.UPDATE) + " THEN 'update_postimage' ELSE 'insert' END AS "
                    + ChangeFeed.CHANGE_TYPE + " FROM (" + fresh + ") AS fresh");
        }
        List<AddFile> written = new DataWriter(files, metadata)
                .write(
                        edits.session(),
                        String.join(" UNION ALL ", parts),
                        List.of(),
                        List.of(Column.of(ChangeFeed.CHANGE_TYPE, dev.neuralake.types.DataType.Primitive.STRING)),
                        ChangeFeed.FOLDER,
                        "cdc");
        outcome.described(written);
    }
}
