package dev.neuralake.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.neuralake.columnar.Session;
import dev.neuralake.types.Column;
import dev.neuralake.types.DataType.Primitive;
import dev.neuralake.types.Schema;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Writes that replace some rows: by condition, by partition, by the values of columns. */
class ReplaceTest extends DeltaFixture {
    private static final Schema SALES = Schema.of(
            Column.of("id", Primitive.LONG), Column.of("day", Primitive.STRING), Column.of("n", Primitive.INT));

    private DeltaLog sales(String... partitions) {
        DeltaLog log = open("sales");
        log.create(TableSpec.of(SALES).partitionedBy(partitions).withProperty("delta.enableChangeDataFeed", "true"));
        log.append(rows(SALES, row(1L, "mon", 10), row(2L, "mon", 20), row(3L, "tue", 30), row(4L, null, 40)));
        return log;
    }

    private void holds(DeltaLog log, List<?>... rows) {
        assertThat(read(log.snapshot(), "id, n")).isEqualTo(List.of(rows));
        assertThat(KernelTable.read(folder.resolve("sales")))
                .containsExactlyInAnyOrderElementsOf(read(log.snapshot(), "id"));
    }

    @Test
    void rowsOfAConditionAreReplaced() {
        try (DeltaLog log = sales();
                Session session = engine.session()) {
            Rows fresh = new Rows.Select(session, "SELECT ? AS id, 'mon' AS day, NULL AS n", List.of(9L));
            Commit commit = log.replaceWhere("day = 'mon'", fresh, WriteOptions.defaults());
            holds(log, List.of(3L, "tue", 30), List.of(4L, "null", 40), List.of(9L, "mon", "null"));
            assertThat(commit.metrics()).containsEntry("numDeletedRows", 2L).containsEntry("numOutputRows", 3L);
            assertThat(log.history().getFirst().operation()).isEqualTo("WRITE");
            assertThat(log.history().getFirst().parameters())
                    .containsEntry("mode", "Overwrite")
                    .containsEntry("predicate", "[\"day = 'mon'\"]");
            assertThat(query("SELECT id, _change_type FROM ("
                            + log.changes(2, null).sql() + ") ORDER BY id"))
                    .containsExactly(List.of(1L, "delete"), List.of(2L, "delete"), List.of(9L, "insert"));
        }
    }

    @Test
    void newRowsMustFulfilTheCondition() {
        try (DeltaLog log = sales()) {
            Rows fresh = Rows.of(rows(SALES, row(5L, "tue", 1), row(6L, null, 1)));
            assertThatThrownBy(() -> log.replaceWhere("day = 'mon'", fresh, WriteOptions.defaults()))
                    .hasMessage(
                            "Cannot replace rows of table sales: 2 new rows do not fulfil the condition day = 'mon' "
                                    + "(leave them out, or widen the condition)");
            assertThat(log.snapshot().version()).isEqualTo(1);
        }
    }

    @Test
    void thePartitionsOfNewRowsAreReplaced() {
        try (DeltaLog log = sales("day")) {
            Rows fresh = Rows.of(rows(SALES, row(5L, "tue", 1), row(6L, null, 1), row(7L, "new", 1)));
            Commit commit = log.replaceUsing(List.of("day"), fresh, WriteOptions.defaults());
            holds(
                    log,
                    List.of(1L, "mon", 10),
                    List.of(2L, "mon", 20),
                    List.of(5L, "tue", 1),
                    List.of(6L, "null", 1),
                    List.of(7L, "new", 1));
            assertThat(commit.metrics()).containsEntry("numRemovedFiles", 2L).containsEntry("numAddedChangeFiles", 0L);
        }
    }

    @Test
    void rowsOfTheSameValuesAreReplaced() {
        try (DeltaLog log = sales("day")) {
            log.replaceUsing(
                    List.of("day", "id"),
                    Rows.of(rows(SALES, row(1L, "mon", 11), row(1L, "mon", 12), row(3L, "mon", 13))),
                    WriteOptions.defaults());
            holds(
                    log,
                    List.of(1L, "mon", 11),
                    List.of(1L, "mon", 12),
                    List.of(2L, "mon", 20),
                    List.of(3L, "mon", 13),
                    List.of(3L, "tue", 30),
                    List.of(4L, "null", 40));
        }
    }
}
