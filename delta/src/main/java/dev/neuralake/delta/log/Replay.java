package dev.neuralake.delta.log;

import dev.neuralake.delta.action.Action;
import dev.neuralake.delta.action.AddCdcFile;
import dev.neuralake.delta.action.AddFile;
import dev.neuralake.delta.action.CheckpointMetadata;
import dev.neuralake.delta.action.CommitInfo;
import dev.neuralake.delta.action.DomainMetadata;
import dev.neuralake.delta.action.FileKey;
import dev.neuralake.delta.action.Metadata;
import dev.neuralake.delta.action.Protocol;
import dev.neuralake.delta.action.RemoveFile;
import dev.neuralake.delta.action.SetTransaction;
import dev.neuralake.delta.action.Sidecar;
import dev.neuralake.delta.index.FileIndexBuilder;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Replays a log forwards (PROTOCOL.md, "Action Reconciliation") and gives out the states that it passes. For one thread
 * at a time.
 */
final class Replay {
    private final String table;
    private final FileIndexBuilder files = new FileIndexBuilder();
    private final Map<FileKey, RemoveFile> tombstones = new LinkedHashMap<>();
    private Map<String, SetTransaction> transactions = new TreeMap<>();
    private Map<String, DomainMetadata> domains = new TreeMap<>();
    private boolean transactionsShared;
    private boolean domainsShared;
    private @Nullable Protocol protocol;
    private @Nullable Metadata metadata;
    private long version = -1;
    private long timestampMillis;
    private long checkpointVersion = -1;

    Replay(String table) {
        this.table = table;
    }

    long version() {
        return version;
    }

    long timestampMillis() {
        return timestampMillis;
    }

    /** For the files of a checkpoint, which hide no others. */
    FileIndexBuilder files() {
        return files;
    }

    /** Whether commits tell their own time, as far as it was read. */
    boolean keepsTimestamps() {
        Metadata known = metadata;
        return known != null && known.flag("delta.enableInCommitTimestamps");
    }

    void checkpointed(long ofVersion) {
        checkpointVersion = Math.max(checkpointVersion, ofVersion);
    }

    /** Ends the reading of a checkpoint. */
    void startAt(long checkpointedVersion, long writtenAtMillis) {
        version = checkpointedVersion;
        timestampMillis = writtenAtMillis;
        checkpointed(checkpointedVersion);
    }

    void apply(CommitFile commit) {
        commit.actions().forEach(this::accept);
        version = commit.version();
        timestampMillis = commit.timestampMillis();
    }

    void accept(Action action) {
        switch (action) {
            case AddFile add -> {
                FileKey key = add.key();
                files.add(key, add);
                tombstones.remove(key);
            }
            case RemoveFile remove -> {
                FileKey key = remove.key();
                files.remove(key);
                tombstones.put(key, remove.forCheckpoint());
            }
            case Metadata newMetadata -> metadata = newMetadata;
            case Protocol newProtocol -> protocol = newProtocol;
            case SetTransaction txn -> ownTransactions().put(txn.appId(), txn);
            case DomainMetadata domain -> {
                if (domain.removed()) {
                    ownDomains().remove(domain.domain());
                } else {
                    ownDomains().put(domain.domain(), domain);
                }
            }
            case AddCdcFile ignored -> {}
            case CommitInfo ignored -> {}
            case CheckpointMetadata ignored -> {}
            case Sidecar ignored -> {}
        }
    }

    private Map<String, SetTransaction> ownTransactions() {
        if (transactionsShared) {
            transactions = new TreeMap<>(transactions);
            transactionsShared = false;
        }
        return transactions;
    }

    private Map<String, DomainMetadata> ownDomains() {
        if (domainsShared) {
            domains = new TreeMap<>(domains);
            domainsShared = false;
        }
        return domains;
    }

    /** The state of the version that was applied last. */
    TableState state() {
        Protocol knownProtocol = protocol;
        Metadata knownMetadata = metadata;
        if (knownProtocol == null) {
            throw LogErrors.noAction(table, version, "protocol");
        }
        LogErrors.requireReadable(knownProtocol, table);
        if (knownMetadata == null || knownMetadata.schemaString().isEmpty()) {
            throw LogErrors.noAction(table, version, "metaData");
        }
        transactionsShared = true;
        domainsShared = true;
        return new TableState(
                version,
                timestampMillis,
                knownProtocol,
                knownMetadata,
                files.build(),
                java.util.Collections.unmodifiableMap(transactions),
                java.util.Collections.unmodifiableMap(domains),
                checkpointVersion);
    }

    /** How many files are live, of what length together. */
    boolean has(long fileCount, long sizeBytes) {
        return files.size() == fileCount && files.sizeBytes() == sizeBytes;
    }

    /** The tombstones that a checkpoint must keep: those not older than the given time; the others are forgotten. */
    Collection<RemoveFile> tombstones(long notBeforeMillis) {
        tombstones.values().removeIf(remove -> remove.deletedAtMillis() < notBeforeMillis);
        return List.copyOf(tombstones.values());
    }
}
