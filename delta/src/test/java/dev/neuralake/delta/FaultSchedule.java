package dev.neuralake.delta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.neuralake.columnar.Engine;
import dev.neuralake.delta.FaultWorld.Operation;
import dev.neuralake.storage.MissingObjectException;
import dev.neuralake.storage.StoreException;
import dev.neuralake.types.NeuralakeException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Three processes that work on one table while their store fails, is slow, loses answers, tears writes and kills them;
 * what each does, and when another has its turn, follows from a seed. {@link FaultOracle} tells whether all came right.
 */
final class FaultSchedule {
    private static final int PROCESSES = 3;
    private static final int STEPS = 8;
    private static final int DEPTH_MOST = 2;
    private static final double RATE = 0.04;
    private static final double ROW_OPERATIONS = 0.09;
    private static final double READS = 0.15;

    /** One process: its own view of the store and the table. */
    private static final class Actor {
        private FaultyStore store;
        private DeltaLog log;
        private boolean busy;
    }

    private final Engine engine;
    private final Path folder;
    private final FaultTally tally;
    private final FaultWorld world;
    private final Random random;
    private final List<Operation> births;
    private final List<Operation> logOperations;
    private final List<Operation> rowOperations;
    private final List<Operation> reads;
    private final List<Actor> actors = new ArrayList<>();
    private final List<String> trace = new ArrayList<>();
    private final List<String> aside = new ArrayList<>();
    private final Thread owner = Thread.currentThread();
    private final Map<Long, Map<Long, Long>> seen = new TreeMap<>();
    private final Operation birth;
    private int depth;

    FaultSchedule(long seed, Engine engine, PreparedFiles prepared, Path folder, FaultTally tally) {
        this.engine = engine;
        this.folder = folder;
        this.tally = tally;
        this.world = new FaultWorld(seed, engine, prepared);
        this.random = world.random;
        RowOperations rows = new RowOperations(world);
        this.births = rows.births();
        this.rowOperations = rows.all();
        this.logOperations = new LogOperations(world).all();
        this.reads = List.of(
                new Operation("read", 4, log -> observe(log.snapshot())),
                new Operation("read an older version", 4, this::readOlder),
                new Operation("read rows", 1, log -> see(log.snapshot())));
        this.birth = chosen(births);
    }

    /** The names of all that a process may do. */
    List<String> operations() {
        return Stream.of(births, logOperations, rowOperations, reads)
                .flatMap(List::stream)
                .map(Operation::name)
                .toList();
    }

    /** What happened, in order, the same for the same seed. */
    synchronized List<String> trace() {
        tellAside();
        return trace;
    }

    void run() {
        try {
            for (int i = 0; i < PROCESSES; i++) {
                actors.add(new Actor());
                start(actors.getLast());
            }
            bear();
            for (int i = 0; i < STEPS; i++) {
                if (random.nextBoolean()) {
                    world.quiet();
                }
                if (random.nextInt(8) == 0) {
                    passTime();
                }
                operate(anyone());
            }
            world.store.settle();
            new FaultVerdict(world, engine, folder).check(seen);
        } finally {
            actors.forEach(actor -> actor.log.close());
            world.close();
        }
    }

    private void bear() {
        for (int i = 0; i < 5 && world.oracle.latest() < 0; i++) {
            run(anyone(), birth);
        }
        world.store.settle();
        if (world.oracle.latest() < 0) {
            Actor actor = anyone();
            actor.store.setCalm(true);
            run(actor, birth);
            actor.store.setCalm(false);
        }
        assertThat(world.oracle.latest()).as("a table came about").isNotNegative();
    }

    private Actor anyone() {
        return actors.get(random.nextInt(PROCESSES));
    }

    private Operation chosen(List<Operation> operations) {
        int draw =
                random.nextInt(operations.stream().mapToInt(Operation::weight).sum());
        for (Operation operation : operations) {
            draw -= operation.weight();
            if (draw < 0) {
                return operation;
            }
        }
        throw new IllegalStateException("no operation has weight");
    }

