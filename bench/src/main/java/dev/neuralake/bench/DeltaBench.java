package dev.neuralake.bench;

import dev.neuralake.columnar.Engine;
import dev.neuralake.columnar.EngineSettings;
import dev.neuralake.columnar.Session;
import dev.neuralake.delta.Change;
import dev.neuralake.delta.DeleteSpec;
import dev.neuralake.delta.DeltaLog;
import dev.neuralake.delta.MergeSpec;
import dev.neuralake.delta.OptimizeSpec;
import dev.neuralake.delta.Reads;
import dev.neuralake.delta.SetColumn;
import dev.neuralake.delta.TableSpec;
import dev.neuralake.delta.UpdateSpec;
import dev.neuralake.delta.action.Action;
import dev.neuralake.storage.LocalStore;
import dev.neuralake.types.Column;
import dev.neuralake.types.DataType.Primitive;
import dev.neuralake.types.Schema;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Measures Delta tables on the local disk: commits, opening long logs and large tables, bulk writes, row changes. */
public final class DeltaBench {
    private static final Schema SCHEMA = Schema.of(
            Column.of("id", Primitive.LONG),
            Column.of("user_id", Primitive.LONG),
            Column.of("country", Primitive.STRING),
            Column.of("amount", Primitive.DOUBLE),
            Column.of("at", Primitive.TIMESTAMP));
    private static final int COMMITS = 5_000;
    private static final int FILES = 100_000;
    private static final int OPENS = 5;

    private final Engine engine;
    private final Path folder;
    private final long rows;
    private final PrintStream out;

    private DeltaBench(Engine engine, Path folder, long rows, PrintStream out) {
        this.engine = engine;
        this.folder = folder;
        this.rows = rows;
        this.out = out;
    }

    /** @param args the number of rows of the bulk table, 10 million by default */
    public static void main(String[] args) throws IOException {
        long rows = args.length > 0 ? Long.parseLong(args[0]) : 10_000_000;
        Path folder = Files.createTempDirectory("neuralake-bench-");
        try (Engine engine = Engine.open(EngineSettings.defaults())) {
            DeltaBench bench = new DeltaBench(engine, folder, rows, System.out);
            System.out.println("| what | |\n|---|---|");
            bench.commits();
            bench.longLog();
            bench.manyFiles();
            bench.bulk();
        }
        System.out.println("\nThe tables lie in " + folder + ".");
    }

    private DeltaLog open(String name) {
        return DeltaLog.open(new LocalStore(folder.resolve(name)), engine, name, folder);
    }

    private void commits() {
        try (DeltaLog log = open("commits");
                Session session = engine.session()) {
            log.create(TableSpec.of(SCHEMA));
            latencies("commit of one file", 500, i -> log.commit(change(log, i, 1)));
            latencies("append of one row", 300, i -> log.appendQuery(session, "SELECT " + i + " AS id", List.of()));
        }
    }

    private void longLog() {
        try (DeltaLog log = open("long")) {
            log.create(TableSpec.of(SCHEMA).withProperty("delta.checkpointInterval", "1000000"));
            for (int i = 0; i < COMMITS; i++) {
                log.commit(change(log, i, 1));
            }
            opening("open of %,d commits without a checkpoint".formatted(COMMITS), "long");
            log.checkpoint();
            opening("open of %,d commits with a checkpoint".formatted(COMMITS), "long");
        }
    }

    private void manyFiles() {
        try (DeltaLog log = open("files")) {
            log.create(TableSpec.of(SCHEMA).withProperty("delta.checkpointInterval", "1000000"));
            log.commit(change(log, 0, FILES));
            opening("open of %,d files from JSON".formatted(FILES), "files");
            log.checkpoint();
            opening("open of %,d files from a checkpoint".formatted(FILES), "files");
        }
    }

    private void bulk() {
        try (DeltaLog log = open("bulk");
                Session session = engine.session()) {
            log.create(TableSpec.of(SCHEMA)
                    .withProperty("delta.enableDeletionVectors", "true")
                    .withProperty("delta.targetFileSize", "16mb"));
            String select =
                    "SELECT range AS id, range % 200000 AS user_id, ['CH','DE','FR','IT'][1 + range % 4] AS country, "
                            + "(range % 1000) / 7.0 AS amount, TIMESTAMPTZ '2024-01-01' + INTERVAL (range) MILLISECOND AS at "
                            + "FROM range(" + rows + ")";
            once("append of %,d rows".formatted(rows), () -> log.appendQuery(session, select, List.of()));
            once("DELETE of 1 % of them", () -> log.delete(DeleteSpec.where("id % 100 = 7")));
            once(
                    "UPDATE of 1 % of them",
                    () -> log.update(
                            UpdateSpec.set(SetColumn.of("amount", "amount + 1")).where("id % 100 = 8")));
            once(
                    "MERGE of 1 % of them",
                    () -> log.merge(MergeSpec.using(
                                    "(SELECT range * 100 + 9 AS id, 1 AS user_id, 'XX' AS country, 0.5 AS amount, NULL AS at "
                                            + "FROM range(" + rows / 100 + "))",
                                    "t.id = s.id")
                            .as("t", "s")
                            .whenMatched(new MergeSpec.UpdateAll())
                            .whenNotMatched(new MergeSpec.InsertAll())));
            long bytes = log.snapshot().sizeBytes();
            double seconds = once("OPTIMIZE", () -> log.optimize(OptimizeSpec.all()));
            out.printf("| OPTIMIZE, MB/s | %.0f |%n", bytes / 1e6 / seconds);
        }
    }

    /** Adds files that nobody reads. */
    static Change change(DeltaLog log, int number, int files) {
        List<Action> actions = new ArrayList<>();
        for (int i = 0; i < files; i++) {
            actions.add(PretendedFile.of((long) number * files + i));
        }
        return new Change(log.snapshot(), "WRITE", Map.of("mode", "Append"), Map.of(), actions, Reads.nothing());
    }

    private interface Step {
        void run(int number);
    }

    private void latencies(String what, int count, Step step) {
        for (int i = 0; i < count / 5; i++) {
            step.run(i);
        }
        double[] millis = new double[count];
        for (int i = 0; i < count; i++) {
            long started = System.nanoTime();
            step.run(count + i);
            millis[i] = (System.nanoTime() - started) / 1e6;
        }
        Arrays.sort(millis);
        out.printf("| %s, p50 / p99 | %.2f / %.2f ms |%n", what, millis[count / 2], millis[count * 99 / 100]);
    }

    private void opening(String what, String table) {
        double[] millis = new double[OPENS];
        for (int i = 0; i < OPENS; i++) {
            long started = System.nanoTime();
            try (DeltaLog log = open(table)) {
                if (log.snapshot().numFiles() < 1) {
                    throw new IllegalStateException("an open table has files");
                }
            }
            millis[i] = (System.nanoTime() - started) / 1e6;
        }
        Arrays.sort(millis);
        out.printf("| %s | %.0f ms |%n", what, millis[OPENS / 2]);
    }

    private double once(String what, Runnable action) {
        long started = System.nanoTime();
        action.run();
        double seconds = (System.nanoTime() - started) / 1e9;
        out.printf("| %s | %.2f s |%n", what, seconds);
        return seconds;
    }
}
