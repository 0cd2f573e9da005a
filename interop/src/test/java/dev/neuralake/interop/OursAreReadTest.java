package dev.neuralake.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.neuralake.delta.ConvertSpec;
import dev.neuralake.delta.DeleteSpec;
import dev.neuralake.delta.DeltaLog;
import dev.neuralake.delta.OptimizeSpec;
import dev.neuralake.types.Column;
import dev.neuralake.types.DataType.Primitive;
import dev.neuralake.types.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
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

    @Test
    void sparkReadsAShallowClone() {
        try (Lake lake = new Lake(folder);
                DeltaLog source = lake.open("source");
                DeltaLog log = lake.open("clone")) {
            OurChanges.ALL.getFirst().make().accept(source);
            log.shallowClone(source.snapshot(2), false);
            log.delete(DeleteSpec.where("id = 4"));
            log.shallowClone(source.snapshot(), true);
            log.optimize(OptimizeSpec.all());

            assertVersionsAreRead(lake, log, SparkProcess.spark(), 0);
        }
    }

    @ParameterizedTest
    @FieldSource("dev.neuralake.interop.Engines#NAMES")
    void aFolderThatBecameATableIsRead(String engine) throws IOException {
        try (Lake lake = new Lake(folder)) {
            try (DeltaLog files = lake.open("table")) {
                OurTable.named("partitioned").make().accept(files);
            }
            try (Stream<Path> log = Files.walk(folder.resolve("table/_delta_log"))) {
                for (Path file : log.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
            try (DeltaLog log = lake.open("table")) {
                log.convert(
                        ConvertSpec.partitionedBy(Column.of("p", Primitive.STRING), Column.of("d", Primitive.DATE)));
                log.append(OurTable.rows(Schema.of(Column.of("a", Primitive.INT)), OurTable.row(7)));
                assertThat(lake.rows(log.snapshot())).hasSize(7);
                assertVersionsAreRead(lake, log, Engines.named(engine), 0);
            }
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
