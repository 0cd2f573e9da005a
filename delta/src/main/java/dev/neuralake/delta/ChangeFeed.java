package dev.neuralake.delta;

import dev.neuralake.delta.action.Action;
import dev.neuralake.delta.action.AddCdcFile;
import dev.neuralake.delta.action.AddFile;
import dev.neuralake.delta.action.DeletionVector;
import dev.neuralake.delta.action.Metadata;
import dev.neuralake.delta.action.RemoveFile;
import dev.neuralake.delta.index.Predicate;
import dev.neuralake.delta.log.CommitFile;
import dev.neuralake.delta.vector.RowSet;
import dev.neuralake.types.Column;
import dev.neuralake.types.DataType.Primitive;
import dev.neuralake.types.Schema;
import dev.neuralake.types.Sql;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What changed from row to row between versions (PROTOCOL.md, "Change Data Files"): the table's columns as one version
 * has them, {@code _change_type} ({@code insert}, {@code delete}, {@code update_preimage},
 * {@code update_postimage}), {@code _commit_version} and {@code _commit_timestamp}. A commit with files of changes is
 * told by those alone; of others, files added are inserts, files removed deletes, and where only the deletion vector of
 * a file changed, the rows that it hides now and did not before are deletes.
 */
final class ChangeFeed {
    static final String CHANGE_TYPE = "_change_type";
    static final String FOLDER = "_change_data/";
    private static final String COMMIT_VERSION = "_commit_version";
    private static final String COMMIT_TIMESTAMP = "_commit_timestamp";

    private enum Source {
        INSERTS,
        DELETES,
        CHANGES
    }

    private record Part(AddFile file, CommitFile commit) {}

    private final TableFiles files;
    private final Snapshot snapshot;
    private final Predicate predicate;
    private final Map<Source, List<Part>> parts = new LinkedHashMap<>();
    private final List<String> selects = new ArrayList<>();
    private int filesOfAll;
    private int filesRead;

    /**
     * @param snapshot whose schema the rows get
     * @param predicate files none of whose rows fulfil it are left out
     */
    ChangeFeed(TableFiles files, Snapshot snapshot, Predicate predicate) {
        this.files = files;
        this.snapshot = snapshot;
        this.predicate = predicate;
        for (Source source : Source.values()) {
            parts.put(source, new ArrayList<>());
        }
    }

    /** The columns of the relation. */
    static Schema schema(Snapshot snapshot) {
        List<Column> columns = new ArrayList<>(snapshot.schema().columns());
        columns.add(Column.of(CHANGE_TYPE, Primitive.STRING));
        columns.add(Column.of(COMMIT_VERSION, Primitive.LONG));
        columns.add(Column.of(COMMIT_TIMESTAMP, Primitive.TIMESTAMP));
        return new Schema(columns);
    }

    /**
     * The changes of some commits, in no order.
     *
     * @param version the last of them
     */
    ChangeRelation of(List<CommitFile> commits, long version) {
        commits.forEach(this::collect);
        parts.forEach(this::select);
        String sql = selects.isEmpty() ? nothing() : String.join(" UNION ALL ", selects);
        return new ChangeRelation(sql, schema(snapshot), version, filesOfAll, filesRead);
    }

    private void collect(CommitFile commit) {
        List<AddCdcFile> described = commit.actions().stream()
                .filter(AddCdcFile.class::isInstance)
                .map(AddCdcFile.class::cast)
                .toList();
        if (!described.isEmpty()) {
            described.forEach(cdc -> add(
                    Source.CHANGES, AddFile.of(cdc.path(), cdc.partitionValues(), cdc.sizeBytes(), 0, null), commit));
            return;
        }
        Map<String, RemoveFile> removed = new LinkedHashMap<>();
        commit.actions().stream()
                .filter(action -> action instanceof RemoveFile remove && remove.dataChange())
                .map(RemoveFile.class::cast)
                .forEach(remove -> removed.put(remove.path(), remove));
        for (Action action : commit.actions()) {
            if (action instanceof AddFile added && added.dataChange()) {
                RemoveFile before = removed.remove(added.path());
                if (before == null) {
                    add(Source.INSERTS, added, commit);
                } else {
                    compare(before, added, commit);
                }
            }
        }
        removed.values().forEach(remove -> add(Source.DELETES, remove.restore(), commit));
    }

    private void add(Source source, AddFile file, CommitFile commit) {
        if (mayMatch(file)) {
            parts.getOrDefault(source, List.of()).add(new Part(file, commit));
        }
    }

