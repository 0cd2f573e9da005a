package dev.neuralake.delta;

import dev.neuralake.columnar.ArrowSource;
import dev.neuralake.columnar.Engine;
import dev.neuralake.columnar.Session;
import dev.neuralake.delta.action.CommitInfo;
import dev.neuralake.delta.index.Predicate;
import dev.neuralake.delta.log.CommitFile;
import dev.neuralake.delta.log.TableLog;
import dev.neuralake.storage.ObjectStore;
import dev.neuralake.storage.StoreException;
import dev.neuralake.types.Schema;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One Delta table: its versions, and changes to it. The latest version is kept in memory and advanced by new commits
 * alone, so keep one object a table and share it. Thread-safe.
 */
public final class DeltaLog implements AutoCloseable {
    private static final int ANNOUNCEMENTS_TRIED = 20;

    private final String name;
    private final TableLog log;
    private final TableFiles files;
    private final Committer committer;
    private final Upkeep upkeep;
    private final @Nullable Snapshot pinned;

    private DeltaLog(ObjectStore store, Engine engine, String name, Path scratch, LongConsumer sleeper) {
        this.name = name;
        this.log = new TableLog(store, engine, name);
        this.files = new TableFiles(store, engine, name, scratch);
        this.committer = new Committer(log, files, sleeper);
        this.upkeep = new Upkeep(log);
        this.pinned = null;
    }

    private DeltaLog(DeltaLog shared, @Nullable Snapshot pinned) {
        this.name = shared.name;
        this.log = shared.log;
        this.files = shared.files;
        this.committer = shared.committer;
        this.upkeep = shared.upkeep;
        this.pinned = pinned;
    }

    /**
     * Opens a table, which need not exist yet. Nothing is read.
     *
     * @param store the table's root, owned by the caller
     * @param engine reads and writes its files, owned by the caller
     * @param name how errors name the table
     */
    public static DeltaLog open(ObjectStore store, Engine engine, String name) {
        return open(store, engine, name, Path.of(System.getProperty("java.io.tmpdir")));
    }

    /**
     * Opens a table.
     *
     * @param scratch a folder, readable by the engine, for deletion vectors in the engine's form
     */
    public static DeltaLog open(ObjectStore store, Engine engine, String name, Path scratch) {
        return open(store, engine, name, scratch, LockSupport::parkNanos);
    }

    /** @param sleeper lets the nanoseconds pass between two attempts to commit */
    static DeltaLog open(ObjectStore store, Engine engine, String name, Path scratch, LongConsumer sleeper) {
        return new DeltaLog(store, engine, name, scratch, sleeper);
    }

    /** How errors name the table. */
    public String name() {
        return name;
    }

    /** Whether the table exists. */
    public boolean exists() {
        return log.exists();
    }

    /**
     * This table for one change: it is planned on the version that is the latest now, whatever else is looked up before,
     * and a conflict that it loses is an error, with no further attempt. Closed with this table, and not by itself.
     */
    public DeltaLog once() {
        return new DeltaLog(this, latest());
    }

    /** The latest version, after looking for new commits; of {@link #once} the one that was the latest then. */
    public Snapshot snapshot() {
        return pinned == null ? latest() : pinned;
    }

    private Snapshot latest() {
        return new Snapshot(files, log.latest());
    }

    /** A version by its number. */
    public Snapshot snapshot(long version) {
        return new Snapshot(files, log.at(version));
    }

    /** The version that was current at a time, which must lie between the first and the latest of the log. */
    public Snapshot snapshotAt(Instant time) {
        return snapshot(log.versionAt(time));
    }

    /** The commits that are still in the log, the latest first. */
    public List<CommitEntry> history() {
        long latest = latest().version();
        List<CommitEntry> entries = new ArrayList<>();
        for (CommitFile commit : log.commits(0, latest)) {
            entries.add(entry(commit));
        }
        return entries.reversed();
    }

