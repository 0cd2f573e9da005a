package dev.neuralake.delta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.neuralake.storage.LocalStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Two processes at a time change a table on disk and are killed by SIGKILL in the midst of it, again and again. What they
 * told of having done is there, once; what they had begun is there whole or not at all.
 */
@Tag("slow")
class KilledWriterTest extends DeltaFixture {
    private static final int ROUNDS = 10;
    private static final long BATCHES_APART = 1_000_000;

    private final Map<String, Integer> begun = new HashMap<>();
    private final Map<String, Integer> done = new HashMap<>();
    private int killedAtWork;

    private record Writer(Process process, Path output, Path errors) {}

    @Test
    void everyCommitIsWholeWhenWritersAreKilled() throws Exception {
        long seed = Long.getLong("neuralake.kills.seed", 42);
        Random random = new Random(seed);
        try (DeltaLog log = open("t")) {
            log.create(TableSpec.of(KilledWriter.SCHEMA)
                    .withProperty("delta.enableDeletionVectors", "true")
                    .withProperty("delta.deletedFileRetentionDuration", "interval 15 seconds")
                    .withProperty("delta.checkpointInterval", "5"));
        }
        for (int round = 0; round < ROUNDS; round++) {
            List<Writer> writers = List.of(start(random, 2L * round), start(random, 2L * round + 1));
            awaitWork(writers, 6 + random.nextInt(24));
            Thread.sleep(random.nextInt(100));
            for (Writer writer : writers) {
                writer.process().destroyForcibly();
            }
            for (Writer writer : writers) {
                hear(writer);
            }
            check(round);
        }
        assertThat(killedAtWork)
                .as("processes killed in the midst of something")
                .isGreaterThan(ROUNDS);
        assertThat(done).hasSizeGreaterThan(4 * ROUNDS);
        assertThatNothingIsLeftOver();
    }

    private Writer start(Random random, long number) throws IOException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath,
                KilledWriter.class.getName(),
                folder.resolve("t").toString(),
                folder.resolve("scratch").toString(),
                String.valueOf(random.nextLong()),
                String.valueOf(number * BATCHES_APART)));
        // Files, for a pipe is closed and loses what is in it when its process is killed.
        Path output = folder.resolve("output-" + number);
        Path errors = folder.resolve("errors-" + number);
        Process process = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        return new Writer(process, output, errors);
    }

    /** Waits until both are at work and have begun or ended so many things together. */
    private static void awaitWork(List<Writer> writers, int lines) throws Exception {
        int said = 0;
        while (said < lines) {
            said = 0;
            for (Writer writer : writers) {
                assertThat(writer.process().isAlive())
                        .as("a writer at work, which said: %s", Files.readString(writer.errors()))
                        .isTrue();
                int its = Files.readAllLines(writer.output()).size();
                said += its < 2 ? -lines : its;
            }
            Thread.sleep(5);
        }
    }

    /** Takes in what a process told until it died. */
    private void hear(Writer writer) throws Exception {
        assertThat(writer.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(writer.process().exitValue()).as("killed by a signal").isEqualTo(128 + 9);
        String last = "";
        for (String line : Files.readAllLines(writer.output()).stream().skip(1).toList()) {
            last = line;
            if (!line.startsWith("lost ")) {
                boolean ended = line.startsWith("done ");
                (ended ? done : begun).merge(line.substring(line.indexOf(' ') + 1), 1, Integer::sum);
            }
        }
        if (last.startsWith("begin ")) {
            killedAtWork++;
        }
    }

    private void check(int round) {
        try (DeltaLog log = open("t")) {
            Map<Long, List<List<Object>>> batches = new TreeMap<>();
            for (List<Object> row : read(log.snapshot(), "id")) {
                batches.computeIfAbsent((Long) row.get(1), _ -> new ArrayList<>())
                        .add(row);
            }
            begun.keySet().stream().filter(what -> what.startsWith("append ")).forEach(what -> {
                long batch = Long.parseLong(what.substring("append ".length()));
                check(batch, batches.getOrDefault(batch, List.of()));
            });
            // Somebody goes on where they were torn away.
            long batch = (2L * ROUNDS + round) * BATCHES_APART;
            begun.put("append " + batch, 1);
            log.append(KilledWriter.batch(batch));
            done.put("append " + batch, 1);
        }
    }

    private void check(long batch, List<List<Object>> rows) {
        boolean mayBeGone = begun.containsKey("delete " + batch) || !done.containsKey("append " + batch);
        boolean mustBeGone = done.containsKey("delete " + batch) && done.containsKey("append " + batch);
        if (mustBeGone || rows.isEmpty()) {
            assertThat(mayBeGone).as("batch %s may be gone", batch).isTrue();
            assertThat(rows).as("batch %s, which was deleted", batch).isEmpty();
            return;
        }
        assertThat(rows.stream().map(List::getFirst).distinct())
                .as("the rows of batch %s", batch)
                .hasSize(KilledWriter.BATCH);
        assertThat(rows).hasSize(KilledWriter.BATCH);
        assertThat(rows.stream().map(List::getLast).distinct())
                .as("the updates of batch %s", batch)
                .singleElement()
                .satisfies(n -> assertThat((Long) n).isBetween((long) done.getOrDefault("update " + batch, 0), (long)
                        begun.getOrDefault("update " + batch, 0)));
    }

    /** A vacuum that comes late enough leaves what the table needs, and no trace of the dead. */
    private void assertThatNothingIsLeftOver() throws IOException {
        try (DeltaLog log = open("t")) {
            List<List<Object>> before = read(log.snapshot(), "id");
            log.vacuum(VacuumSpec.full(), Clock.offset(Clock.systemUTC(), Duration.ofDays(1)));
            assertThat(read(log.snapshot(), "id")).isEqualTo(before);
            List<String> needed = new ArrayList<>();
            log.snapshot().files().forEach(file -> {
                needed.add(file.path());
                if (file.deletionVector() != null
                        && file.deletionVector().storageType().equals("u")) {
                    needed.add(log.files().vectors().location(file.deletionVector()));
                }
            });
            try (Stream<Path> left = Files.walk(folder.resolve("t"))) {
                assertThat(left.filter(Files::isRegularFile)
                                .map(path ->
                                        folder.resolve("t").relativize(path).toString())
                                .filter(path -> !path.startsWith("_delta_log") || path.endsWith(".tmp")))
                        .containsExactlyInAnyOrderElementsOf(needed);
            }
            assertThat(new LocalStore(folder.resolve("t")).read("_delta_log/_last_checkpoint"))
                    .isNotEmpty();
        }
    }
}
