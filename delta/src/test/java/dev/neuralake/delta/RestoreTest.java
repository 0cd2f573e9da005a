package dev.neuralake.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.neuralake.types.Column;
import dev.neuralake.types.DataType.Primitive;
import dev.neuralake.types.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RestoreTest extends DeltaFixture {
    private static final Schema ROWS = Schema.of(Column.of("id", Primitive.LONG), Column.of("p", Primitive.STRING));

    private DeltaLog three() {
        DeltaLog log = open("t");
        log.create(TableSpec.of(ROWS).partitionedBy("p"));
        log.append(rows(ROWS, row(1L, "a"), row(2L, "b")));
        log.overwrite(rows(ROWS, row(3L, "c")));
        return log;
    }

    @Test
    void anOlderVersionComesBack() {
        try (DeltaLog log = three()) {
            Commit commit = log.restore(1);
            assertThat(commit.version()).isEqualTo(3);
            assertThat(commit.metrics())
                    .containsEntry("numRestoredFiles", 2L)
                    .containsEntry("numRemovedFiles", 1L)
                    .containsEntry("numOfFilesAfterRestore", 2L);
            assertThat(read(log.snapshot(), "id")).containsExactly(List.of(1L, "a"), List.of(2L, "b"));
            assertThat(KernelTable.read(folder.resolve("t"))).containsExactly(List.of(1L, "a"), List.of(2L, "b"));
            assertThat(log.history().getFirst().operation()).isEqualTo("RESTORE");
            assertThat(log.history().getFirst().parameters()).isEqualTo(Map.of("version", 1));
            assertThat(log.restore(3).version()).isEqualTo(3);
            assertThat(log.restore(2).version()).isEqualTo(4);
            assertThat(read(log.snapshot(), "id")).containsExactly(List.of(3L, "c"));
        }
    }

    @Test
    void aTimeIsTheVersionOfThatTime() throws InterruptedException {
        try (DeltaLog log = three()) {
            Thread.sleep(20);
            Instant then = Instant.now();
            Thread.sleep(20);
            log.append(rows(ROWS, row(4L, "d")));
            log.restore(then);
            assertThat(read(log.snapshot(), "id")).containsExactly(List.of(3L, "c"));
            assertThat(log.history().getFirst().parameters()).containsEntry("timestamp", then.toString());
        }
    }

    @Test
    void schemaAndPropertiesComeBackAndTheProtocolStays() {
        try (DeltaLog log = three()) {
            log.alter(new Alteration.SetProperties(Map.of("delta.columnMapping.mode", "name", "x", "y")));
            log.alter(new Alteration.AddColumns(
                    List.of(new Alteration.AddedColumn(List.of(), Column.of("more", Primitive.INT), null))));
            log.alter(new Alteration.ClusterBy(List.of()));
            log.restore(3);
            assertThat(log.snapshot().schema().names()).containsExactly("id", "p");
            assertThat(log.snapshot().properties())
                    .containsEntry("delta.columnMapping.maxColumnId", "3")
                    .containsEntry("x", "y");
            log.restore(2);
            assertThat(log.snapshot().properties()).isEmpty();
            assertThat(log.snapshot().protocol().supportedNames()).contains("columnMapping");
            log.append(rows(ROWS, row(9L, "z")));
            assertThat(KernelTable.read(folder.resolve("t"))).containsExactly(List.of(3L, "c"), List.of(9L, "z"));
        }
    }

    @Test
    void filesThatAreGoneAreNamed() throws IOException {
        try (DeltaLog log = three()) {
            try (Stream<Path> all = Files.walk(folder.resolve("t/p=a"))) {
                for (Path file : all.filter(Files::isRegularFile)
                        .sorted(Comparator.reverseOrder())
                        .toList()) {
                    Files.delete(file);
                }
            }
            assertThatThrownBy(() -> log.restore(1))
                    .hasMessageMatching(
                            "Cannot restore table t to version 1: its data file p=a/part-.*\\.parquet is gone "
                                    + "\\(choose a newer version; VACUUM deletes what older ones need\\)");
            assertThat(log.snapshot().version()).isEqualTo(2);
        }
    }

    @Test
    void tablesForAppendsAloneAreNotRestored() {
        try (DeltaLog log = three()) {
            log.alter(new Alteration.SetProperties(Map.of("delta.appendOnly", "true")));
            assertThatThrownBy(() -> log.restore(1))
                    .hasMessageContaining("Cannot restore table t: it takes appends only");
        }
    }

    @Test
    void aTableIsDescribedInOneRow() {
        try (DeltaLog log = three()) {
            TableDetail detail = log.detail();
            assertThat(detail.format()).isEqualTo("delta");
            assertThat(detail.location()).startsWith("file:///").endsWith("/t/");
            assertThat(detail.partitionColumns()).containsExactly("p");
            assertThat(detail.numFiles()).isEqualTo(1);
            assertThat(detail.minWriterVersion()).isEqualTo(2);
            assertThat(detail.tableFeatures()).containsExactly("appendOnly", "invariants");
        }
    }

    @Test
    void manifestsListTheFilesOfEachPartition() throws IOException {
        try (DeltaLog log = three()) {
            log.generateManifest();
            log.append(rows(ROWS, row(4L, "d e")));
            log.overwrite(rows(ROWS, row(4L, "d e")));
            assertThat(log.generateManifest()).containsExactly("_symlink_format_manifest/p=d e/manifest");
            List<String> lines = Files.readAllLines(folder.resolve("t/_symlink_format_manifest/p=d e/manifest"));
            assertThat(lines).hasSize(1);
            assertThat(lines.getFirst()).startsWith("file:///").contains("/t/p=d e/part-");
            assertThat(folder.resolve("t/_symlink_format_manifest/p=c/manifest"))
                    .doesNotExist();
        }
    }
}
