package dev.neuralake.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.neuralake.delta.Alteration.ChangeType;
import dev.neuralake.delta.Alteration.DropFeature;
import dev.neuralake.delta.Alteration.RenameColumn;
import dev.neuralake.delta.Alteration.SetProperties;
import dev.neuralake.delta.action.AddFile;
import dev.neuralake.delta.action.Feature;
import dev.neuralake.types.Column;
import dev.neuralake.types.DataType.Primitive;
import dev.neuralake.types.Schema;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeatureDropTest extends DeltaFixture {
    private static final Schema USERS = Schema.of(Column.of("id", Primitive.INT), Column.of("name", Primitive.STRING));

    private DeltaLog users(String... properties) {
        DeltaLog log = open("users");
        TableSpec spec = TableSpec.of(USERS);
        for (int i = 0; i < properties.length; i += 2) {
            spec = spec.withProperty(properties[i], properties[i + 1]);
        }
        log.create(spec);
        log.append(rows(USERS, row(1, "Ann"), row(2, "Bob"), row(3, "Cyd"), row(4, "Dan")));
        return log;
    }

    /** Drops a feature; the rows stay, here and for another reader, and so do those of the versions before. */
    private void drop(DeltaLog log, String feature) {
        Snapshot before = log.snapshot();
        List<List<Object>> rows = read(before, "id");
        log.alter(new DropFeature(feature, false));
        assertThat(log.snapshot().protocol().supportedNames()).doesNotContain(feature);
        assertThat(read(log.snapshot(), "id")).isEqualTo(rows);
        assertThat(read(log.snapshot(before.version()), "id")).isEqualTo(rows);
        assertThat(KernelTable.read(folder.resolve("users"))).hasSameElementsAs(rows);
        assertThat(log.history().getFirst().operation()).isEqualTo("DROP FEATURE");
        log.append(rows(USERS.columns().size() == 2 ? log.snapshot().schema() : USERS, row(9, "Zoe")));
        assertThat(KernelTable.read(folder.resolve("users"))).hasSize(rows.size() + 1);
    }

    @Test
    void deletionVectorsGoWithTheRowsThatTheyHide() {
        try (DeltaLog log = users("delta.enableDeletionVectors", "true")) {
            log.delete(DeleteSpec.where("id = 2").by(Removal.DELETION_VECTORS));
            drop(log, "deletionVectors");
            assertThat(log.snapshot().files())
                    .extracting(AddFile::deletionVector)
                    .containsOnlyNulls();
            assertThat(log.snapshot().properties()).doesNotContainKey("delta.enableDeletionVectors");
            assertThat(log.snapshot().protocol().minReaderVersion()).isEqualTo(1);
            assertThat(log.snapshot().protocol().supports(Feature.CHECKPOINT_PROTECTION))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "id"})
    void mappedColumnsAreStoredUnderTheirNames(String mode) {
        try (DeltaLog log = users("delta.columnMapping.mode", mode, "delta.enableRowTracking", "true")) {
            log.alter(new RenameColumn(List.of("name"), "alias"));
            drop(log, "columnMapping");
            assertThat(log.snapshot().properties()).containsEntry("delta.columnMapping.mode", "none");
            assertThat(log.snapshot().schema().column("alias").metadata()).isEmpty();
            log.alter(new SetProperties(Map.of("delta.columnMapping.mode", "name")));
            log.alter(new RenameColumn(List.of("alias"), "with a blank"));
            assertThatThrownBy(() -> log.alter(new SetProperties(Map.of("delta.columnMapping.mode", "none"))))
                    .hasMessageContaining("other engines forbid blanks");
        }
    }

    @Test
    void widenedColumnsAreStoredInTheirLastType() {
        try (DeltaLog log = users("delta.enableTypeWidening", "true")) {
            log.alter(new ChangeType(List.of("id"), Primitive.LONG));
            List<List<Object>> rows = read(log.snapshot(), "id");
            log.alter(new DropFeature("typeWidening", false));
            assertThat(read(log.snapshot(), "id")).isEqualTo(rows);
            assertThat(KernelTable.read(folder.resolve("users"))).hasSameElementsAs(rows);
            assertThat(log.snapshot().schema().column("id").metadata()).isEmpty();
            assertThat(log.snapshot().protocol().supportedNames()).doesNotContain("typeWidening");
        }
    }

    @Test
    void featuresOfTheLogGo() {
        try (DeltaLog log = users(
                "delta.checkpointPolicy",
                "v2",
                "delta.enableInCommitTimestamps",
                "true",
                "delta.feature.vacuumProtocolCheck",
                "supported")) {
            log.checkpoint();
            drop(log, "v2Checkpoint");
            assertThat(log.snapshot().properties()).containsEntry("delta.checkpointPolicy", "classic");
            drop(log, "inCommitTimestamp");
            drop(log, "vacuumProtocolCheck");
            assertThat(log.snapshot().protocol().minReaderVersion()).isEqualTo(1);
        }
    }

    @Test
    void whatCannotBeTakenOutIsRefused() {
        try (DeltaLog log = users("delta.enableRowTracking", "true", "delta.enableDeletionVectors", "true")) {
            assertThatThrownBy(() -> log.alter(new DropFeature("rowTracking", false)))
                    .hasMessage(
                            "Cannot drop feature 'rowTracking' of table users: files, commits or other features may "
                                    + "still need it (leave it, it does no harm)");
            assertThatThrownBy(() -> log.alter(new DropFeature("deletionVectors", true)))
                    .hasMessageContaining("the history is not truncated here (leave TRUNCATE HISTORY out");
            assertThatThrownBy(() -> log.alter(new DropFeature("deletionVector", false)))
                    .hasMessageContaining("did you mean deletionVectors?");
        }
    }

    @Test
    void rowsMoveAndGoWhoseValuesAnotherEngineComputes() throws java.io.IOException {
        users("delta.constraints.c", "id > 0", "delta.enableDeletionVectors", "true")
                .close();
        java.nio.file.Path first = folder.resolve("users/_delta_log/00000000000000000000.json");
        String text = java.nio.file.Files.readString(first);
        java.nio.file.Files.writeString(first, text.replace("\"id > 0\"", "\"soundex(name) <> 'x'\""));
        try (DeltaLog log = open("users")) {
            String reason = "its constraint c (soundex(name) <> 'x') cannot be evaluated here as Spark does";
            assertThatThrownBy(() -> log.append(rows(USERS, row(5, "x")))).hasMessageContaining(reason);
            assertThatThrownBy(() -> log.update(UpdateSpec.set(SetColumn.of("name", "'x'"))))
                    .hasMessageContaining(reason);
            log.delete(DeleteSpec.where("id = 1").by(Removal.DELETION_VECTORS));
            log.delete(DeleteSpec.where("id = 2").by(Removal.REWRITE));
            log.merge(MergeSpec.using("(SELECT 3 AS id)", "t.id = s.id")
                    .as("t", "s")
                    .whenMatched(new MergeSpec.DeleteRow()));
            log.purge(null);
            log.optimize(OptimizeSpec.all());
            assertThat(read(log.snapshot(), "id")).containsExactly(List.of(4, "Dan"));
            log.restore(1);
            log.vacuum(new VacuumSpec(false, null, true));
            assertThat(read(log.snapshot(), "id")).hasSize(4);
        }
    }
}
