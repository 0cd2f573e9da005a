package dev.neuralake.delta;

import dev.neuralake.columnar.Engine;
import dev.neuralake.delta.FaultOracle.Attempt;
import dev.neuralake.delta.FaultOracle.Effect;
import dev.neuralake.delta.FaultOracle.Table;
import dev.neuralake.delta.action.AddFile;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** What the processes of one fault schedule share: the store, the oracle, chances, time, and rows that are still to come. */
final class FaultWorld implements AutoCloseable {
    /** Something that a process does; the more weight the more often. */
    record Operation(String name, int weight, Consumer<DeltaLog> run) {}

    static final Set<String> COLUMNS = Set.of("id", "n", "p");

    final Random random;
    final ArchivedStore store = new ArchivedStore();
    final FaultOracle oracle;
    final PreparedFiles prepared;
    final TableSpec spec;
    /** Whether files that are removed may be deleted at once. */
    final boolean keepsNothing;

    /** Ids that no append in flight can still bring. */
    final List<Long> settled = new ArrayList<>();

    private long nextId;
    private int nextPrepared = PreparedFiles.firstApart();
    private Instant quietAt = Instant.now();
    private long quietVersion = -1;
    private long firstKept;
    private long firstLogged;
    /** The versions at which the vacuums at work began. */
    private final Deque<Long> vacuums = new ArrayDeque<>();

    FaultWorld(long seed, Engine engine, PreparedFiles prepared) {
        this.random = new Random(seed);
        this.oracle = new FaultOracle(store, engine, prepared);
        this.prepared = prepared;
        this.keepsNothing = random.nextInt(4) == 0;
        this.spec = spec();
    }

    private TableSpec spec() {
        TableSpec chosen = TableSpec.of(PreparedFiles.SCHEMA)
                .partitionedBy("p")
                .withProperty("delta.enableDeletionVectors", String.valueOf(random.nextInt(4) > 0))
                .withProperty("delta.enableChangeDataFeed", String.valueOf(random.nextInt(6) == 0))
                .withProperty("delta.enableRowTracking", String.valueOf(random.nextInt(4) == 0))
                .withProperty("delta.enableInCommitTimestamps", String.valueOf(random.nextInt(4) == 0))
                .withProperty("delta.isolationLevel", random.nextBoolean() ? "Serializable" : "WriteSerializable")
                .withProperty("delta.checkpointPolicy", random.nextInt(3) == 0 ? "v2" : "classic")
                .withProperty("neuralake.logCompactionInterval", random.nextInt(3) == 0 ? "2" : "10")
                .withProperty("delta.checkpointInterval", random.nextInt(5) == 0 ? "3" : "20");
        return keepsNothing ? chosen.withProperty("delta.deletedFileRetentionDuration", "interval 0 seconds") : chosen;
    }

    /** New rows of both partitions. */
    Map<Long, Long> fresh(int count) {
        Map<Long, Long> fresh = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            fresh.put(nextId++, 0L);
        }
        return fresh;
    }

    /** A prepared file that no operation has used yet. */
    int nextPrepared() {
        return nextPrepared < prepared.count() ? nextPrepared++ : -1;
    }

    /** Runs an operation that makes one version at most. */
    void commit(String operation, Effect effect, Supplier<Commit> action) {
        commit(oracle.attempt(operation, effect), action);
    }

    void commit(Attempt attempt, Supplier<Commit> action) {
        try {
            Commit commit = action.get();
            if (Long.valueOf(0).equals(commit.metrics().get("numConvertedFiles"))) {
                attempt.refused();
            }
            attempt.succeeded(commit.version());
        } catch (ConflictException | TableExistsException refused) {
            attempt.refused();
            throw refused;
        }
    }

    /** An effect on the rows alone. */
    static Effect rows(UnaryOperator<Map<Long, Long>> change) {
        return table -> table.withRows(change.apply(new TreeMap<>(table.rows())));
    }

    /** What comes of adding rows. */
    static Effect adding(Map<Long, Long> fresh) {
        return rows(rows -> {
            rows.putAll(fresh);
            return rows;
        });
    }

    /** Some live file of a snapshot. */
    AddFile some(Snapshot snapshot) {
        List<AddFile> files = snapshot.files().stream()
                .sorted(java.util.Comparator.comparing(file -> FaultyStore.plain(file.path())))
                .toList();
        return files.get(random.nextInt(files.size()));
    }

    /** No process is at work: what is removed up to now may be gone for a vacuum that looks back this far. */
    void quiet() {
        store.settle();
        quietVersion = oracle.latest();
        long now = System.currentTimeMillis();
        while (System.currentTimeMillis() <= now + 1) {
            LockSupport.parkNanos(200_000);
        }
        quietAt = Instant.now();
    }

    /** Lets a month pass, after which the log's clean-up may cut what there is. */
    void elapse() {
        store.settle();
        store.elapse(Duration.ofDays(32));
        firstLogged = Math.max(0, oracle.latest());
    }

    /** The time for a vacuum that may delete what was removed up to the last quiet time. */
    Clock vacuumClock() {
        if (keepsNothing) {
            return Clock.systemUTC();
        }
        firstKept = Math.max(firstKept, quietVersion);
        return Clock.fixed(quietAt.plus(Duration.ofDays(7)), java.time.ZoneOffset.UTC);
    }

    /** A vacuum begins. */
    void vacuuming() {
        vacuums.push(oracle.latest());
    }

    /** The oldest version that may be restored now: none that a vacuum at work has announced to delete. */
    long firstRestorable() {
        for (long begun : vacuums) {
            for (long version = begun + 1; version <= oracle.latest(); version++) {
                if (Vacuum.START.equals(oracle.version(version).info().operation())) {
                    return keepsNothing ? oracle.latest() : quietVersion;
                }
            }
        }
        return 0;
    }

    /** A vacuum has ended, one way or the other. */
    void vacuumed() {
        vacuums.pop();
        if (keepsNothing) {
            firstKept = Math.max(firstKept, oracle.latest());
        }
    }

    /** The first version whose files no vacuum may have deleted. */
    long firstKept() {
        return firstKept;
    }

    /** The first version that no clean-up of the log may have cut off. */
    long firstLogged() {
        return firstLogged;
    }

    @Override
    public void close() {
        store.close();
    }

    static Table empty() {
        return new Table(Map.of(), COLUMNS);
    }
}
