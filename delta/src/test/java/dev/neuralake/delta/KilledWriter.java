package dev.neuralake.delta;

import dev.neuralake.columnar.ArrowSource;
import dev.neuralake.columnar.Engine;
import dev.neuralake.columnar.EngineSettings;
import dev.neuralake.storage.LocalStore;
import dev.neuralake.types.Column;
import dev.neuralake.types.DataType.Primitive;
import dev.neuralake.types.Schema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A program that changes a table until it is killed, and tells on standard output what it begins and what it has done:
 * {@code begin append 7}, {@code done append 7} or, where another writer was in the way, {@code lost append 7}.
 */
final class KilledWriter {
    /** Batches of three rows, numbered; {@code n} counts updates. */
    static final Schema SCHEMA = Schema.of(
            Column.of("id", Primitive.LONG), Column.of("batch", Primitive.LONG), Column.of("n", Primitive.LONG));

    static final int BATCH = 3;

    private final DeltaLog log;
    private final Random random;
    private final long firstBatch;
    private long nextBatch;

    private KilledWriter(DeltaLog log, long seed, long firstBatch) {
        this.log = log;
        this.random = new Random(seed);
        this.firstBatch = firstBatch;
        this.nextBatch = firstBatch;
    }

    /** Takes the table's folder, a scratch folder, a seed, and the number of the first batch. */
    public static void main(String[] args) {
        Path scratch = Path.of(args[1]);
        Engine engine = Engine.open(EngineSettings.defaults().withThreads(1));
        DeltaLog log = DeltaLog.open(new LocalStore(Path.of(args[0])), engine, "killed", scratch);
        KilledWriter writer = new KilledWriter(log, Long.parseLong(args[2]), Long.parseLong(args[3]));
        say("ready");
        while (true) {
            writer.work();
        }
    }

    private void work() {
        long known = Math.max(firstBatch, nextBatch - 1 - random.nextInt(6));
        String of = "batch = " + known;
        switch (nextBatch == firstBatch ? 7 : random.nextInt(8)) {
            case 0 -> told("delete " + known, () -> log.delete(DeleteSpec.where(of)));
            case 1 ->
                told("delete " + known, () -> log.delete(DeleteSpec.where(of).by(Removal.REWRITE)));
            case 2 ->
                told(
                        "update " + known,
                        () -> log.update(
                                UpdateSpec.set(SetColumn.of("n", "n + 1")).where(of)));
            case 3 -> told("optimize", () -> log.optimize(OptimizeSpec.all()));
            case 4 -> told("vacuum", () -> log.vacuum(VacuumSpec.full()));
            default -> {
                long batch = nextBatch++;
                told("append " + batch, () -> log.append(batch(batch)));
            }
        }
    }

    static ArrowSource batch(long batch) {
        List<Object[]> rows = new ArrayList<>();
        for (long i = 0; i < BATCH; i++) {
            rows.add(new Object[] {batch * BATCH + i, batch, 0L});
        }
        return ArrowSource.ofRows(SCHEMA, rows);
    }

    private static void told(String what, Runnable action) {
        say("begin " + what);
        try {
            action.run();
            say("done " + what);
        } catch (ConflictException lost) {
            say("lost " + what);
        }
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
