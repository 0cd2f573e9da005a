package dev.neuralake.delta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.neuralake.columnar.ArrowSource;
import dev.neuralake.columnar.Engine;
import dev.neuralake.columnar.Session;
import dev.neuralake.storage.LocalStore;
import dev.neuralake.types.Column;
import dev.neuralake.types.DataType.Primitive;
import dev.neuralake.types.Schema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Three processes that work on one table while their store fails, is slow, loses answers, tears writes and kills them;
 * what each does, and when another has its turn, follows from a seed. The oracle is a table in memory: every version
 * must be what one operation, once, makes of the version before it, and an operation that told of its success made the
 * version that it told of.
 */
final class FaultSchedule {
    private static final Schema SCHEMA = Schema.of(Column.of("id", Primitive.LONG), Column.of("n", Primitive.LONG));
    private static final int PROCESSES = 3;
    private static final int OPERATIONS = 7;
    private static final double RATE = 0.03;

    /** The rows of a version: n by id. */
    private interface Effect extends UnaryOperator<Map<Long, Long>> {}

    /** One operation of one process, and what it does to the rows that it read. */
    private static final class Attempt {
        private final String operation;
        private final Effect effect;
        private long version = -1;
        private boolean used;

        Attempt(String operation, Effect effect) {
            this.operation = operation;
            this.effect = effect;
        }
    }

    private final long seed;
    private final Engine engine;
    private final Path folder;
    private final Random random;
    private final LocalStore store;
    private final List<Attempt> attempts = new ArrayList<>();
    private final FaultyStore[] stores = new FaultyStore[PROCESSES];
    private final DeltaLog[] logs = new DeltaLog[PROCESSES];
    private final Map<Long, Map<Long, Long>> seen = new LinkedHashMap<>();
    /** Ids that no append in flight can still bring. */
    private final List<Long> settled = new ArrayList<>();

    private long nextId;
    private int depth;

    FaultSchedule(long seed, Engine engine, Path folder) {
        this.seed = seed;
        this.engine = engine;
        this.folder = folder;
        this.random = new Random(seed);
        this.store = new LocalStore(folder.resolve("table-" + seed));
    }

    void run() {
        try (DeltaLog log = DeltaLog.open(store, engine, "faults", folder)) {
            log.create(TableSpec.of(SCHEMA)
                    .withProperty("delta.enableDeletionVectors", String.valueOf(random.nextBoolean()))
                    .withProperty("delta.enableChangeDataFeed", String.valueOf(random.nextInt(4) == 0))
                    .withProperty("delta.isolationLevel", random.nextBoolean() ? "Serializable" : "WriteSerializable")
                    .withProperty("delta.checkpointInterval", seed % 2 == 0 ? "3" : "7")
                    .withProperty("delta.checkpointPolicy", seed % 3 == 0 ? "v2" : "classic")
                    .withProperty("neuralake.logCompactionInterval", "2"));
        }
        for (int i = 0; i < PROCESSES; i++) {
            start(i);
        }
        try {
            for (int i = 0; i < OPERATIONS; i++) {
                operate(random.nextInt(PROCESSES));
            }
        } finally {
            for (DeltaLog log : logs) {
                log.close();
            }
        }
        verify();
    }

    private void start(int process) {
        stores[process] = new FaultyStore(store, random.nextLong(), RATE, () -> interlude(process));
        logs[process] = DeltaLog.open(stores[process], engine, "faults", folder);
        stores[process].setCalm(false);
    }

    /** Another process does something in the midst of this one's work. */
    private void interlude(int process) {
        if (depth < 2) {
            int other = (process + 1 + random.nextInt(PROCESSES - 1)) % PROCESSES;
            // A process does one thing at a time.
            if (busy[other]) {
                return;
            }
            operate(other);
        }
    }

    private final boolean[] busy = new boolean[PROCESSES];