    private static CommitEntry entry(CommitFile commit) {
        CommitInfo info = commit.info() == null ? new CommitInfo(Map.of()) : commit.info();
        Map<String, String> metrics = new LinkedHashMap<>();
        object(info, "operationMetrics").forEach((key, value) -> metrics.put(key, value.toString()));
        return new CommitEntry(
                commit.version(),
                Instant.ofEpochMilli(commit.timestampMillis()),
                info.operation(),
                object(info, "operationParameters"),
                metrics,
                info.number("readVersion"),
                info.fields().get("isBlindAppend") instanceof Boolean blind ? blind : null,
                info.text("isolationLevel"),
                info.text("engineInfo"),
                info.text("userMetadata"));
    }

    private static Map<String, Object> object(CommitInfo info, String field) {
        Map<String, Object> members = new LinkedHashMap<>();
        if (info.fields().get(field) instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                if (value != null) {
                    members.put(String.valueOf(key), value);
                }
            });
        }
        return members;
    }

    /** The commits of {@code [from, to]} with all their actions, in order. */
    public List<CommitFile> commits(long from, long to) {
        return log.commits(from, to);
    }

    /** Creates the table; an error where it exists. */
    public Commit create(TableSpec spec) {
        return commit(new TableCreator(files).plan(spec, null, null));
    }

    /** Creates the table with its first rows, in one commit; an error where it exists. */
    public Commit create(TableSpec spec, Rows rows) {
        return commit(new TableCreator(files).plan(spec, null, rows));
    }

    /** Puts another table in the place of this one, in one commit; its earlier versions can still be read. */
    public Commit replace(TableSpec spec, @Nullable Rows rows) {
        return changed(() -> rows == null, basis -> new TableCreator(files).plan(spec, basis, rows));
    }

    /** Creates the table unless it exists, whatever its columns are; returns whether it did. */
    public boolean createIfAbsent(TableSpec spec) {
        if (exists()) {
            return false;
        }
        try {
            create(spec);
            return true;
        } catch (TableExistsException other) {
            return false;
        }
    }

    /** Adds rows. Whatever others do to the table's rows meanwhile, the append stands. */
    public Commit append(ArrowSource rows) {
        return append(Rows.of(rows));
    }

    /** Adds records, whose class is the rows' schema. */
    public <T extends Record> Commit append(Class<T> type, Iterable<? extends T> records) {
        return append(ArrowSource.ofRecords(type, records));
    }

    /** Adds rows, whose columns are matched by name. */
    public Commit append(Rows rows) {
        return append(rows, WriteOptions.defaults());
    }

    /** Adds rows, perhaps with columns that the table lacks, or with a transaction of an application. */
    public Commit append(Rows rows, WriteOptions options) {
        return changed(() -> false, basis -> new TableWriter(files).append(basis, rows, options));
    }

    /** Adds what a SELECT yields in a session of the caller's. */
    public Commit appendQuery(Session session, String sql, List<? extends @Nullable Object> parameters) {
        return append(new Rows.Select(session, sql, parameters));
    }

    /** Puts rows in the place of all rows. */
    public Commit overwrite(ArrowSource rows) {
        return overwrite(Rows.of(rows));
    }

    /** Puts records, whose class is the rows' schema, in the place of all rows. */
    public <T extends Record> Commit overwrite(Class<T> type, Iterable<? extends T> records) {
        return overwrite(ArrowSource.ofRecords(type, records));
    }

    /** Puts rows in the place of all rows. */
    public Commit overwrite(Rows rows) {
        return overwrite(rows, WriteOptions.defaults());
    }

    /** Puts rows in the place of all rows, perhaps with columns that the table lacks. */
    public Commit overwrite(Rows rows, WriteOptions options) {
        return changed(() -> false, basis -> new TableWriter(files).overwrite(basis, rows, options));
    }

    /** Puts what a SELECT yields, perhaps of this very table, in the place of all rows. */
    public Commit overwriteQuery(Session session, String sql, List<? extends @Nullable Object> parameters) {
        return overwrite(new Rows.Select(session, sql, parameters));
    }

    /**
     * Changes the schema or the rules, on the latest version. What changes nothing makes no version. Planned anew where
     * others came first.
     */
    public Commit alter(Alteration alteration) {
        if (alteration instanceof Alteration.DropFeature drop) {
            return Attempts.usual().run(() -> new FeatureDrop(new DeltaLog(this, null), drop).run());
        }
        return changed(() -> true, basis -> new Alterer(files, basis).plan(alteration));
    }

    /** Deletes rows. Planned anew where others came first, unless the condition reads relations of a caller's session. */
    public Commit delete(DeleteSpec spec) {
        List<String> expressions = spec.condition() == null ? List.of() : List.of(spec.condition());
        return changed(
                () -> Condition.areSelfContained(spec.session(), expressions),
                basis -> new RowChanger(files).delete(basis, spec));
    }

    /** Gives rows new values. Planned anew as {@link #delete} is. */
    public Commit update(UpdateSpec spec) {
        return changed(
                () -> Condition.areSelfContained(spec.session(), spec.expressions()),
                basis -> new RowChanger(files).update(basis, spec));
    }

    /**
     * Puts rows in the place of those for which a condition is true.
     *
     * @param condition the engine's SQL over the table's columns, which the new rows must fulfil too
     */
    public Commit replaceWhere(String condition, Rows rows, WriteOptions options) {
        return changed(() -> false, basis -> new Replacer(files, basis, rows, options).where(condition));
    }

    /**
     * Puts rows in the place of those that have the same values in some columns; null is the same as null. Given the
     * partition columns it replaces the partitions that the new rows fall into.
     */
    public Commit replaceUsing(List<String> columns, Rows rows, WriteOptions options) {
        return changed(() -> false, basis -> new Replacer(files, basis, rows, options).using(columns));
    }

    /**
     * Merges the rows of a source into the table. Planned anew where others came first, and the source read again, unless
     * it lies in a caller's session, where it may be one that can be read once.
     */
    public Commit merge(MergeSpec spec) {
        return changed(() -> spec.session() == null, basis -> new MergePlanner(files, basis, spec).plan());
    }

    /**
     * Plans a change and commits it.
     *
     * @param repeatable whether planning it again yields what it should; asked where a conflict was lost
     */
    private Commit changed(BooleanSupplier repeatable, Function<Snapshot, Change> plan) {
        return Attempts.usual()
                .run(
                        () -> {
                            Change change = plan.apply(snapshot());
                            try {
                                return commit(change);
                            } catch (ConflictException lost) {
                                discard(change, lost);
                                throw lost;
                            }
                        },
                        _ -> pinned == null && repeatable.getAsBoolean());
    }

    /** What stays behind where the store fails is VACUUM's. */
    private void discard(Change change, ConflictException lost) {
        try {
            files.discard(change);
        } catch (StoreException e) {
            lost.addSuppressed(e);
        }
    }

    /**
     * The SELECT that yields the changes of {@code [from, to]} row by row: the table's columns, and {@code _change_type},
     * {@code _commit_version}, {@code _commit_timestamp}. The columns are those of the latest version, and where columns
     * are mapped those of the last version that is read.
     *
     * @param to null for the latest version
     * @throws NeuralakeException where a version of the range did not record its changes, is no longer in the log, or has
     *     values that these columns do not hold
     */
    public ChangeRelation changes(long from, @Nullable Long to) {
        return changes(from, to, _ -> Predicate.always());
    }

    /** @param predicate which rows are asked for, by the columns that they get; others may come as well */
    public ChangeRelation changes(long from, @Nullable Long to, Function<Schema, Predicate> predicate) {
        return new ChangeRange(log, files, snapshot(), predicate).read(from, to);
    }

    /** The same for the versions that were committed in {@code [from, to]}, of which there may be none. */
    public ChangeRelation changes(Instant from, @Nullable Instant to) {
        return changes(from, to, _ -> Predicate.always());
    }

    /** The same where only some rows are asked for; others may come as well. */
    public ChangeRelation changes(Instant from, @Nullable Instant to, Function<Schema, Predicate> predicate) {
        return new ChangeRange(log, files, snapshot(), predicate).read(from, to);
    }

    /**
     * Merges small files, or writes files anew in another order of rows. The rows stay as they are, and files that
     * others change meanwhile are left to them.
     */
    public Commit optimize(OptimizeSpec spec) {
        return new Optimizer(files, snapshot()).optimize(spec, this::commit, this::latest);
    }

    /**
     * Writes files anew without the rows that deletion vectors hide.
     *
     * @param where a condition on partition columns in the engine's SQL, null for all files
     */
    public Commit purge(@Nullable String where) {
        return new Optimizer(files, snapshot()).purge(where, this::commit, this::latest);
    }

    /** Makes the table what it was at a version, by a new version. */
    public Commit restore(long version) {
        Snapshot target = snapshot(version);
        return commit(new Restore(files, snapshot(), target).plan(Map.of("version", version)));
    }

    /** Makes the table what it was at a time, by a new version. */
    public Commit restore(Instant time) {
        Snapshot target = snapshotAt(time);
        return commit(new Restore(files, snapshot(), target).plan(Map.of("timestamp", time.toString())));
    }

    /**
     * Creates the table with the rows and rules of another's version, by pointing to its files. It is broken when the
     * other table is vacuumed of them.
     *
     * @param replace whether a table that is there loses its rows to the new ones; otherwise it is an error
     */
    public Commit shallowClone(Snapshot source, boolean replace) {
        Snapshot replaced = replace && exists() ? snapshot() : null;
        return commit(new ShallowClone(files, source).plan(replaced));
    }

    /** Makes a table of the Parquet files in its folder, unless it is one. */
    public Commit convert(ConvertSpec spec) {
        if (exists()) {
            return new Commit(snapshot().version(), Map.of("numConvertedFiles", 0L));
        }
        return commit(new Conversion(files, spec).plan());
    }

    /** The table in one row. */
    public TableDetail detail() {
        return TableDetail.of(snapshot());
    }

    /** Writes lists of the live files for engines that know no Delta, and returns the keys of the lists. */
    public List<String> generateManifest() {
        return new SymlinkManifest(files, snapshot()).write();
    }

    /** Deletes files that no version inside the retention needs. */
    public Vacuumed vacuum(VacuumSpec spec) {
        return vacuum(spec, Clock.systemUTC());
    }

    Vacuumed vacuum(VacuumSpec spec, Clock clock) {
        return new Vacuum(files, log, snapshot(), spec, clock).run(this::announce);
    }

    /** Commits a version that only tells of something, after whatever others do. */
    private long announce(Vacuum.Announcement what) {
        for (int attempt = 0; ; attempt++) {
            try {
                Change change = new Change(
                        latest(), what.operation(), what.parameters(), what.metrics(), List.of(), Reads.nothing());
                Commit commit = committer.commit(change);
                upkeep.after(commit.version());
                return commit.version();
            } catch (ConflictException e) {
                if (attempt == ANNOUNCEMENTS_TRIED) {
                    throw e;
                }
            }
        }
    }

    /**
     * Deletes commits and checkpoints that are older than {@code delta.logRetentionDuration}; the versions that remain
     * stay readable. Done after checkpoints by itself, unless {@code delta.enableExpiredLogCleanup} is false.
     *
     * @return the keys of the files
     */
    public List<String> cleanUpLog() {
        return log.cleanUp(System.currentTimeMillis());
    }

    /**
     * Commits a planned change. Where other writers came first, it is committed after them if it still means the same.
     *
     * @throws ConflictException where it does not: plan it anew on the latest version
     */
    public Commit commit(Change change) {
        Snapshot basis = change.basis();
        if (change.isEmpty() && basis != null) {
            return new Commit(basis.version(), change.metrics());
        }
        Commit commit = committer.commit(change);
        upkeep.after(commit.version());
        return commit;
    }

    /** Writes a checkpoint of the latest version, unless there is one, and returns the version. */
    public long checkpoint() {
        return log.checkpoint();
    }

    /** What operations need to read and write files of the table. */
    TableFiles files() {
        return files;
    }

    TableLog log() {
        return log;
    }

    @Override
    public void close() {
        files.close();
    }
}
