package dev.neuralake.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.neuralake.columnar.Session;
import dev.neuralake.types.Column;
import dev.neuralake.types.DataType;
import dev.neuralake.types.DataType.Primitive;
import dev.neuralake.types.Schema;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** DELETE and UPDATE, by deletion vectors and by rewriting, read back by Delta Kernel as well. */
class RowChangeTest extends DeltaFixture {
    private static final Schema STOCK = Schema.of(
            Column.of("id", Primitive.LONG).required(),
            Column.of("item", Primitive.STRING),
            Column.of("amount", Primitive.INT));

    private DeltaLog stock(TableSpec spec, int rows) {
        DeltaLog log = open("stock");
        log.create(spec);
        try (Session session = engine.session()) {
            log.appendQuery(
                    session,
                    "SELECT range AS id, 'item ' || (range % 3) AS item, (range * 10)::INT AS amount FROM range(" + rows
                            + ")",
                    List.of());
        }
        return log;
    }

    private static TableSpec withVectors() {
        return TableSpec.of(STOCK).withProperty("delta.enableDeletionVectors", "true");
    }

    private Path table() {
        return folder.resolve("stock");
    }

    private void kernelReadsTheSame(DeltaLog log) {
        assertThat(KernelTable.read(table())).containsExactlyInAnyOrderElementsOf(read(log.snapshot(), "1"));
    }

    @ParameterizedTest
    @EnumSource(Removal.class)
    void deletedRowsAreGone(Removal removal) {
        try (DeltaLog log = stock(withVectors(), 100)) {
            Commit commit = log.delete(DeleteSpec.where("id % 10 = 3").by(removal));

            assertThat(commit.version()).isEqualTo(2);
            assertThat(commit.metric("numDeletedRows")).isEqualTo(10);
            assertThat(query("SELECT count(*) FROM (" + log.snapshot().scanSql() + ") WHERE id % 10 = 3"))
                    .containsExactly(List.of(0L));
            assertThat(log.snapshot().numRecords()).hasValue(90);
            boolean byVector = removal != Removal.REWRITE;
            assertThat(commit.metric("numDeletionVectorsAdded")).isEqualTo(byVector ? 1 : 0);
            assertThat(commit.metric("numCopiedRows")).isEqualTo(byVector ? 0 : 90);
            assertThat(commit.metric("numAddedFiles")).isEqualTo(byVector ? 0 : 1);
            kernelReadsTheSame(log);

            Commit again = log.delete(DeleteSpec.where("id < 5").by(removal));
            assertThat(again.metric("numDeletedRows")).isEqualTo(4);
            assertThat(again.metric("numDeletionVectorsUpdated")).isEqualTo(byVector ? 1 : 0);
            assertThat(log.snapshot().numRecords()).hasValue(86);
            kernelReadsTheSame(log);
            CommitEntry entry = log.history().getFirst();
            assertThat(entry.operation()).isEqualTo("DELETE");
            assertThat(entry.parameters()).containsEntry("predicate", "[\"id < 5\"]");
            assertThat(entry.metrics()).containsEntry("numDeletedRows", "4");
        }
    }

    @Test
    void filesWhoseRowsAllGoAreRemovedAndOthersLeftAlone() {
        try (DeltaLog log = stock(TableSpec.of(STOCK).partitionedBy("item"), 30)) {
            assertThat(log.snapshot().numFiles()).isEqualTo(3);
            Commit commit = log.delete(DeleteSpec.where("item = 'item 1'"));
            assertThat(commit.metric("numRemovedFiles")).isEqualTo(1);
            assertThat(commit.metric("numAddedFiles")).isZero();
            assertThat(log.snapshot().numRecords()).hasValue(20);
            kernelReadsTheSame(log);
            assertThat(log.delete(DeleteSpec.where("item = 'none'")).version()).isEqualTo(2);
            assertThat(log.delete(DeleteSpec.all()).metric("numDeletedRows")).isEqualTo(20);
            assertThat(log.snapshot().numFiles()).isZero();
            kernelReadsTheSame(log);
        }
    }

    @Test
    void halfAFileIsNotHiddenButRewritten() {
        try (DeltaLog log = stock(withVectors(), 100)) {
            Commit commit = log.delete(DeleteSpec.where("id >= 20"));
            assertThat(commit.metric("numDeletionVectorsAdded")).isZero();
            assertThat(commit.metric("numCopiedRows")).isEqualTo(20);
        }
    }

    @Test
    void vectorsAreRefusedWhereTheTableHasNone() {
        try (DeltaLog log = stock(TableSpec.of(STOCK), 3)) {
            assertThatThrownBy(() -> log.delete(DeleteSpec.where("id = 1").by(Removal.DELETION_VECTORS)))
                    .hasMessage("Cannot write deletion vectors to table stock: it does not have them enabled "
                            + "(set its property delta.enableDeletionVectors to true)");
        }
    }

