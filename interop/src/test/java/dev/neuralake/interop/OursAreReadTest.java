package dev.neuralake.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.neuralake.delta.DeltaLog;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Other engines read the tables that we write, each version of them, as we read them ourselves. */
@Tag("slow")
class OursAreReadTest {
    @TempDir
    private Path folder;

    static Stream<Arguments> tablesByEngine() {
        return Engines.NAMES.stream()
                .flatMap(engine -> Stream.concat(OurTable.ALL.stream(), OurChanges.ALL.stream())
                        .filter(table -> !Engines.misreads(engine, table))
                        .map(table -> Arguments.of(engine, table)));
    }

    @ParameterizedTest(name = "{0} reads {1}")
    @MethodSource("tablesByEngine")
    void everyVersionIsRead(String engine, OurTable table) {
        Optional<String> refusal = Engines.refusal(engine, table);
        try (Lake lake = new Lake(folder);
                DeltaLog log = lake.open("table")) {
            table.make().accept(log);

            if (refusal.isPresent()) {
                long latest = log.snapshot().version();
                assertThatThrownBy(() -> Engines.named(engine).rows(lake.path("table"), latest))
                        .hasMessageContaining(refusal.get());
            } else {
                long first = Engines.firstVersion(engine, table, log.snapshot().version());
                assertVersionsAreRead(lake, log, Engines.named(engine), first);
            }
        }
    }

    /** The others take a path for an address here and there. */
    @Test
    void sparkFindsATableByAnOddPath() {
        try (Lake lake = new Lake(folder);
                DeltaLog log = lake.open("a blank, é and %20")) {
            OurTable.ALL.getFirst().make().accept(log);

            assertVersionsAreRead(lake, log, SparkProcess.spark(), 0);
        }
    }

    private static void assertVersionsAreRead(Lake lake, DeltaLog log, OtherEngine reader, long first) {
        for (long version = first; version <= log.snapshot().version(); version++) {
            assertThat(reader.rows(lake.path(log.name()), version))
                    .as("version %d", version)
                    .containsExactlyInAnyOrderElementsOf(lake.rows(log.snapshot(version)));
        }
    }
}
