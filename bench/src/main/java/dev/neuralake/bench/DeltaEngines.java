package dev.neuralake.bench;

import dev.neuralake.columnar.Engine;
import dev.neuralake.columnar.EngineSettings;
import dev.neuralake.columnar.Session;
import dev.neuralake.delta.ConvertSpec;
import dev.neuralake.delta.DeltaLog;
import dev.neuralake.delta.TableSpec;
import dev.neuralake.storage.LocalStore;
import dev.neuralake.types.Column;
import dev.neuralake.types.DataType.Primitive;
import dev.neuralake.types.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The same work on Delta tables by Neuralake, delta-rs and delta-spark in one run, one after the other on the same disk,
 * and how many times as long as Neuralake the others take. Arguments: the number of rows, and of small files.
 */
public final class DeltaEngines {
    private static final int COMMITS = 5_000;
    private static final int FILES = 100_000;
    private static final int SMALL_ROWS = 5_000;

    private final Path folder;
    private final Map<String, Contender> contenders;

    private DeltaEngines(Path folder, Map<String, Contender> contenders) {
        this.folder = folder;
        this.contenders = contenders;
    }

    public static void main(String[] arguments) throws IOException {
        long rows = arguments.length > 0 ? Long.parseLong(arguments[0]) : 10_000_000;
        int small = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2_000;
        Path folder = Files.createTempDirectory("neuralake-bench-");
        Map<String, Contender> contenders = new LinkedHashMap<>();
        contenders.put("Neuralake", new Neuralake());
        program("neuralake.bench.delta-rs").ifPresent(command -> contenders.put("delta-rs", new DeltaRs(command)));
        program("neuralake.bench.delta-spark")
                .ifPresent(command -> contenders.put("delta-spark", new DeltaSpark(command)));
        try {
            new DeltaEngines(folder, contenders).run(rows, small);
        } finally {
            contenders.values().forEach(Contender::close);
            DeltaMaintenance.delete(folder);
        }
    }

    /** The words of a program's call, divided by newlines. */
    private static Optional<List<String>> program(String property) {
        String words = System.getProperty(property, "");
        return words.isEmpty() ? Optional.empty() : Optional.of(List.of(words.split("\n")));
    }

    private void run(long rows, int small) throws IOException {
        System.out.println("| what | " + String.join(" | ", contenders.keySet()) + " |");
        System.out.println("|---".repeat(contenders.size() + 1) + "|");
        Path all = folder.resolve("all.parquet");
        Path one = folder.resolve("one.parquet");
        Path hundredth = folder.resolve("hundredth.parquet");
        try (Engine engine = Engine.open(EngineSettings.defaults())) {
            source(engine, all, "range(" + rows + ")");
            source(engine, one, "range(1)");
            source(engine, hundredth, "range(9, " + rows + ", 100)");
            logs(engine);
            smallFiles(engine, small);
        }
        each("append of one row", 50, (c, i) -> append(c, "one", one));
        each("open of 5,000 commits without a checkpoint", 3, (c, i) -> c.open(folder.resolve("commits")));
        each("open of 5,000 commits with a checkpoint", 20, (c, i) -> c.open(folder.resolve("checkpoint")));
        each("open of 100,000 files from a checkpoint", 20, (c, i) -> c.open(folder.resolve("files")));
        each("append of %,d rows".formatted(rows), 1, (c, i) -> append(c, "bulk" + i, all));
        each("DELETE of 1 %", 2, (c, i) -> c.delete(table(c, "bulk1"), 10 + i));
        each("UPDATE of 1 %", 2, (c, i) -> c.update(table(c, "bulk1"), 20 + i));
        each("MERGE of 1 %", 2, (c, i) -> c.merge(table(c, "bulk1"), hundredth));
        each("OPTIMIZE of %,d files".formatted(small), 1, (c, i) -> c.optimize(table(c, "small" + i)));
    }