    private boolean mayMatch(AddFile file) {
        boolean matches = !snapshot.matching(List.of(file), predicate).isEmpty();
        filesOfAll++;
        filesRead += matches ? 1 : 0;
        return matches;
    }

    /** A file whose deletion vector alone changed. */
    private void compare(RemoveFile before, AddFile after, CommitFile commit) {
        if (!mayMatch(after)) {
            return;
        }
        selectRows("delete", before.deletionVector(), after.deletionVector(), after, commit);
        selectRows("insert", after.deletionVector(), before.deletionVector(), after, commit);
    }

    /** Adds the rows that are hidden by one vector and not by the other. */
    private void selectRows(
            String changeType,
            @Nullable DeletionVector shown,
            @Nullable DeletionVector hidden,
            AddFile file,
            CommitFile commit) {
        RowSet rows = hidden == null ? new RowSet() : files.vectors().read(hidden);
        if (shown != null) {
            rows.removeAll(files.vectors().read(shown));
        }
        if (rows.cardinality() == 0) {
            return;
        }
        String id = file.key() + " " + (shown == null ? "" : shown.uniqueId()) + " " + changeType;
        String places = "SELECT r FROM read_parquet([" + files.rowFile(id, rows) + "])";
        Scan scan = scan(List.of(new Part(file.withDeletionVector(null, file.stats()), commit)), false);
        selects.add("SELECT " + columns("changed") + ", " + Sql.text(changeType) + " AS " + CHANGE_TYPE + ", "
                + commit.version() + "::BIGINT AS " + COMMIT_VERSION + ", make_timestamptz("
                + commit.timestampMillis() * 1000 + ") AS " + COMMIT_TIMESTAMP + " FROM (" + scan.sql()
                + ") AS changed SEMI JOIN (" + places + ") AS places ON changed." + ScanRequest.ROW + " = places.r");
    }

    private Scan scan(List<Part> some, boolean withChangeType) {
        Metadata metadata = snapshot.metadata();
        if (withChangeType) {
            metadata = RowIds.withColumns(metadata, List.of(Column.of(CHANGE_TYPE, Primitive.STRING)));
        }
        List<AddFile> scanned = some.stream().map(Part::file).toList();
        return files.scan(snapshot.state(), metadata, ScanRequest.of(scanned).withPositions());
    }

    private void select(Source source, List<Part> some) {
        if (some.isEmpty()) {
            return;
        }
        Scan scan = scan(some, source == Source.CHANGES);
        Map<AddFile, CommitFile> commits = new java.util.IdentityHashMap<>();
        some.forEach(part -> commits.put(part.file(), part.commit()));
        String versions = scan.files().stream()
                .map(file -> String.valueOf(commitOf(commits, file).version()))
                .collect(Collectors.joining(", ", "[", "]"));
        String timestamps = scan.files().stream()
                .map(file -> String.valueOf(commitOf(commits, file).timestampMillis() * 1000))
                .collect(Collectors.joining(", ", "[", "]"));
        String changeType = switch (source) {
            case INSERTS -> "'insert'";
            case DELETES -> "'delete'";
            case CHANGES -> "changed." + CHANGE_TYPE;
        };
        String place = ", changed." + ScanRequest.FILE + " + 1)";
        selects.add("SELECT " + columns("changed") + ", " + changeType + " AS " + CHANGE_TYPE
                + ", CAST(list_extract(" + versions + place + " AS BIGINT) AS " + COMMIT_VERSION
                + ", make_timestamptz(CAST(list_extract(" + timestamps + place + " AS BIGINT)) AS " + COMMIT_TIMESTAMP
                + " FROM (" + scan.sql() + ") AS changed");
    }

    private static CommitFile commitOf(Map<AddFile, CommitFile> commits, AddFile file) {
        return java.util.Objects.requireNonNull(commits.get(file));
    }

    private String columns(String alias) {
        return snapshot.schema().columns().stream()
                .map(column -> alias + "." + Sql.quote(column.name()))
                .collect(Collectors.joining(", "));
    }

    private String nothing() {
        return "SELECT *, '' AS " + CHANGE_TYPE + ", 0::BIGINT AS " + COMMIT_VERSION + ", make_timestamptz(0) AS "
                + COMMIT_TIMESTAMP + " FROM (" + snapshot.scanSql(ScanRequest.of(List.of())) + ")";
    }
}
