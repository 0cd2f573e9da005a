package dev.neuralake.delta;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Runs {@link FaultSchedule}s. A failure names its seed; {@code -Dneuralake.faults.seed=N} runs that one schedule
 * alone.
 */
class FaultTest extends DeltaFixture {
    private static final String SEED = "neuralake.faults.seed";
    private static final String SCHEDULES = "neuralake.faults.schedules";
    private static final long FIRST = 1_000_000;
    private static final Logger UPKEEP = Logger.getLogger(Upkeep.class.getName());

    @BeforeAll
    static void expectUpkeepToFail() {
        UPKEEP.setLevel(Level.OFF);
    }

    @AfterAll
    static void hearOfUpkeepAgain() {
        UPKEEP.setLevel(null);
    }

    @Test
    void committedRowsAreThereOnceUnderFaults() {
        String one = System.getProperty(SEED);
        run(one == null ? LongStream.range(0, 40) : LongStream.of(Long.parseLong(one)));
    }

    /** Three hundred by default; {@code -Dneuralake.faults.schedules=10000} for the full search. */
    @Test
    @Tag("slow")
    void committedRowsAreThereOnceUnderManyFaults() {
        long schedules = Long.getLong(SCHEDULES, 300);
        run(LongStream.range(FIRST, FIRST + schedules));
    }

    private void run(LongStream seeds) {
        seeds.forEach(seed -> {
            Path place = folder.resolve("schedule");
            try {
                new FaultSchedule(seed, engine, place).run();
                delete(place);
            } catch (AssertionError | RuntimeException | IOException e) {
                throw new AssertionError(
                        "The fault schedule of seed " + seed + " failed; run it alone with -D" + SEED + "=" + seed, e);
            }
        });
    }

    private static void delete(Path place) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(place)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.deleteIfExists(path);
        }
    }
}