    private void operate(int process) {
        if (busy[process]) {
            return;
        }
        busy[process] = true;
        depth++;
        try {
            attempt(process);
        } finally {
            depth--;
            busy[process] = false;
        }
        if (stores[process].isDead()) {
            stores[process].setCalm(true);
            logs[process].close();
            start(process);
            if (depth == 0) {
                // What the dead left behind is never finished.
                for (FaultyStore each : stores) {
                    each.age();
                }
            }
        }
    }

    private void attempt(int process) {
        DeltaLog log = logs[process];
        int kind = random.nextInt(12);
        switch (kind) {
            case 0, 1, 2, 3 -> append(log);
            case 4, 5 -> delete(log);
            case 6 -> update(log);
            case 7 -> merge(log);
            case 8 -> overwrite(log);
            case 9 -> commit("OPTIMIZE", rows -> rows, () -> log.optimize(OptimizeSpec.all()));
            case 10 -> vacuum(log);
            default -> read(log);
        }
    }

    private void append(DeltaLog log) {
        Map<Long, Long> fresh = fresh(1 + random.nextInt(4));
        commit(
                "WRITE",
                rows -> {
                    Map<Long, Long> after = new TreeMap<>(rows);
                    after.putAll(fresh);
                    return after;
                },
                () -> log.append(source(fresh)));
        settled.addAll(fresh.keySet());
    }

    private void overwrite(DeltaLog log) {
        Map<Long, Long> fresh = fresh(3);
        commit("WRITE", _ -> fresh, () -> log.overwrite(source(fresh)));
    }

    private void delete(DeltaLog log) {
        int part = random.nextInt(3);
        commit(
                "DELETE",
                rows -> {
                    Map<Long, Long> after = new TreeMap<>(rows);
                    after.keySet().removeIf(id -> id % 3 == part);
                    return after;
                },
                () -> log.delete(DeleteSpec.where("id % 3 = " + part)));
    }

    private void update(DeltaLog log) {
        int part = random.nextInt(2);
        commit(
                "UPDATE",
                rows -> {
                    Map<Long, Long> after = new TreeMap<>(rows);
                    after.replaceAll((id, n) -> id % 2 == part ? n + 1 : n);
                    return after;
                },
                () -> log.update(UpdateSpec.set(SetColumn.of("n", "n + 1")).where("id % 2 = " + part)));
    }

    private void merge(DeltaLog log) {
        long known = settled.isEmpty() ? nextId++ : settled.get(random.nextInt(settled.size()));
        long added = nextId++;
        commit(
                "MERGE",
                rows -> {
                    Map<Long, Long> after = new TreeMap<>(rows);
                    after.put(known, -1L);
                    after.put(added, -1L);
                    return after;
                },
                () -> log.merge(
                        MergeSpec.using("(SELECT unnest([" + known + ", " + added + "]) AS id, -1 AS n)", "t.id = s.id")
                                .as("t", "s")
                                .whenMatched(new MergeSpec.UpdateAll())
                                .whenNotMatched(new MergeSpec.InsertAll())));
    }

    private void vacuum(DeltaLog log) {
        // START and END, of which a fault may leave the first alone.
        attempts.add(new Attempt("VACUUM START", rows -> rows));
        attempts.add(new Attempt("VACUUM END", rows -> rows));
        guarded(() -> log.vacuum(VacuumSpec.full()));
    }

    private void read(DeltaLog log) {
        guarded(() -> {
            Snapshot snapshot = log.snapshot();
            Map<Long, Long> rows = rows(snapshot);
            Map<Long, Long> before = seen.putIfAbsent(snapshot.version(), rows);
            if (before != null) {
                assertThat(rows).isEqualTo(before);
            }
        });
    }

