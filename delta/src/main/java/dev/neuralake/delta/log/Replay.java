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
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Replays a log forwards (PROTOCOL.md, "Action Reconciliation") and gives out the states that it passes. For one thread
 * at a time.
 */
final class Replay {
    /** In versions. */
    private static final int FORGET_EVERY = 1_000;

    private final String table;
    private final FileIndexBuilder files = new FileIndexBuilder();
    private final Map<FileKey, Tombstone> tombstones = new LinkedHashMap<>();
    private final SidecarLedger sidecars = new SidecarLedger();
    private Map<String, SetTransaction> transactions = new TreeMap<>();
    private Map<String, DomainMetadata> domains = new TreeMap<>();
    private boolean transactionsShared;
    private boolean domainsShared;
    private @Nullable Protocol protocol;
    private @Nullable Metadata metadata;
    private long version = -1;
    private long timestampMillis;
    private long checkpointVersion = -1;
    private long forgottenAt = -1;

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

    /** Ends the reading of a checkpoint. */
    void startAt(LogFile checkpoint, long writtenAtMillis) {
        version = checkpoint.version();
        timestampMillis = writtenAtMillis;
        checkpointVersion = Math.max(checkpointVersion, version);
        sidecars.begin(checkpoint, files.arrangement());
        forgottenAt = version;
    }

    /** What a sidecar of the checkpoint that is being read is known to hold. */
    SidecarContents contents(Sidecar sidecar) {
        return sidecars.of(sidecar);
    }

    /** An action that is in a sidecar, but for files, which are told of by their place. */
    void accept(SidecarContents from, Action action) {
        accept(action);
        if (action instanceof RemoveFile remove) {
            from.add(Objects.requireNonNull(tombstones.get(remove.key())));
        }
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
                replaced(tombstones.remove(key));
            }
            case RemoveFile remove -> {
                FileKey key = remove.key();
                files.remove(key);
                replaced(tombstones.put(key, new Tombstone(remove.forCheckpoint())));
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

    private static void replaced(@Nullable Tombstone tombstone) {
        if (tombstone != null) {
            tombstone.replaced();
        }
    }

    private Map<String, SetTransaction> ownTransactions() {
        if (transactionsShared) {
            transactions = new TreeMap<>(transactions);
            transactionsShared = false;
        }
        return transactions;
    }

    /** The transactions that are not expired; those that do not say when they were are expired where any can be. */
    private Map<String, SetTransaction> remembered(@Nullable Duration retention) {
        if (retention == null) {
            transactionsShared = true;
            return Collections.unmodifiableMap(transactions);
        }
        long oldest = System.currentTimeMillis() - retention.toMillis();
        Map<String, SetTransaction> young = new TreeMap<>(transactions);
        young.values().removeIf(txn -> txn.lastUpdatedMillis() == null || txn.lastUpdatedMillis() <= oldest);
        return Collections.unmodifiableMap(young);
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
        domainsShared = true;
        return new TableState(
                version,
                timestampMillis,
                knownProtocol,
                knownMetadata,
                files.build(),
                remembered(Retention.transactions(knownMetadata)),
                Collections.unmodifiableMap(domains),
                checkpointVersion);
    }

    /** How many files are live, of what length together. */
    boolean has(long fileCount, long sizeBytes) {
        return files.size() == fileCount && files.sizeBytes() == sizeBytes;
    }

    /** What was removed and is not forgotten. */
    Collection<RemoveFile> tombstones() {
        return tombstones.values().stream().map(Tombstone::remove).toList();
    }

    /** What a checkpoint of the present version is made of. */
    CheckpointDraft draft(TableState ofState, long oldestTombstoneMillis) {
        LogFile base = sidecars.checkpoint(files.arrangement());
        return new CheckpointDraft(
                ofState,
                List.copyOf(tombstones.values()),
                oldestTombstoneMillis,
                base,
                base == null ? List.of() : sidecars.standing(ofState.files(), oldestTombstoneMillis),
                files.arrangement());
    }

    /** A checkpoint is written: what it does not tell of is forgotten. */
    void checkpointed(CheckpointDraft draft, WrittenCheckpoint written) {
        checkpointVersion = Math.max(checkpointVersion, draft.state().version());
        sidecars.begin(written, draft.arrangement());
        forget(draft.oldestTombstoneMillis());
    }

    /** Forgets old tombstones, but for those of sidecars that the next checkpoint may name again. */
    private void forget(long oldestTombstoneMillis) {
        Set<SidecarContents> told = sidecars.all();
        tombstones
                .values()
                .removeIf(tombstone -> tombstone.isOlderThan(oldestTombstoneMillis)
                        && (tombstone.sidecar() == null || !told.contains(tombstone.sidecar())));
        forgottenAt = version;
    }

    /** Who follows a table for long and leaves its checkpoints to others would remember all that ever was. */
    void forgetNowAndThen(LongSupplier oldestTombstoneMillis) {
        if (version - forgottenAt >= FORGET_EVERY) {
            forget(oldestTombstoneMillis.getAsLong());
        }
    }
}
