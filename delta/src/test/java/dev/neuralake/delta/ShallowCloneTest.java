package dev.neuralake.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.neuralake.delta.action.AddFile;
import dev.neuralake.delta.vector.RowSet;
import dev.neuralake.types.Column;
import dev.neuralake.types.DataType.Primitive;
import dev.neuralake.types.Schema;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShallowCloneTest extends DeltaFixture {
    private static final Schema ROWS = Schema.of(Column.of("id", Primitive.LONG), Column.of("p", Primitive.STRING));

    private DeltaLog source() {
        DeltaLog log = open("the source");
        log.create(TableSpec.of(ROWS)
                .partitionedBy("p")
                .withProperty("delta.enableDeletionVectors", "true")
                .withProperty("delta.enableRowTracking", "true")
                .withConstraint("positive", "id > 0"));
        log.append(rows(ROWS, row(1L, "a b%é"), row(2L, "c"), row(3L, "c")));
        AddFile file = log.snapshot()
                .files(dev.neuralake.delta.index.Predicate.eq("p", "c"))
                .getFirst();
        RowSet hidden = new RowSet();
        hidden.add(0);
        var vector = log.files().vectors().write(List.of(hidden)).getFirst();
        log.commit(new Change(
                log.snapshot(),
                "DELETE",
                Map.of(),
                Map.of(),
                List.of(
                        file.remove(1, true),
                        file.withDeletionVector(vector, file.stats()).withDataChange(true)),
                Reads.everything()));
        return log;
    }

    @Test
    void aCloneReadsTheOtherTablesFilesAndWritesItsOwn() {
        try (DeltaLog source = source();
                DeltaLog clone = open("clone")) {
            Commit commit = clone.shallowClone(source.snapshot(), false);
            assertThat(commit.version()).isZero();
            assertThat(commit.metric("sourceNumOfFiles")).isEqualTo(2);
            List<List<Object>> rows = List.of(List.of(1L, "a b%é"), List.of(3L, "c"));
            assertThat(read(clone.snapshot(), "id")).isEqualTo(rows);
            assertThat(KernelTable.read(folder.resolve("clone"))).isEqualTo(rows);
            assertThat(clone.snapshot().metadata().id())
                    .isNotEqualTo(source.snapshot().metadata().id());
            assertThat(clone.history().getFirst().operation()).isEqualTo("CLONE");
            assertThat(clone.snapshot().domains().get("delta.rowTracking").configuration())
                    .contains("2");

            clone.append(rows(ROWS, row(4L, "d")));
            assertThatThrownBy(() -> clone.append(rows(ROWS, row(-4L, "d")))).hasMessageContaining("positive");
            assertThat(source.snapshot().numFiles()).isEqualTo(2);
            clone.overwrite(rows(ROWS, row(5L, "e")));
            Clock later = Clock.fixed(Instant.now().plus(Duration.ofDays(9)), ZoneOffset.UTC);
            assertThat(clone.vacuum(VacuumSpec.full(), later).files()).hasSize(1);
            assertThat(clone.vacuum(VacuumSpec.full().asLite(), later).files()).isEmpty();
            assertThat(read(source.snapshot(), "id")).isEqualTo(rows);
        }
    }

    @Test
    void anOlderVersionIsClonedInThePlaceOfATable() {
        try (DeltaLog source = source();
                DeltaLog clone = open("clone")) {
            clone.create(TableSpec.of(Schema.of(Column.of("other", Primitive.INT))));
            String id = clone.snapshot().metadata().id();
            clone.append(rows(Schema.of(Column.of("other", Primitive.INT)), row(1)));
            assertThatThrownBy(() -> clone.shallowClone(source.snapshot(), false))
                    .isInstanceOf(TableExistsException.class);
            assertThat(clone.shallowClone(source.snapshot(1), true).metric("numRemovedFiles"))
                    .isEqualTo(1);
            assertThat(read(clone.snapshot(), "id")).hasSize(3);
            assertThat(KernelTable.read(folder.resolve("clone"))).hasSize(3);
            assertThat(clone.snapshot().metadata().id()).isEqualTo(id);
            assertThat(clone.history().getFirst().parameters()).containsEntry("sourceVersion", 1);
        }
    }
}
