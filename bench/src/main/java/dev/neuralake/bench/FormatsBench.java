package dev.neuralake.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.neuralake.columnar.Engine;
import dev.neuralake.columnar.EngineSettings;
import dev.neuralake.columnar.Result;
import dev.neuralake.columnar.Session;
import dev.neuralake.columnar.format.Format;
import dev.neuralake.types.Sql;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * How fast rows are written, against the engine's own {@code COPY … TO} where it has the format. Counts the processor time
 * of all threads, which depends less than the clock on what else the machine does.
 *
 * <p>Arguments: the number of rows, a million unless told otherwise.
 */
final class FormatsBench {
    private static final int RUNS = 5;
    private static final int ROWS_DEFAULT = 1_000_000;
    private static final String TABLE = """
            CREATE TABLE t AS SELECT
              i AS id,
              'user ' || i %% 5000 AS name,
              (i * 7919 %% 100000) / 100.0::DOUBLE AS price,
              random() AS signal,
              (i %% 997 / 4.0)::DECIMAL(10,2) AS amount,
              i %% 3 = 0 AS active,
              TIMESTAMPTZ '2026-01-01 00:00:00Z' + INTERVAL (i) SECOND AS seen_at,
              CASE WHEN i %% 10 > 0 THEN DATE '2026-01-01' + (i %% 365)::INT END AS day
            FROM range(%d) t(i)""";

    private static final OperatingSystemMXBean CPU = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private FormatsBench() {}

    public static void main(String[] arguments) throws IOException {
        int rows = arguments.length == 0 ? ROWS_DEFAULT : Integer.parseInt(arguments[0]);
        Path folder = Files.createTempDirectory("formats");
        Path file = folder.resolve("rows");
        System.out.println("| format | MB | CPU ms | MB/CPU s | the engine's COPY, CPU ms | ratio |");
        System.out.println("|---|---|---|---|---|---|");
        try (Engine engine = Engine.open(EngineSettings.defaults());
                Session session = engine.session()) {
            session.execute(TABLE.formatted(rows));
            line("batches alone", 0, millis(() -> read(session)), 0);
            for (Format format : Format.values()) {
                if (format != Format.TABLE) {
                    double ours = millis(() -> write(session, format, file));
                    long bytes = Files.size(file);
                    line(format.toString(), bytes, ours, copy(session, format, file));
                }
            }
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(folder);
        }
    }

    /** Writes one run's file in the place of the run before. */
    private static void write(Session session, Format format, Path file) throws IOException {
        try (Result result = session.query("FROM t");
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            format.write(result, out);
        }
    }

    private static void read(Session session) throws IOException {
        try (Result result = session.query("FROM t")) {
            while (result.reader().loadNextBatch()) {
                result.reader().getVectorSchemaRoot().getRowCount();
            }
        }
    }

    /** @return 0 where the engine does not have the format */
    private static double copy(Session session, Format format, Path file) throws IOException {
        String options = switch (format) {
            case JSON -> "FORMAT json, ARRAY true";
            case NDJSON -> "FORMAT json";
            case CSV -> "FORMAT csv, HEADER";
            case PARQUET -> "FORMAT parquet";
            case ARROW, TABLE -> "";
        };
        if (options.isEmpty()) {
            return 0;
        }
        return millis(() -> session.execute("COPY t TO " + Sql.text(file.toString()) + " (" + options + ")"));
    }

    private interface Run {
        void run() throws IOException;
    }

    /** The middle of several runs, after one that warms up. */
    private static double millis(Run run) throws IOException {
        run.run();
        double[] times = new double[RUNS];
        for (int i = 0; i < RUNS; i++) {
            long start = CPU.getProcessCpuTime();
            run.run();
            times[i] = (CPU.getProcessCpuTime() - start) / 1e6;
        }
        Arrays.sort(times);
        return times[RUNS / 2];
    }

    private static void line(String what, long bytes, double millis, double engineMillis) {
        String size = bytes == 0
                ? " | %.0f |".formatted(millis)
                : "%.1f | %.0f | %.0f".formatted(bytes / 1e6, millis, bytes / 1e3 / millis);
        String copy = engineMillis == 0
                ? "|"
                : String.format(Locale.ROOT, "%.0f | %.2f", engineMillis, millis / engineMillis);
        System.out.println("| " + what + " | " + size + " | " + copy + " |");
    }
}