    private static void source(Engine engine, Path file, String range) {
        try (Session session = engine.session()) {
            session.execute("COPY (SELECT range AS id, CAST(hash(range) % 200000 AS BIGINT) AS user_id, "
                    + "CAST(hash(range + 1) % 100000 AS DOUBLE) / 100 AS amount, 'item ' || hash(range) % 1000 AS item, "
                    + "TIMESTAMPTZ '2026-01-01 00:00:00Z' + to_seconds(CAST(hash(range + 2) % 8640000 AS BIGINT)) AS "
                    + "created_at FROM " + range + ") TO '" + file + "' (FORMAT parquet)");
        }
    }

    /** Tables that are nothing but a log. */
    private void logs(Engine engine) {
        for (String name : List.of("commits", "checkpoint")) {
            try (DeltaLog log = log(engine, name)) {
                for (int i = 0; i < COMMITS; i++) {
                    log.commit(DeltaBench.change(log, i, 1));
                }
                if (name.equals("checkpoint")) {
                    log.checkpoint();
                }
            }
        }
        try (DeltaLog log = log(engine, "files")) {
            log.commit(DeltaBench.change(log, 0, FILES));
            log.checkpoint();
        }
    }

    /** A table of small files twice for each, of files that are written once. */
    private void smallFiles(Engine engine, int count) throws IOException {
        Path files = Files.createDirectory(folder.resolve("small"));
        for (int i = 0; i < count; i++) {
            long from = (long) i * SMALL_ROWS;
            source(engine, files.resolve("part-" + i + ".parquet"), "range(" + from + ", " + (from + SMALL_ROWS) + ")");
        }
        for (Contender contender : contenders.values()) {
            for (int round = 0; round < 2; round++) {
                Path table = Files.createDirectory(table(contender, "small" + round));
                for (int i = 0; i < count; i++) {
                    Files.createLink(table.resolve("part-" + i + ".parquet"), files.resolve("part-" + i + ".parquet"));
                }
                try (DeltaLog log = DeltaLog.open(new LocalStore(table), engine, "small", folder)) {
                    log.convert(ConvertSpec.partitionedBy());
                }
            }
        }
    }

    private DeltaLog log(Engine engine, String name) {
        Schema schema = Schema.of(Column.of("id", Primitive.LONG), Column.of("country", Primitive.STRING));
        DeltaLog log = DeltaLog.open(new LocalStore(folder.resolve(name)), engine, name, folder);
        log.create(TableSpec.of(schema).withProperty("delta.checkpointInterval", "1000000"));
        return log;
    }

    private Path table(Contender contender, String name) {
        return folder.resolve(name + "-" + contender.getClass().getSimpleName());
    }

    private long append(Contender contender, String name, Path source) {
        Path table = table(contender, name);
        if (!Files.exists(table)) {
            contender.create(table, source);
        }
        contender.append(table, source);
        return 1;
    }

    /** A piece of work; {@code round} counts all of one contender's. */
    private interface Work {
        long run(Contender contender, int round);
    }

    /** Lets each do it, as often before the measuring, and prints the medians and how many times the first's they are. */
    private void each(String what, int times, Work work) {
        StringBuilder line = new StringBuilder("| " + what);
        double first = 0;
        for (Contender contender : contenders.values()) {
            double[] millis = new double[times];
            for (int i = 0; i < 2 * times; i++) {
                long started = System.nanoTime();
                long touched = work.run(contender, i);
                millis[i % times] = (System.nanoTime() - started) / 1e6;
                if (touched < 1) {
                    throw new IllegalStateException(contender.getClass().getSimpleName() + " did nothing: " + what);
                }
            }
            Arrays.sort(millis);
            double median = millis[times / 2];
            line.append(" | ").append("%,.1f ms".formatted(median));
            if (first > 0) {
                line.append(" (×%.1f)".formatted(median / first));
            } else {
                first = median;
            }
        }
        System.out.println(line + " |");
    }
}
