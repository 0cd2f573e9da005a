package dev.neuralake.delta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.neuralake.columnar.Engine;
import dev.neuralake.columnar.EngineSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs {@link FaultSchedule}s. A failure names its seed; {@code -Dneuralake.faults.seed=N} runs that one schedule
 * alone.
 */
class FaultTest {
    private static final String SEED = "neuralake.faults.seed";
    private static final String SCHEDULES = "neuralake.faults.schedules";
    private static final long FIRST = 1_000_000;
    private static final Logger DELTA = Logger.getLogger("dev.neuralake.delta");

    @TempDir
    private static Path folder;

    private static Engine engine;
    private static PreparedFiles prepared;

    @BeforeAll
    static void prepare() {
        DELTA.setLevel(Level.OFF);
        engine = Engine.open(EngineSettings.defaults().withThreads(1));
        prepared = new PreparedFiles(engine, folder);
    }

    @AfterAll
    static void close() {
        prepared.close();
        engine.close();
        DELTA.setLevel(null);
    }

    @Test
    void committedRowsAreThereOnceUnderFaults() {
        String one = System.getProperty(SEED);
        FaultTally tally = run(one == null ? LongStream.range(0, 60) : LongStream.of(Long.parseLong(one)));
        if (one == null) {
            assertThat(Set.of(Fault.LOST, Fault.LATE, Fault.KILLED_AFTER)).allMatch(fault -> tally.hits(fault) > 0);
        }
    }

    @Test
    void aSeedTellsAllThatHappens() {
        for (long seed = 0; seed < 10; seed++) {
            assertThat(run(seed, new FaultTally())).isEqualTo(run(seed, new FaultTally()));
        }
    }

    /** Ten thousand by default. */
    @Test
    @Tag("slow")
    void committedRowsAreThereOnceUnderManyFaults() {
        long schedules = Long.getLong(SCHEDULES, 10_000);
        FaultTally tally = run(LongStream.range(FIRST, FIRST + schedules));
        System.out.println(tally);
        if (schedules >= 10_000) {
            // A search that meets no fault proves nothing.
            assertThat(Set.of(Fault.values())).allMatch(fault -> tally.hits(fault) > 40);
            assertThat(new FaultSchedule(0, engine, prepared, folder, tally).operations())
                    .allMatch(operation -> tally.successes(operation) > 50 && tally.failures(operation) > 5);
        }
    }

    private static FaultTally run(LongStream seeds) {
        FaultTally tally = new FaultTally();
        seeds.forEach(seed -> run(seed, tally));
        return tally;
    }

    private static List<String> run(long seed, FaultTally tally) {
        FaultSchedule schedule = new FaultSchedule(seed, engine, prepared, folder, tally);
        try {
            schedule.run();
            return schedule.trace();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(
                    "The fault schedule of seed " + seed + " failed; run it alone with -D" + SEED + "=" + seed + ":\n"
                            + String.join("\n", schedule.trace()),
                    e);
        }
    }
}
