package dev.neuralake.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.neuralake.delta.action.AddCdcFile;
import dev.neuralake.delta.action.AddFile;
import dev.neuralake.delta.action.SetTransaction;
import dev.neuralake.delta.vector.RowSet;
import dev.neuralake.types.Column;
import dev.neuralake.types.DataType.Primitive;
import dev.neuralake.types.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class VacuumTest extends DeltaFixture {
    private static final Schema ROWS = Schema.of(Column.of("id", Primitive.LONG), Column.of("p", Primitive.STRING));

    private static Clock in(Duration time) {
        return Clock.fixed(Instant.now().plus(time), ZoneOffset.UTC);
    }

    private Path file(String key) {
        return folder.resolve("t").resolve(key);
    }

    private void put(String key, Duration age) throws IOException {
        Files.createDirectories(file(key).getParent());
        Files.writeString(file(key), "x");
        Files.setLastModifiedTime(file(key), FileTime.from(Instant.now().minus(age)));
    }

    private DeltaLog overwritten() {
        DeltaLog log = open("t");
        log.create(TableSpec.of(ROWS).partitionedBy("p"));
        log.append(rows(ROWS, row(1L, "a b"), row(2L, "_x")));
        log.overwrite(rows(ROWS, row(3L, "c")));
        return log;
    }

    @Test
    void removedFilesGoAfterTheRetention() {
        try (DeltaLog log = overwritten()) {
            assertThat(log.vacuum(VacuumSpec.full(), in(Duration.ofDays(6))).files())
                    .isEmpty();
            Vacuumed planned = log.vacuum(VacuumSpec.full().asDryRun(), in(Duration.ofDays(8)));
            assertThat(planned.files()).hasSize(2).allMatch(key -> Files.exists(file(key)));
            assertThat(planned.version()).isEqualTo(2);

            Vacuumed done = log.vacuum(VacuumSpec.full(), in(Duration.ofDays(8)));
            assertThat(done.files()).isEqualTo(planned.files()).noneMatch(key -> Files.exists(file(key)));
            assertThat(done.version()).isEqualTo(4);
            assertThat(read(log.snapshot(), "id")).containsExactly(List.of(3L, "c"));
            assertThat(KernelTable.read(folder.resolve("t"))).containsExactly(List.of(3L, "c"));
            List<CommitEntry> history = log.history();
            assertThat(history.get(0).operation()).isEqualTo("VACUUM END");
            assertThat(history.get(0).parameters()).containsEntry("status", "COMPLETED");
            assertThat(history.get(0).metrics()).containsEntry("numDeletedFiles", "2");
            assertThat(history.get(1).operation()).isEqualTo("VACUUM START");
            assertThat(history.get(1).metrics())
                    .containsEntry("numFilesToDelete", "2")
                    .containsEntry("sizeOfDataToDelete", String.valueOf(planned.sizeBytes()));
            assertThatThrownBy(() -> read(log.snapshot(1), "id")).hasMessageContaining("is missing (was it vacuumed?");
        }
    }

    @Test
    void filesThatARestoreBringsBackMeanwhileAreKept() {
        try (DeltaLog log = overwritten()) {
            Clock later = in(Duration.ofDays(8));
            Vacuum vacuum = new Vacuum(log.files(), log.log(), log.snapshot(), VacuumSpec.full(), later);
            Vacuumed done = vacuum.run(what -> {
                if (what.operation().equals(Vacuum.START)) {
                    log.restore(1);
                }
                return log.commit(new Change(
                                log.snapshot(),
                                what.operation(),
                                what.parameters(),
                                what.metrics(),
                                List.of(new SetTransaction(what.operation(), 1, 1L)),
                                Reads.nothing()))
                        .version();
            });
            assertThat(done.files()).isEmpty();
            assertThat(read(log.snapshot(), "id")).hasSize(2);
        }
    }

    @Test
    void aRestoreThatAVacuumOvertakesIsPlannedAnew() {
        try (DeltaLog log = overwritten()) {
            Change restore = new Restore(log.files(), log.snapshot(), log.snapshot(1)).plan(Map.of("version", 1L));
            log.vacuum(VacuumSpec.full(), in(Duration.ofDays(8)));
            assertThatThrownBy(() -> log.commit(restore))
                    .isInstanceOf(ConflictException.class)
                    .hasMessageContaining("version 3 (a concurrent VACUUM START) may delete files that this change");
            assertThatThrownBy(() -> log.restore(1)).hasMessageContaining("is gone (choose a newer version");
        }
    }

    @Test
    void aShorterRetentionIsRefused() {
        try (DeltaLog log = overwritten()) {
            assertThatThrownBy(() -> log.vacuum(VacuumSpec.full().retaining(Duration.ofHours(1))))
                    .hasMessage("Cannot vacuum table t with a retention of 1.0 hours: readers of older versions and "
                            + "writers at work rely on 168.0 hours (set the property "
                            + "delta.deletedFileRetentionDuration to less, if you know that there are none)");
            log.alter(new Alteration.SetProperties(Map.of("delta.deletedFileRetentionDuration", "interval 0 hours")));
            assertThat(log.vacuum(VacuumSpec.full().retaining(Duration.ofHours(2)))
                            .files())
                    .isEmpty();
            assertThat(log.vacuum(VacuumSpec.full().retaining(Duration.ZERO)).files())
                    .hasSize(2);
            assertThat(read(log.snapshot(), "id")).hasSize(1);
        }
    }

    @Test
    void aLongerRetentionProtectsWhatTheStateHasForgotten() {
        try (DeltaLog log = overwritten()) {
            log.alter(new Alteration.SetProperties(Map.of("delta.deletedFileRetentionDuration", "interval 0 hours")));
            log.checkpoint();
        }
        try (DeltaLog log = open("t")) {
            assertThat(log.vacuum(VacuumSpec.full().retaining(Duration.ofDays(30)), in(Duration.ofDays(20)))
                            .files())
                    .isEmpty();
            assertThat(read(log.snapshot(1), "id")).hasSize(2);
        }
    }

    @Test
    void whatIsNotTheTablesIsLeftAlone() throws IOException {
        try (DeltaLog log = overwritten()) {
            put("p=a/young.parquet", Duration.ofMinutes(5));
            put("p=a/stray é%20.parquet", Duration.ofDays(9));
            put("_hidden/old.txt", Duration.ofDays(9));
            put(".part.crc", Duration.ofDays(9));
            put("_delta_log/other.txt", Duration.ofDays(9));
            put("sub/_delta_log/00000000000000000000.json", Duration.ofDays(9));
            put("sub/deep/data.parquet", Duration.ofDays(9));
            assertThat(log.vacuum(VacuumSpec.full()).files()).containsExactly("p=a/stray é%20.parquet");
            assertThat(file("p=a/young.parquet")).exists();
            assertThat(file("sub/deep/data.parquet")).exists();
        }
    }

    @Test
    void youngFilesThatNobodyKnowsAreKeptWhateverTheRetention() throws IOException {
        try (DeltaLog log = overwritten()) {
            log.alter(new Alteration.SetProperties(Map.of("delta.deletedFileRetentionDuration", "interval 0 hours")));
            put("p=a/young.parquet", Duration.ofMinutes(5));
            put("p=a/old.parquet", Duration.ofHours(2));
            assertThat(log.vacuum(VacuumSpec.full()).files()).hasSize(3).contains("p=a/old.parquet");
            assertThat(file("p=a/young.parquet")).exists();
        }
    }

    @Test
    void deletionVectorsAndChangesLiveAsLongAsTheirVersions() throws IOException {
        try (DeltaLog log = open("t")) {
            log.create(TableSpec.of(ROWS).withProperty("delta.enableDeletionVectors", "true"));
            log.append(rows(ROWS, row(1L, "a"), row(2L, "b"), row(3L, "c")));
            hide(log, 0);
            put("_change_data/cdc-1.parquet", Duration.ZERO);
            hide(log, 1);
            assertThat(log.vacuum(VacuumSpec.full(), in(Duration.ofDays(6))).files())
                    .isEmpty();
            List<String> gone =
                    log.vacuum(VacuumSpec.full(), in(Duration.ofDays(8))).files();
            assertThat(gone).hasSize(2).contains("_change_data/cdc-1.parquet");
            assertThat(read(log.snapshot(), "id")).containsExactly(List.of(3L, "c"));
        }
    }

    private static void hide(DeltaLog log, int row) {
        AddFile file = log.snapshot().files().iterator().next();
        RowSet hidden = file.deletionVector() == null
                ? new RowSet()
                : log.files().vectors().read(file.deletionVector());
        hidden.add(row);
        var vector = log.files().vectors().write(List.of(hidden)).getFirst();
        log.commit(new Change(
                log.snapshot(),
                "DELETE",
                Map.of(),
                Map.of(),
                List.of(
                        file.remove(System.currentTimeMillis(), true),
                        file.withDeletionVector(vector, file.stats()).withDataChange(true),
                        new AddCdcFile("_change_data/cdc-1.parquet", Map.of(), 1, Map.of())),
                Reads.everything()));
    }

    @Test
    void theLogAloneTellsWhatWasRemoved() throws IOException {
        try (DeltaLog log = overwritten()) {
            put("p=a/stray.parquet", Duration.ofDays(90));
            assertThat(log.vacuum(VacuumSpec.full().asLite(), in(Duration.ofDays(6)))
                            .files())
                    .isEmpty();
            Vacuumed done = log.vacuum(VacuumSpec.full().asLite(), in(Duration.ofDays(8)));
            assertThat(done.files()).hasSize(2).noneMatch(key -> Files.exists(file(key)));
            assertThat(done.sizeBytes()).isPositive();
            assertThat(file("p=a/stray.parquet")).exists();
            assertThat(file("_delta_log/_last_vacuum_info")).exists();
            assertThat(log.vacuum(VacuumSpec.full().asLite(), in(Duration.ofDays(8)))
                            .files())
                    .isEmpty();
            assertThat(read(log.snapshot(), "id")).hasSize(1);
        }
    }

    @Test
    void aLogThatWasCutDoesNotTell() throws IOException {
        try (DeltaLog log = overwritten()) {
            log.checkpoint();
        }
        Files.delete(file("_delta_log/00000000000000000000.json"));
        try (DeltaLog log = open("t")) {
            assertThatThrownBy(() -> log.vacuum(VacuumSpec.full().asLite()))
                    .hasMessageContaining("Cannot vacuum table t by its log: the log begins with version 1");
        }
    }

    @Test
    void expiredCommitsGoBehindACheckpoint() throws IOException {
        try (DeltaLog log = open("t")) {
            log.create(TableSpec.of(ROWS).withProperty("delta.checkpointInterval", "1000"));
            for (long i = 1; i <= 30; i++) {
                log.append(rows(ROWS, row(i, "x")));
            }
            FileTime old = FileTime.from(Instant.now().minus(Duration.ofDays(40)));
            for (int version = 0; version < 25; version++) {
                Files.setLastModifiedTime(file("_delta_log/%020d.json".formatted(version)), old);
            }
            assertThat(log.cleanUpLog())
                    .filteredOn(key -> key.endsWith(".json"))
                    .hasSize(24 + 3)
                    .contains("_delta_log/00000000000000000021.00000000000000000030.compacted.json");
            // Version 24 is old, and yet it was the table until version 25 came.
            assertThat(file("_delta_log/00000000000000000024.checkpoint.parquet"))
                    .exists();
            assertThat(log.cleanUpLog()).isEmpty();
        }
        try (DeltaLog log = open("t")) {
            assertThat(read(log.snapshot(), "id")).hasSize(30);
            assertThat(read(log.snapshot(24), "id")).hasSize(24);
            assertThatThrownBy(() -> log.snapshot(23)).hasMessageContaining("Cannot read version 23 of table t");
            assertThat(KernelTable.read(folder.resolve("t"))).hasSize(30);
            assertThat(KernelTable.read(folder.resolve("t"), 26)).hasSize(26);
            log.append(rows(ROWS, row(31L, "x")));
        }
    }

    @Test
    void sidecarsGoWithTheLastCheckpointThatNamesThem() throws IOException {
        try (DeltaLog log = open("t")) {
            log.create(TableSpec.of(ROWS)
                    .withProperty("delta.checkpointPolicy", "v2")
                    .withProperty("delta.checkpointInterval", "1000"));
            log.append(rows(ROWS, row(1L, "x")));
            log.checkpoint();
            log.append(rows(ROWS, row(2L, "x")));
            log.checkpoint();
            FileTime old = FileTime.from(Instant.now().minus(Duration.ofDays(40)));
            for (Path file : files("_delta_log/_sidecars")) {
                Files.setLastModifiedTime(file, old);
            }
            assertThat(files("_delta_log/_sidecars")).hasSize(2);
            assertThat(log.cleanUpLog()).isEmpty();
            for (int version = 0; version <= 2; version++) {
                Files.setLastModifiedTime(file("_delta_log/%020d.json".formatted(version)), old);
            }
            assertThat(log.cleanUpLog())
                    .filteredOn(key -> key.contains("_sidecars"))
                    .hasSize(1);
        }
        try (DeltaLog log = open("t")) {
            assertThat(read(log.snapshot(), "id")).hasSize(2);
            assertThat(KernelTable.read(folder.resolve("t"))).hasSize(2);
        }
    }

    private List<Path> files(String below) throws IOException {
        try (Stream<Path> all = Files.list(file(below))) {
            return all.filter(path -> path.toString().endsWith(".parquet")).toList();
        }
    }

    @Test
    void theLatestVersionStaysWhereAllHaveExpired() throws IOException {
        try (DeltaLog log = open("t")) {
            log.create(TableSpec.of(ROWS));
            for (long i = 1; i <= 12; i++) {
                log.append(rows(ROWS, row(i, "x")));
            }
            FileTime old = FileTime.from(Instant.now().minus(Duration.ofDays(40)));
            for (int version = 0; version <= 12; version++) {
                Files.setLastModifiedTime(file("_delta_log/%020d.json".formatted(version)), old);
            }
            assertThat(log.cleanUpLog())
                    .filteredOn(key -> key.endsWith(".json"))
                    .hasSize(10);
        }
        try (DeltaLog log = open("t")) {
            assertThat(read(log.snapshot(), "id")).hasSize(12);
            assertThat(log.snapshot().version()).isEqualTo(12);
        }
    }
}
