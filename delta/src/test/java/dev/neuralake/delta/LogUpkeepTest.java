package dev.neuralake.delta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.neuralake.delta.action.Json;
import dev.neuralake.types.Column;
import dev.neuralake.types.DataType.Primitive;
import dev.neuralake.types.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What commits leave in the log beside themselves: checksums and checkpoints. */
class LogUpkeepTest extends DeltaFixture {
    private static final Schema SCHEMA = Schema.of(Column.of("id", Primitive.LONG));

    private List<String> names(String pattern) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("t/_delta_log"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches(pattern))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void everyCommitHasAChecksumThatKernelFindsRight() throws IOException {
        try (DeltaLog log = open("t")) {
            log.create(TableSpec.of(SCHEMA)
                    .withProperty("delta.enableRowTracking", "true")
                    .withProperty("delta.enableInCommitTimestamps", "true"));
            log.append(rows(SCHEMA, row(1L), row(2L)));
            log.append(Rows.of(rows(SCHEMA, row(3L))), WriteOptions.defaults().withTransaction("feed", 7));
            log.delete(DeleteSpec.where("id = 1"));

            assertThat(names(".*\\.crc")).hasSize(4);
            var checksum = Json.MAPPER.readTree(
                    folder.resolve("t/_delta_log/00000000000000000003.crc").toFile());
            assertThat(checksum.path("numFiles").asLong()).isEqualTo(2);
            assertThat(checksum.path("tableSizeBytes").asLong())
                    .isEqualTo(log.snapshot().sizeBytes());
            assertThat(checksum.path("inCommitTimestampOpt").asLong())
                    .isEqualTo(log.snapshot().timestamp().toEpochMilli());

            var kernel = KernelTable.latest(folder.resolve("t"));
            var read = kernel.getCurrentCrcInfo().orElseThrow();
            assertThat(read.getNumFiles()).isEqualTo(2);
            assertThat(kernel.getLatestTransactionVersion(KernelTable.engine(), "feed"))
                    .hasValue(7L);
            assertThat(kernel.getDomainMetadata("delta.rowTracking")).hasValue("{\"rowIdHighWaterMark\":3}");
        }
    }

    @Test
    void checkpointsHaveSidecarsWhereTheTableAsksForThem() throws IOException {
        try (DeltaLog log = open("t")) {
            log.create(TableSpec.of(SCHEMA)
                    .withProperty("delta.checkpointPolicy", "v2")
                    .withProperty("delta.checkpointInterval", "2"));
            log.append(Rows.of(rows(SCHEMA, row(1L))), WriteOptions.defaults().withTransaction("feed", 7));
            log.append(rows(SCHEMA, row(2L)));
            log.overwrite(rows(SCHEMA, row(3L)));
            log.append(rows(SCHEMA, row(4L)));
        }
        assertThat(names("0+2\\.checkpoint\\..+\\.json")).hasSize(1);
        assertThat(names("0+4\\.checkpoint\\..+\\.json")).hasSize(1);
        Path logFolder = folder.resolve("t/_delta_log");
        for (String commit : names("\\d+\\.json|\\d+\\.crc")) {
            if (!commit.startsWith("00000000000000000004")) {
                Files.delete(logFolder.resolve(commit));
            }
        }
        try (DeltaLog log = open("t")) {
            assertThat(read(log.snapshot(), "id")).containsExactly(List.of(3L), List.of(4L));
            assertThat(log.snapshot().transaction("feed").orElseThrow().version())
                    .isEqualTo(7);
        }
        assertThat(KernelTable.read(folder.resolve("t"))).containsExactlyInAnyOrder(List.of(3L), List.of(4L));
    }
}
