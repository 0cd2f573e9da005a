package dev.neuralake.delta.log;

import dev.neuralake.columnar.Engine;
import dev.neuralake.delta.action.Action;
import dev.neuralake.delta.action.ActionJson;
import dev.neuralake.delta.action.Metadata;
import dev.neuralake.delta.action.RemoveFile;
import dev.neuralake.storage.MissingObjectException;
import dev.neuralake.storage.ObjectExistsException;
import dev.neuralake.storage.ObjectInfo;
import dev.neuralake.storage.ObjectStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The log of one table: its latest state, kept in memory and advanced by new commits alone, older states, and the
 * commits themselves. Thread-safe.
 */
public final class TableLog {
    /** How long to believe that the log was not cut off behind us by a clean-up. */
    private static final long TRUST_NANOS = Duration.ofMinutes(1).toNanos();

    private final ObjectStore store;
    private final String table;
    private final LogReader reader;
    private final CheckpointWriter checkpoints;
    private final ChecksumWriter checksums;
    private final CompactionWriter compactions;
    private final AtomicLong lastChecksum = new AtomicLong(-1);
    private final AtomicLong lastCompaction = new AtomicLong(-1);
    private final ReentrantLock lock = new ReentrantLock();
    private final ReentrantLock checkpointing = new ReentrantLock();
    private @Nullable Replay replay;
    private volatile @Nullable TableState latest;
    private long verifiedAtNanos;

    /** @param table how errors name the table */
    public TableLog(ObjectStore store, Engine engine, String table) {
        this(store, engine, table, SidecarPlan.ACTIONS_EACH);
    }

    /** @param actionsPerSidecar how many actions a sidecar has at most */
    TableLog(ObjectStore store, Engine engine, String table, int actionsPerSidecar) {
        this.store = store;
        this.table = table;
        this.reader = new LogReader(store, engine, table);
        this.checkpoints = new CheckpointWriter(store, engine, new SidecarWriter(store, engine, actionsPerSidecar));
        this.checksums = new ChecksumWriter(store);
        this.compactions = new CompactionWriter(store, reader);
    }

    /** Whether there is a table. */
    public boolean exists() {
        return latest != null || reader.exists();
    }

    /** The state of the latest version, after looking for new commits. */
    public TableState latest() {
        lock.lock();
        try {
            Replay known = replay;
            if (known == null) {
                known = load();
            } else {
                advance(known);
            }
            return stateOf(java.util.Objects.requireNonNull(replay));
        } finally {
            lock.unlock();
        }
    }

    /** The latest state that is known, without asking the store; loaded where none is. */
    public TableState cached() {
        TableState known = latest;
        return known == null ? latest() : known;
    }

    private Replay load() {
        Replay loaded = reader.load(null);
        replay = loaded;
        verifiedAtNanos = System.nanoTime();
        return loaded;
    }

    private TableState stateOf(Replay current) {
        TableState known = latest;
        if (known == null || known.version() != current.version()) {
            known = current.state();
            latest = known;
            Metadata metadata = known.metadata();
            current.forgetNowAndThen(() -> Retention.oldestTombstone(metadata));
        }
        return known;
    }

    private void advance(Replay known) {
        long before = known.version();
        try {
            while (true) {
                known.apply(reader.read(known.version() + 1));
            }
        } catch (MissingObjectException end) {
            boolean stale = System.nanoTime() - verifiedAtNanos > TRUST_NANOS;
            if (known.version() == before && stale) {
                verify(before);
            }
        }
    }

    /** A clean-up may have deleted the next commits after a newer checkpoint: then ours is gone as well. */
    private void verify(long version) {
        if (store.find(LogFile.commit(version)).isEmpty()) {
            load();
        }
        verifiedAtNanos = System.nanoTime();
    }

    /** The state of an older version. */
    public TableState at(long version) {
        TableState known = latest;
        if (known != null && known.version() == version) {
            return known;
        }
        return reader.load(version).state();
    }

    /**
     * Writes a commit, unless another writer has written that version: {@link ObjectExistsException}. Any other failure
     * leaves open whether it was written.
     */
    public void write(long version, List<? extends Action> actions) {
        ObjectInfo written = store.create(LogFile.commit(version), ActionJson.write(actions));
        advance(version, new CommitFile(version, written.modifiedAt().toEpochMilli(), List.copyOf(actions)));
    }

