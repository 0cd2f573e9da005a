package dev.neuralake.delta;

import dev.neuralake.delta.ConflictException.Kind;
import dev.neuralake.delta.action.Action;
import dev.neuralake.delta.action.AddFile;
import dev.neuralake.delta.action.CommitInfo;
import dev.neuralake.delta.action.DomainMetadata;
import dev.neuralake.delta.action.FileKey;
import dev.neuralake.delta.action.Metadata;
import dev.neuralake.delta.action.Protocol;
import dev.neuralake.delta.action.RemoveFile;
import dev.neuralake.delta.action.SetTransaction;
import dev.neuralake.delta.log.CommitFile;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides whether a change still means what it meant once others have committed after its basis: Spark's matrix, for
 * tables that are serializable or write-serializable ({@code delta.isolationLevel}, the latter by default).
 */
final class ConflictChecker {
    static final String ISOLATION = "delta.isolationLevel";

    private final Change change;
    private final Snapshot basis;
    private final String table;

    ConflictChecker(Change change, Snapshot basis, String table) {
        this.change = change;
        this.basis = basis;
        this.table = table;
    }

    /** The isolation that a change gets: one that only moves rows needs no more than its snapshot. */
    static String isolation(Change change, Metadata metadata) {
        if (!change.changesData() && !change.changesRules()) {
            return "SnapshotIsolation";
        }
        return metadata.property(ISOLATION, "WriteSerializable").equalsIgnoreCase("Serializable")
                ? "Serializable"
                : "WriteSerializable";
    }

    /** @throws ConflictException where the change must be planned anew */
    void check(List<CommitFile> winners) {
        for (CommitFile winner : winners) {
            rules(winner);
            applications(winner);
            vacuums(winner);
            if (!change.isBlindAppend()) {
                deletions(winner);
                additions(winner);
            }
        }
    }

    private void rules(CommitFile winner) {
        for (Action action : winner.actions()) {
            if (action instanceof Protocol) {
                throw conflict(Kind.PROTOCOL_CHANGED, winner, "changed the table's protocol");
            }
            if (action instanceof Metadata) {
                throw conflict(Kind.METADATA_CHANGED, winner, "changed the table's schema or properties");
            }
        }
    }

    private void applications(CommitFile winner) {
        Set<String> ours = change.actions().stream()
                .filter(SetTransaction.class::isInstance)
                .map(action -> ((SetTransaction) action).appId())
                .collect(Collectors.toSet());
        Set<String> domains = change.actions().stream()
                .filter(DomainMetadata.class::isInstance)
                .map(action -> ((DomainMetadata) action).domain())
                .collect(Collectors.toSet());
        for (Action action : winner.actions()) {
            if (action instanceof SetTransaction txn && ours.contains(txn.appId())) {
                throw conflict(Kind.CONCURRENT_TRANSACTION, winner, "advanced application " + txn.appId());
            }
            if (action instanceof DomainMetadata domain
                    && domains.contains(domain.domain())
                    && !domain.domain().equals(RowTracking.DOMAIN)) {
                throw conflict(Kind.DOMAIN_CHANGED, winner, "changed the metadata domain " + domain.domain());
            }
        }
    }

    /** A vacuum that begins may delete the very files that a restore has found in their place and brings back. */
    private void vacuums(CommitFile winner) {
        CommitInfo info = winner.info();
        boolean vacuum = info != null && Vacuum.START.equals(info.operation());
        if (vacuum && change.operation().equals(Restore.OPERATION)) {
            throw conflict(Kind.CONCURRENT_DELETE_READ, winner, "may delete files that this change brings back");
        }
    }

    private void deletions(CommitFile winner) {
        List<RemoveFile> removed = winner.actions().stream()
                .filter(RemoveFile.class::isInstance)
                .map(RemoveFile.class::cast)
                .toList();
        if (removed.isEmpty()) {
            return;
        }
        Set<FileKey> ours = change.actions().stream()
                .filter(RemoveFile.class::isInstance)
                .map(action -> ((RemoveFile) action).key())
                .collect(Collectors.toSet());
        for (RemoveFile remove : removed) {
            if (ours.contains(remove.key())) {
                throw conflict(
                        Kind.CONCURRENT_DELETE_DELETE,
                        winner,
                        "removed file " + remove.path() + ", as this change does");
            }
        }
        Set<FileKey> read = filesRead();
        for (RemoveFile remove : removed) {
            if (read.contains(remove.key())) {
                throw conflict(
                        Kind.CONCURRENT_DELETE_READ,
                        winner,
                        "removed file " + remove.path() + ", which this change read");
            }
        }
    }

    private Set<FileKey> filesRead() {
        Set<FileKey> keys = new HashSet<>();
        switch (change.reads()) {
            case Reads.Nothing ignored -> {}
            case Reads.Everything ignored -> basis.files().forEach(file -> keys.add(file.key()));
            case Reads.Matching matching ->
                matching.predicates()
                        .forEach(predicate -> basis.files(predicate).forEach(file -> keys.add(file.key())));
        }
        return keys;
    }

    private void additions(CommitFile winner) {
        String isolation = isolation(change, basis.metadata());
        CommitInfo info = winner.info();
        boolean blind = info != null && info.isBlindAppend();
        // New rules must hold for rows that are appended before them, which a mere change of rows may pass over.
        boolean passesOver = blind && isolation.equals("WriteSerializable") && !change.changesRules();
        if (isolation.equals("SnapshotIsolation") || passesOver) {
            return;
        }
        List<AddFile> added = winner.actions().stream()
                .filter(action -> action instanceof AddFile add && add.dataChange())
                .map(AddFile.class::cast)
                .toList();
        boolean touched = switch (change.reads()) {
            case Reads.Nothing ignored -> false;
            case Reads.Everything ignored -> !added.isEmpty();
            case Reads.Matching matching ->
                matching.predicates().stream()
                        .anyMatch(predicate -> !basis.matching(added, predicate).isEmpty());
        };
        if (touched) {
            throw conflict(Kind.CONCURRENT_APPEND, winner, "added rows that this change would have read");
        }
    }

    private ConflictException conflict(Kind kind, CommitFile winner, String what) {
        CommitInfo info = winner.info();
        String operation =
                info == null || info.operation() == null ? "another writer" : "a concurrent " + info.operation();
        return new ConflictException(
                kind,
                "Cannot commit " + change.operation() + " to table " + table + ": version " + winner.version() + " ("
                        + operation + ") " + what + " (read version " + basis.version() + "; run it again)");
    }
}