    @Test
    void conditionsMayHoldSubqueriesOfTheCallersSession() {
        try (DeltaLog log = stock(withVectors(), 10);
                Session session = engine.session()) {
            session.execute("CREATE TEMP TABLE bad AS SELECT 3 AS id UNION ALL SELECT 4");
            log.delete(DeleteSpec.where("s.id IN (SELECT id FROM bad)").as("s").in(session));
            log.update(UpdateSpec.set(SetColumn.of("amount", "(SELECT max(id) FROM bad)"))
                    .where("EXISTS (SELECT 1 FROM bad WHERE bad.id = stock.id + 1)")
                    .in(session));
            assertThat(query("SELECT id, amount FROM (" + log.snapshot().scanSql() + ") WHERE id < 6 ORDER BY id"))
                    .containsExactly(List.of(0L, 0), List.of(1L, 10), List.of(2L, 4), List.of(5L, 50));
            kernelReadsTheSame(log);
        }
    }

    @ParameterizedTest
    @EnumSource(Removal.class)
    void updatedRowsHaveNewValues(Removal removal) {
        try (DeltaLog log = stock(withVectors(), 100)) {
            Commit commit =
                    log.update(UpdateSpec.set(SetColumn.of("amount", "amount + 1"), SetColumn.of("item", "NULL"))
                            .where("id < 10")
                            .by(removal));
            assertThat(commit.metric("numUpdatedRows")).isEqualTo(10);
            assertThat(query("SELECT count(*), sum(amount) FROM ("
                            + log.snapshot().scanSql() + ") WHERE item IS NULL"))
                    .containsExactly(List.of(10L, new java.math.BigDecimal(460)));
            assertThat(log.snapshot().numRecords()).hasValue(100);
            assertThat(log.history().getFirst().operation()).isEqualTo("UPDATE");
            kernelReadsTheSame(log);
        }
    }

    @Test
    void rulesOfTheTableHoldForNewValuesOnly() {
        try (DeltaLog log = stock(withVectors().withConstraint("cheap", "amount < 1000"), 100)) {
            assertThatThrownBy(() -> log.update(
                            UpdateSpec.set(SetColumn.of("amount", "5000")).where("id = 1")))
                    .hasMessageContaining("a row violates constraint cheap (amount < 1000)");
            assertThatThrownBy(() -> log.update(UpdateSpec.set(SetColumn.of("id", "NULL"))))
                    .hasMessageContaining("column 'id' is null in a row");
            assertThatThrownBy(() -> log.update(UpdateSpec.set(SetColumn.of("amount", "'x'"))))
                    .hasMessage("Cannot write to table stock: column 'amount' is int, and its new value 'x' is string "
                            + "(cast it)");
            assertThatThrownBy(() -> log.update(UpdateSpec.set(SetColumn.of("amuont", "1"))))
                    .hasMessageContaining("it has no column 'amuont'; did you mean amount");
            assertThatThrownBy(
                            () -> log.update(UpdateSpec.set(SetColumn.of("amount", "1"), SetColumn.of("AMOUNT", "2"))))
                    .hasMessageContaining("column 'AMOUNT' is assigned twice");
            assertThat(log.snapshot().version()).isEqualTo(1);
        }
    }

    @Test
    void appendOnlyTablesKeepTheirRows() {
        try (DeltaLog log = stock(TableSpec.of(STOCK).withProperty("delta.appendOnly", "true"), 3)) {
            assertThatThrownBy(() -> log.delete(DeleteSpec.all()))
                    .hasMessage("Cannot delete from table stock: it takes appends only (its property "
                            + "delta.appendOnly is true)");
            assertThatThrownBy(() -> log.update(UpdateSpec.set(SetColumn.of("amount", "1"))))
                    .hasMessageContaining("Cannot update table stock: it takes appends only");
        }
    }

    @Test
    void generatedColumnsFollowAndFieldsOfStructsAreSetAlone() {
        Schema schema = Schema.of(
                Column.of("id", Primitive.LONG),
                Column.of(
                        "place", DataType.struct(Column.of("city", Primitive.STRING), Column.of("zip", Primitive.INT))),
                Column.of("twice", Primitive.LONG).withMetadata(Map.of("delta.generationExpression", "id * 2")));
        try (DeltaLog log = open("stock")) {
            log.create(TableSpec.of(schema));
            log.append(rows(
                    Schema.of(schema.column("id"), schema.column("place")),
                    row(1L, new Object[] {"Bern", 3000}),
                    row(2L, null)));
            log.update(UpdateSpec.set(SetColumn.of("id", "id + 10"), SetColumn.of("place.zip", "7")));
            assertThat(read(log.snapshot(), "id"))
                    .containsExactly(List.of(11L, List.of("Bern", 7), 22L), List.of(12L, List.of("null", 7), 24L));
            kernelReadsTheSame(log);
            assertThatThrownBy(() -> log.update(UpdateSpec.set(SetColumn.of("twice", "1"))))
                    .hasMessageContaining("generated column twice has a value that is not id * 2");
        }
    }
}