    private void advance(long version, CommitFile commit) {
        lock.lock();
        try {
            Replay known = replay;
            if (known != null && known.version() == version - 1) {
                known.apply(commit);
                stateOf(known);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Reads one commit; {@link MissingObjectException} where there is none. */
    public CommitFile commit(long version) {
        return reader.read(version);
    }

    /** The commits of {@code [from, to]} that are still in the log, in order. */
    public List<CommitFile> commits(long from, long to) {
        List<LogFile> files = reader.list(from).stream()
                .filter(file -> file.kind() == LogFile.Kind.COMMIT && file.version() >= from && file.version() <= to)
                .toList();
        List<CommitFile> commits = new ArrayList<>();
        int batch = 256;
        for (int i = 0; i < files.size(); i += batch) {
            commits.addAll(reader.readAll(files.subList(i, Math.min(i + batch, files.size()))));
        }
        return commits;
    }

    /** The first version whose commit is still in the log. */
    public long earliestCommit() {
        return reader.list(null).stream()
                .filter(file -> file.kind() == LogFile.Kind.COMMIT)
                .mapToLong(LogFile::version)
                .min()
                .orElseThrow(() -> LogErrors.noTable(table));
    }

    /**
     * The last version that was committed at a time or before it.
     *
     * @throws dev.neuralake.types.NeuralakeException where the time lies before the first version of the log, or after
     *     the last
     */
    public long versionAt(Instant time) {
        TableState state = latest();
        TreeMap<Long, LogFile> commits = new TreeMap<>();
        reader.list(null).stream()
                .filter(file -> file.kind() == LogFile.Kind.COMMIT && file.version() <= state.version())
                .forEach(file -> commits.put(file.version(), file));
        return new VersionSearch(table, reader, state, commits).at(time.toEpochMilli());
    }

    /** Writes the checksum file of a version, once, if it is the one that is known as the latest. */
    public void checksum(long version) {
        TableState state = cached();
        if (state.version() == version && lastChecksum.getAndAccumulate(version, Math::max) < version) {
            checksums.write(state);
        }
    }

    /** Writes the compacted file of the commits {@code [from, to]}, once. */
    public void compact(long from, long to) {
        if (lastCompaction.getAndAccumulate(to, Math::max) < to) {
            compactions.write(from, to);
        }
    }

    /**
     * Writes a checkpoint of the latest state, unless one is there, and returns the version. Commits and reads go on
     * meanwhile.
     */
    public long checkpoint() {
        checkpointing.lock();
        try {
            return checkpointLatest();
        } finally {
            checkpointing.unlock();
        }
    }

    /** Writes a checkpoint, unless there is one of a version or a later one, or one is just being written. */
    public void checkpoint(long version) {
        if (checkpointing.tryLock()) {
            try {
                if (cached().checkpointVersion() < version) {
                    checkpointLatest();
                }
            } finally {
                checkpointing.unlock();
            }
        }
    }

    private long checkpointLatest() {
        Replay of;
        CheckpointDraft draft;
        lock.lock();
        try {
            TableState state = latest();
            if (state.checkpointVersion() >= state.version()) {
                return state.version();
            }
            of = java.util.Objects.requireNonNull(replay);
            draft = of.draft(state, Retention.oldestTombstone(state.metadata()));
        } finally {
            lock.unlock();
        }
        checkpointed(of, draft, checkpoints.write(draft));
        return draft.state().version();
    }

    private void checkpointed(Replay of, CheckpointDraft draft, WrittenCheckpoint written) {
        lock.lock();
        try {
            of.checkpointed(draft, written);
            latest = null;
            stateOf(java.util.Objects.requireNonNull(replay));
        } finally {
            lock.unlock();
        }
    }

    /** What was removed from the latest version and is not forgotten, which it is some time after the retention. */
    public Collection<RemoveFile> tombstones() {
        lock.lock();
        try {
            latest();
            return java.util.Objects.requireNonNull(replay).tombstones();
        } finally {
            lock.unlock();
        }
    }

    /** Deletes what the log's retention lets go and returns the keys. */
    public List<String> cleanUp(long nowMillis) {
        return new LogCleaner(store, reader, checkpoints, latest()).cleanUp(nowMillis);
    }

    ObjectStore store() {
        return store;
    }

    LogReader reader() {
        return reader;
    }
}
