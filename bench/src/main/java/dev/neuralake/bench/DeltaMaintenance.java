package dev.neuralake.bench;

import dev.neuralake.columnar.Engine;
import dev.neuralake.columnar.EngineSettings;
import dev.neuralake.columnar.Session;
import dev.neuralake.delta.Commit;
import dev.neuralake.delta.ConvertSpec;
import dev.neuralake.delta.DeltaLog;
import dev.neuralake.delta.OptimizeSpec;
import dev.neuralake.delta.action.AddFile;
import dev.neuralake.delta.index.FileIndex;
import dev.neuralake.delta.index.FileIndexBuilder;
import dev.neuralake.delta.index.IndexedColumn;
import dev.neuralake.delta.index.Predicate;
import dev.neuralake.storage.LocalStore;
import dev.neuralake.types.DataType.Primitive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * How fast small files are merged, and how much memory the files of a large table take. Arguments: the number of small
 * files, and of the large table's files; 2,000 and 1,000,000 by default.
 */
public final class DeltaMaintenance {
    private static final int ROWS_A_FILE = 5_000;
    private static final double MEGABYTE = 1e6;

    private DeltaMaintenance() {}

    public static void main(String[] arguments) throws IOException {
        int small = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 2_000;
        int large = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_000_000;
        System.out.println("| what | result | aim |");
        System.out.println("|---|---|---|");
        Path folder = Files.createTempDirectory("neuralake-bench-");
        try (Engine engine = Engine.open(EngineSettings.defaults())) {
            merge(engine, folder, small);
        } finally {
            delete(folder);
        }
        index(large);
    }

    private static void merge(Engine engine, Path folder, int files) throws IOException {
        writeSmallFiles(engine, folder, files);
        try (DeltaLog log = DeltaLog.open(new LocalStore(folder), engine, "bench", folder.resolve("_scratch"))) {
            time("convert " + files + " files, with statistics", () -> log.convert(ConvertSpec.partitionedBy()));
            double megabytes = log.snapshot().sizeBytes() / MEGABYTE;
            long started = System.nanoTime();
            Commit merged = log.optimize(OptimizeSpec.all());
            double seconds = (System.nanoTime() - started) / 1e9;
            System.out.printf(
                    "| optimize %d files of %.0f MB into %d | %.2f s, %.0f MB/s | |%n",
                    files, megabytes, merged.metric("numAddedFiles"), seconds, megabytes / seconds);
            started = System.nanoTime();
            log.optimize(OptimizeSpec.all().zOrderedBy("user_id", "created_at"));
            seconds = (System.nanoTime() - started) / 1e9;
            System.out.printf(
                    "| order %d rows on a Z curve of two columns | %.2f s, %.0f MB/s | |%n",
                    (long) files * ROWS_A_FILE, seconds, megabytes / seconds);
        }
    }

    private static void writeSmallFiles(Engine engine, Path folder, int files) {
        try (Session session = engine.session()) {
            for (int i = 0; i < files; i++) {
                long from = (long) i * ROWS_A_FILE;
                session.execute("COPY (SELECT i AS id, CAST(hash(i) % 200000 AS BIGINT) AS user_id, "
                        + "CAST(hash(i + 1) % 100000 AS DOUBLE) / 100 AS amount, 'item ' || hash(i) % 1000 AS item, "
                        + "TIMESTAMPTZ '2026-01-01 00:00:00Z' + to_seconds(CAST(hash(i + 2) % 8640000 AS BIGINT)) AS "
                        + "created_at FROM range(" + from + ", " + (from + ROWS_A_FILE) + ") AS r(i)) TO '"
                        + folder.resolve("part-" + i + ".parquet") + "' (FORMAT parquet, COMPRESSION snappy)");
            }
        }
    }

    private static void time(String what, Runnable work) {
        long started = System.nanoTime();
        work.run();
        System.out.printf("| %s | %.2f s | |%n", what, (System.nanoTime() - started) / 1e9);
    }

    private static void index(int files) {
        long before = usedBytes();
        FileIndexBuilder builder = new FileIndexBuilder();
        for (int i = 0; i < files; i++) {
            builder.add(file(i));
        }
        FileIndex index = builder.build();
        long built = usedBytes() - before;
        System.out.printf("| index of %,d files | %.0f MB | 300 MB |%n", files, built / MEGABYTE);
        List<AddFile> found = index.prune(
                Predicate.and(Predicate.eq("user_id", 77L), Predicate.ge("id", 1_000L * files / 2)),
                path -> new IndexedColumn(path, Primitive.LONG, false));
        System.out.printf(
                "| the same, with the bounds of two columns (%,d files found) | %.0f MB | 300 MB |%n",
                found.size(), (usedBytes() - before) / MEGABYTE);
        // The builder lives as long as the log that it belongs to.
        if (builder.size() != index.size()) {
            throw new IllegalStateException("the index has lost files");
        }
    }

    private static AddFile file(int i) {
        String day = "2026-%02d-%02d".formatted(i % 12 + 1, i % 28 + 1);
        long from = 1_000L * i;
        String stats = "{\"numRecords\":1000,\"minValues\":{\"id\":" + from + ",\"user_id\":" + i * 7919L % 200_000
                + ",\"amount\":" + i % 977 / 10.0 + ",\"item\":\"item " + i * 31 % 1000 + "\",\"created_at\":\"" + day
                + "T00:00:00.000Z\"},\"maxValues\":{\"id\":" + (from + 999) + ",\"user_id\":"
                + (i * 7919L % 200_000 + 50) + ",\"amount\":" + (i % 977 / 10.0 + 100) + ",\"item\":\"item "
                + (i * 31 % 1000 + 9) + "\",\"created_at\":\"" + day
                + "T23:59:59.999Z\"},\"nullCount\":{\"id\":0,\"user_id\":0,\"amount\":" + i % 3
                + ",\"item\":0,\"created_at\":0},\"tightBounds\":true}";
        String path = "day=" + day + "/part-00000-" + new UUID(i * 0x9E3779B97F4A7C15L, i * 0xC2B2AE3D27D4EB4FL)
                + ".c000.zstd.parquet";
        return AddFile.of(path, Map.of("day", day), 1_000_000L + i, 1_760_000_000_000L + i, stats);
    }

    private static long usedBytes() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
