package dev.neuralake.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.neuralake.delta.DeltaLog;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** We read the tables that other engines write, each version of them, as their writers read them. */
@Tag("slow")
class TheirsAreReadTest {
    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0}")
    @FieldSource("dev.neuralake.interop.SparkTable#ALL")
    void tablesOfSpark(SparkTable table) {
        table.make(folder.resolve("table"));
        assertVersionsAreReadAsBy(SparkProcess.spark());
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"every_type", "nested", "partitioned", "changed", "checkpointed", "evolved"})
    void tablesOfDeltaRs(String function) {
        PythonProcess.python().write(function, folder.resolve("table"));
        assertVersionsAreReadAsBy(PythonProcess.python().engine("delta-rs"));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = "from_polars")
    void tablesOfPolars(String function) {
        PythonProcess.python().write(function, folder.resolve("table"));
        assertVersionsAreReadAsBy(PythonProcess.python().engine("polars"));
    }

    private void assertVersionsAreReadAsBy(OtherEngine writer) {
        try (Lake lake = new Lake(folder);
                DeltaLog log = lake.open("table")) {
            for (long version = 0; version <= log.snapshot().version(); version++) {
                assertThat(lake.rows(log.snapshot(version)))
                        .as("version %d", version)
                        .containsExactlyInAnyOrderElementsOf(writer.rows(lake.path("table"), version));
            }
        }
    }
}