    private Map<Long, Long> fresh(int count) {
        Map<Long, Long> fresh = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            fresh.put(nextId++, 0L);
        }
        return fresh;
    }

    private static ArrowSource source(Map<Long, Long> rows) {
        List<Object[]> list = new ArrayList<>();
        rows.forEach((id, n) -> list.add(new Object[] {id, n}));
        return ArrowSource.ofRows(SCHEMA, list);
    }

    private interface Operation {
        Commit run();
    }

    private void commit(String operation, Effect effect, Operation action) {
        Attempt attempt = new Attempt(operation, effect);
        attempts.add(attempt);
        guarded(() -> {
            Commit commit = action.run();
            // An operation that finds nothing to do tells the version at hand.
            attempt.version = commit.version();
        });
    }

    /** Failures of the store are expected; what else goes wrong is a failure of ours. */
    private void guarded(Runnable action) {
        try {
            action.run();
        } catch (ConflictException | FaultyStore.KilledException | dev.neuralake.storage.StoreException expected) {
            // The oracle finds out what became of it.
        } catch (dev.neuralake.types.NeuralakeException e) {
            boolean ofStore = String.valueOf(e.getMessage()).contains("the store")
                    || e.getCause() instanceof dev.neuralake.storage.StoreException
                    || e.getCause() instanceof FaultyStore.KilledException;
            if (!ofStore) {
                throw e;
            }
        }
    }

    private Map<Long, Long> rows(Snapshot snapshot) {
        Map<Long, Long> rows = new TreeMap<>();
        try (Session session = engine.session();
                var result = session.query(snapshot.scanSql());
                var read = result.rows()) {
            while (read.hasNext()) {
                Object[] row = read.next();
                Long before = rows.put((Long) row[0], (Long) row[1]);
                assertThat(before)
                        .as("row %s twice in version %s", row[0], snapshot.version())
                        .isNull();
            }
        }
        return rows;
    }

    private void verify() {
        try (DeltaLog log = DeltaLog.open(store, engine, "faults", folder)) {
            long latest = log.snapshot().version();
            Map<Long, Map<Long, Long>> versions = new TreeMap<>();
            Map<Long, CommitEntry> history = new TreeMap<>();
            log.history().forEach(entry -> history.put(entry.version(), entry));
            for (long version = 0; version <= latest; version++) {
                versions.put(version, rows(log.snapshot(version)));
                if (version > 0) {
                    explain(version, history.get(version), versions);
                }
            }
            seen.forEach((version, rows) -> assertThat(rows)
                    .as("what a reader saw of version %s", version)
                    .isEqualTo(versions.get(version)));
        }
    }

    /** Finds the one operation that made a version. */
    private void explain(long version, CommitEntry entry, Map<Long, Map<Long, Long>> versions) {
        Map<Long, Long> before = versions.get(version - 1);
        Map<Long, Long> after = versions.get(version);
        Map<Long, Long> read = versions.get(entry.readVersion() == null ? version - 1 : entry.readVersion());
        List<Attempt> told = attempts.stream()
                .filter(attempt -> !attempt.used && attempt.version == version)
                .filter(attempt -> attempt.operation.equals(entry.operation()))
                .toList();
        List<Attempt> candidates = told.isEmpty()
                ? attempts.stream()
                        .filter(attempt -> !attempt.used && attempt.version < 0)
                        .filter(attempt -> attempt.operation.equals(entry.operation()))
                        .toList()
                : told;
        for (Attempt attempt : candidates) {
            if (after.equals(rebased(before, read, attempt.effect.apply(read)))) {
                attempt.used = true;
                return;
            }
        }
        throw new AssertionError("version " + version + " (" + entry.operation() + ") is what no operation makes of "
                + before + " having read " + read + ": " + after);
    }

    /** What becomes of rows when the changes that were planned on others are made to them. */
    private static Map<Long, Long> rebased(Map<Long, Long> before, Map<Long, Long> read, Map<Long, Long> planned) {
        Map<Long, Long> after = new TreeMap<>(before);
        read.forEach((id, n) -> {
            if (!n.equals(planned.get(id))) {
                after.remove(id);
            }
        });
        planned.forEach((id, n) -> {
            if (!n.equals(read.get(id))) {
                after.put(id, n);
            }
        });
        return after;
    }

    @Override
    public String toString() {
        return "fault schedule of seed " + seed;
    }
}