    private void start(Actor actor) {
        actor.store = new FaultyStore(world.store, random.nextLong(), RATE, () -> interlude(actor), this::hit);
        actor.log = DeltaLog.open(actor.store, engine, "faults", folder, _ -> interlude(actor));
        actor.store.setCalm(false);
    }

    private synchronized void hit(Fault fault, String key) {
        tally.hit(fault);
        String line = fault + " at " + FaultyStore.plain(key);
        if (Thread.currentThread() == owner) {
            tell(line);
        } else {
            aside.add(line);
        }
    }

    private synchronized void tell(String line) {
        tellAside();
        trace.add(line);
    }

    /** What helping threads met at the same time has no order of its own. */
    private void tellAside() {
        aside.stream().sorted().forEach(trace::add);
        aside.clear();
    }

    /** What is old may be gone for a process that looked long ago: all begin anew. */
    private void passTime() {
        tell("a month passes");
        world.elapse();
        for (Actor actor : actors) {
            actor.log.close();
            start(actor);
        }
    }

    /** Another process does something in the midst of this one's work. */
    private void interlude(Actor actor) {
        if (depth > 0 && depth < DEPTH_MOST) {
            Actor other = anyone();
            if (other != actor) {
                operate(other);
            }
        }
    }

    private void operate(Actor actor) {
        double kind = random.nextDouble();
        if (world.oracle.latest() < 0) {
            run(actor, birth);
        } else if (kind < ROW_OPERATIONS) {
            run(actor, chosen(rowOperations));
        } else if (kind < ROW_OPERATIONS + READS) {
            run(actor, chosen(reads));
        } else {
            run(actor, chosen(logOperations));
        }
    }

    private void run(Actor actor, Operation operation) {
        // A process does one thing at a time.
        if (actor.busy) {
            return;
        }
        actor.busy = true;
        depth++;
        tell("process " + actors.indexOf(actor) + ": " + operation.name());
        try {
            operation.run().accept(actor.log);
            tally.ran(operation.name(), true);
        } catch (RuntimeException | FaultyStore.KilledError failure) {
            tally.ran(operation.name(), false);
            requireExpected(actor, operation, failure);
        } finally {
            depth--;
            actor.busy = false;
        }
        if (actor.store.isDead()) {
            actor.log.close();
            start(actor);
        }
    }

    /** Failures of the store are expected, and so are conflicts; what else goes wrong is a failure of ours. */
    private void requireExpected(Actor actor, Operation operation, Throwable failure) {
        tell("failed: " + FaultyStore.plain(String.valueOf(failure.getMessage())));
        if (actor.store.isDead() || failure instanceof ConflictException || failure instanceof TableExistsException) {
            return;
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StoreException && !(cause instanceof MissingObjectException)) {
                return;
            }
        }
        String message = String.valueOf(failure.getMessage());
        boolean vacuumed = world.keepsNothing || operation.name().equals("restore");
        boolean overtaken = message.contains("has no column")
                || message.contains("without column mapping")
                || message.contains("the log begins with version");
        boolean cut = operation.name().equals("restore") && world.firstLogged() > 0;
        boolean missing = message.contains("is missing (was it vacuumed") || message.contains("is gone (choose");
        if (!(failure instanceof NeuralakeException && (overtaken || cut || vacuumed && missing))) {
            throw new AssertionError("'" + operation.name() + "' failed", failure);
        }
    }

    /** A reader sees what was committed as that version, and all of it. */
    private void observe(Snapshot snapshot) {
        assertThat(snapshot.version()).isLessThanOrEqualTo(world.oracle.latest());
        FaultVerdict.requireSame(snapshot, world.oracle.version(snapshot.version()));
    }

    private void readOlder(DeltaLog log) {
        long latest = log.snapshot().version();
        long first = Math.max(world.firstLogged(), latest - 6);
        long version = first + random.nextInt((int) (latest - first) + 1);
        observe(log.snapshot(version));
    }

    private void see(Snapshot snapshot) {
        Map<Long, Long> rows = FaultVerdict.rows(snapshot, engine);
        Map<Long, Long> before = seen.putIfAbsent(snapshot.version(), rows);
        assertThat(before == null ? rows : before).isEqualTo(rows);
    }
}
