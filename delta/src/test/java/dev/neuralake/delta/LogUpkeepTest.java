package dev.neuralake.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.neuralake.delta.action.Json;
import dev.neuralake.delta.action.SetTransaction;
import dev.neuralake.types.Column;
import dev.neuralake.types.DataType.Primitive;
import dev.neuralake.types.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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

    @Test
    void transactionsAreForgottenAfterTheirRetention() throws IOException {
        long now = System.currentTimeMillis();
        try (DeltaLog log = open("t")) {
            log.create(TableSpec.of(SCHEMA));
            log.log()
                    .write(
                            1,
                            List.of(
                                    new SetTransaction(
                                            "old", 5, now - Duration.ofHours(30).toMillis()),
                                    new SetTransaction(
                                            "young",
                                            6,
                                            now - Duration.ofHours(20).toMillis()),
                                    new SetTransaction("timeless", 7, null)));
            assertThat(applications(log)).containsExactlyInAnyOrder("old", "timeless", "young");

            setRetention(log, "interval 1 day");
            assertThat(applications(log)).containsExactly("young");
            assertThat(Files.readString(folder.resolve("t/_delta_log/00000000000000000002.crc")))
                    .doesNotContain("setTransactions");
            setRetention(log, "interval 2 days");
            assertThat(applications(log)).containsExactlyInAnyOrder("old", "young");
            log.append(Rows.of(rows(SCHEMA, row(1L))), WriteOptions.defaults().withTransaction("timeless", 8));
            assertThat(applications(log)).containsExactlyInAnyOrder("old", "timeless", "young");

            setRetention(log, "interval 25 hours");
            log.checkpoint();
            setRetention(log, "interval 100 days");
            assertThatThrownBy(() -> setRetention(log, "a month"))
                    .hasMessageContaining("Cannot use 'a month' as delta.setTransactionRetentionDuration");
        }
        try (DeltaLog log = open("t")) {
            assertThat(applications(log)).as("from the checkpoint").containsExactlyInAnyOrder("timeless", "young");
        }
    }

    private static void setRetention(DeltaLog log, String interval) {
        log.alter(new Alteration.SetProperties(Map.of("delta.setTransactionRetentionDuration", interval)));
    }

    private static List<String> applications(DeltaLog log) {
        return Stream.of("old", "young", "timeless")
                .filter(name -> log.snapshot().transaction(name).isPresent())
                .toList();
    }

    @Test
    void anUnreadableRetentionForgetsNothing() throws IOException {
        try (DeltaLog log = open("t")) {
            log.create(TableSpec.of(SCHEMA).withProperty("delta.setTransactionRetentionDuration", "interval 1 day"));
            log.log().write(1, List.of(new SetTransaction("old", 5, 1L)));
        }
        Path first = folder.resolve("t/_delta_log/00000000000000000000.json");
        Files.writeString(first, Files.readString(first).replace("interval 1 day", "interval 1 moon"));
        try (DeltaLog log = open("t")) {
            assertThat(applications(log)).containsExactly("old");
        }
    }
}
