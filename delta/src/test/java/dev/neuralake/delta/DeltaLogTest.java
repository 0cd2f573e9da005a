package dev.neuralake.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.neuralake.columnar.Session;
import dev.neuralake.delta.index.Predicate;
import dev.neuralake.types.Column;
import dev.neuralake.types.DataType;
import dev.neuralake.types.DataType.Primitive;
import dev.neuralake.types.NeuralakeException;
import dev.neuralake.types.Schema;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeltaLogTest extends DeltaFixture {
    private static final Schema SALES = Schema.of(
            Column.of("id", Primitive.LONG).required(),
            Column.of("item", Primitive.STRING),
            Column.of("day", Primitive.DATE));

    private static final LocalDate MONDAY = LocalDate.of(2024, 1, 1);

    @Test
    void appendedRowsAreRead() {
        try (DeltaLog log = open("sales")) {
            assertThat(log.exists()).isFalse();
            assertThat(log.create(TableSpec.of(SALES).describedAs("What was sold"))
                            .version())
                    .isZero();
            assertThat(log.snapshot().numFiles()).isZero();
            assertThat(read(log.snapshot(), "id")).isEmpty();

            Commit commit = log.append(rows(SALES, row(1L, "tea", MONDAY), row(2L, null, null)));

            assertThat(commit.version()).isEqualTo(1);
            assertThat(commit.metric("numOutputRows")).isEqualTo(2);
            assertThat(read(log.snapshot(), "id"))
                    .containsExactly(List.of(1L, "tea", MONDAY), List.of(2L, "null", "null"));
            assertThat(log.snapshot().numRecords()).hasValue(2);
            assertThat(log.snapshot().metadata().description()).isEqualTo("What was sold");
        }
        try (DeltaLog again = open("sales")) {
            assertThat(again.exists()).isTrue();
            assertThat(read(again.snapshot(), "id")).hasSize(2);
        }
    }

    @Test
    void olderVersionsAreReadByNumberAndTime() throws Exception {
        try (DeltaLog log = open("sales")) {
            log.create(TableSpec.of(SALES));
            log.append(rows(SALES, row(1L, "tea", MONDAY)));
            Thread.sleep(20);
            Instant between = Instant.now();
            Thread.sleep(20);
            log.overwrite(rows(SALES, row(2L, "coffee", MONDAY)));

            assertThat(read(log.snapshot(1), "id")).containsExactly(List.of(1L, "tea", MONDAY));
            assertThat(log.snapshotAt(between).version()).isEqualTo(1);
            assertThat(read(log.snapshot(), "id")).containsExactly(List.of(2L, "coffee", MONDAY));
            assertThatThrownBy(() -> log.snapshot(9))
                    .isInstanceOf(NeuralakeException.class)
                    .hasMessageContaining("Cannot read version 9 of table sales: the latest version is 2");
            assertThatThrownBy(() -> log.snapshotAt(Instant.EPOCH))
                    .hasMessageContaining("the first version of its log is 0");
            assertThatThrownBy(() -> log.snapshotAt(Instant.now().plusSeconds(60)))
                    .hasMessageContaining("the latest version is 2");
        }
    }

    @Test
    void historyTellsWhatWasDone() {
        try (DeltaLog log = open("sales")) {
            log.create(TableSpec.of(SALES));
            log.append(rows(SALES, row(1L, "tea", MONDAY)));
            log.overwrite(rows(SALES, row(2L, "coffee", MONDAY)));

            List<CommitEntry> history = log.history();
            assertThat(history).extracting(CommitEntry::version).containsExactly(2L, 1L, 0L);
            assertThat(history).extracting(CommitEntry::operation).containsExactly("WRITE", "WRITE", "CREATE TABLE");
            assertThat(history.get(1).isBlindAppend()).isTrue();
            assertThat(history.get(0).parameters()).containsEntry("mode", "Overwrite");
            assertThat(history.get(0).metrics()).containsEntry("numOutputRows", "1");
            assertThat(history.get(0).readVersion()).isEqualTo(1);
        }
    }

    @Test
    void rowsThatDoNotFitAreRefusedBeforeAnythingIsWritten() {
        try (DeltaLog log = open("sales")) {
            log.create(TableSpec.of(SALES));
            Schema wrongType = Schema.of(Column.of("id", Primitive.STRING), Column.of("item", Primitive.STRING));
            assertThatThrownBy(() -> log.append(rows(wrongType, row("x", "tea"))))
                    .hasMessageContaining("Cannot write to table sales: column 'id' is long, and the rows have string");
            Schema unknown = Schema.of(Column.of("id", Primitive.LONG), Column.of("itm", Primitive.STRING));
            assertThatThrownBy(() -> log.append(rows(unknown, row(1L, "tea"))))
                    .hasMessageContaining("it has no column 'itm'; did you mean item");
            Schema missing = Schema.of(Column.of("item", Primitive.STRING));
            assertThatThrownBy(() -> log.append(rows(missing, row("tea")))).hasMessageContaining("'id' is missing");
            Schema nullable = Schema.of(Column.of("id", Primitive.LONG));
            assertThatThrownBy(() -> log.append(rows(nullable, row(1L), row((Object) null))))
                    .hasMessage("Cannot write to table sales: column 'id' is null in a row, and it is not nullable");
            assertThat(log.snapshot().version()).isZero();
            assertThat(folder.resolve("sales")).isDirectoryNotContaining("glob:**.parquet");
        }
    }

    @Test
    void missingColumnsAreNullAndNarrowerNumbersFit() {
        try (DeltaLog log = open("sales")) {
            log.create(TableSpec.of(SALES));
            log.append(rows(Schema.of(Column.of("ID", Primitive.INT)), row(7)));
            assertThat(read(log.snapshot(), "id")).containsExactly(List.of(7L, "null", "null"));
        }
    }

    @Test
    void checkConstraintsHold() {
        try (DeltaLog log = open("sales")) {
            log.create(TableSpec.of(SALES).withConstraint("positive", "id > 0"));
            log.append(rows(SALES, row(1L, "tea", null)));
            assertThatThrownBy(() -> log.append(rows(SALES, row(-1L, "tea", null))))
                    .hasMessageContaining("a row violates constraint positive (id > 0)");
            assertThat(log.snapshot().version()).isEqualTo(1);
        }
    }

    @Test
    void partitionsAreFoldersAndPruneFiles() throws Exception {
        Schema schema = Schema.of(
                Column.of("a", Primitive.INT), Column.of("p", Primitive.STRING), Column.of("d", Primitive.DATE));
        try (DeltaLog log = open("parts")) {
            log.create(TableSpec.of(schema).partitionedBy("p", "d"));
            String odd = "a/b=c %é'\"x";
            log.append(rows(schema, row(1, odd, MONDAY), row(2, null, MONDAY), row(3, "x", null), row(4, "x", MONDAY)));
            Snapshot snapshot = log.snapshot();
            assertThat(read(snapshot, "a"))
                    .containsExactly(
                            List.of(1, odd, MONDAY),
                            List.of(2, "null", MONDAY),
                            List.of(3, "x", "null"),
                            List.of(4, "x", MONDAY));
            assertThat(snapshot.numFiles()).isEqualTo(4);
            assertThat(snapshot.files(Predicate.eq("p", odd))).hasSize(1);
            assertThat(snapshot.files(Predicate.and(Predicate.eq("p", "x"), Predicate.isNull("d"))))
                    .hasSize(1);
            assertThat(snapshot.files(Predicate.in("p", List.of("x", "y")))).hasSize(2);
            assertThat(snapshot.files(Predicate.gt("d", MONDAY))).isEmpty();
            assertThat(Files.isDirectory(folder.resolve("parts/p=x/d=2024-01-01")))
                    .isTrue();
        }
    }

    @Test
    void statisticsPrune() {
        Schema schema = Schema.of(
                Column.of("l", Primitive.LONG),
                Column.of("s", Primitive.STRING),
                Column.of("t", Primitive.TIMESTAMP),
                Column.of("x", DataType.struct(Column.of("y", Primitive.INT))));
        Instant time = Instant.parse("1890-01-01T00:00:00.123456Z");
        String text = "x".repeat(40);
        try (DeltaLog log = open("stats")) {
            log.create(TableSpec.of(schema));
            log.append(rows(schema, row(1L, text, time, new Object[] {5}), row(9L, text, time, null)));
            Snapshot snapshot = log.snapshot();
            assertThat(snapshot.files().stream().findFirst().orElseThrow().stats())
                    .isEqualTo("{\"numRecords\":2,\"minValues\":{\"l\":1,\"s\":\"" + "x".repeat(32)
                            + "\",\"t\":\"1890-01-01T00:00:00.123Z\",\"x\":{\"y\":5}},\"maxValues\":{\"l\":9,\"s\":\""
                            + "x".repeat(32) + "\uDBFF\uDFFF\",\"t\":\"1890-01-01T00:00:00.124Z\",\"x\":{\"y\":5}},"
                            + "\"nullCount\":{\"l\":0,\"s\":0,\"t\":0,\"x\":{\"y\":1}},\"tightBounds\":true}");
            assertThat(snapshot.files(Predicate.gt("l", 9L))).isEmpty();
            assertThat(snapshot.files(Predicate.ge("l", 9))).hasSize(1);
            assertThat(snapshot.files(Predicate.eq("s", text))).hasSize(1);
            assertThat(snapshot.files(Predicate.startsWith("s", "y"))).isEmpty();
            assertThat(snapshot.files(Predicate.eq("t", time))).hasSize(1);
            assertThat(snapshot.files(Predicate.not(Predicate.lt("l", 10)))).isEmpty();
            assertThat(snapshot.files(new Predicate.Compare(List.of("x", "y"), Predicate.Operator.GT, 5)))
                    .isEmpty();
        }
    }

    @Test
    void everyTypeComesBack() {
        Schema schema = Schema.of(
                Column.of("b", Primitive.BOOLEAN),
                Column.of("i1", Primitive.BYTE),
                Column.of("i2", Primitive.SHORT),
                Column.of("f", Primitive.FLOAT),
                Column.of("d", Primitive.DOUBLE),
                Column.of("n", DataType.decimal(20, 3)),
                Column.of("bin", Primitive.BINARY),
                Column.of("ntz", Primitive.TIMESTAMP_NTZ),
                Column.of("arr", DataType.array(Primitive.STRING)),
                Column.of("m", DataType.map(Primitive.STRING, Primitive.INT)));
        LocalDateTime local = LocalDateTime.of(2300, 1, 2, 3, 4, 5, 6000);
        try (DeltaLog log = open("types")) {
            log.create(TableSpec.of(schema));
            log.append(rows(
                    schema,
                    row(
                            true,
                            (byte) 1,
                            (short) 2,
                            1.5f,
                            Double.NaN,
                            new BigDecimal("1.234"),
                            new byte[] {1},
                            local,
                            List.of("a"),
                            Map.of("k", 1))));
            assertThat(read(log.snapshot(), "1"))
                    .containsExactly(List.of(
                            true,
                            (byte) 1,
                            (short) 2,
                            1.5f,
                            Double.NaN,
                            new BigDecimal("1.234"),
                            "01",
                            local,
                            List.of("a"),
                            Map.of("k", 1)));
            assertThat(log.snapshot().protocol().readerFeatures()).containsExactly("timestampNtz");
        }
    }

    @Test
    void aQueryOfTheTableItselfCanReplaceIt() {
        try (DeltaLog log = open("sales");
                Session session = engine.session()) {
            log.create(TableSpec.of(SALES));
            log.append(rows(SALES, row(1L, "tea", MONDAY), row(2L, "coffee", MONDAY)));
            log.overwriteQuery(
                    session,
                    "SELECT id + ? AS id, NULL AS day, item FROM ("
                            + log.snapshot().scanSql() + ")",
                    List.of(10));
            assertThat(read(log.snapshot(), "id"))
                    .containsExactly(List.of(11L, "tea", "null"), List.of(12L, "coffee", "null"));
        }
    }

    @Test
    void everyTenthVersionIsACheckpoint() {
        try (DeltaLog log = open("sales")) {
            log.create(TableSpec.of(SALES).partitionedBy("day"));
            for (long i = 1; i <= 21; i++) {
                log.append(rows(SALES, row(i, "tea", MONDAY.plusDays(i % 3))));
            }
            log.overwrite(rows(SALES, row(99L, "tea", null)));
        }
        assertThat(folder.resolve("sales/_delta_log/00000000000000000010.checkpoint.parquet"))
                .exists();
        assertThat(folder.resolve("sales/_delta_log/00000000000000000020.checkpoint.parquet"))
                .exists();
        try (DeltaLog log = open("sales")) {
            assertThat(read(log.snapshot(), "id")).containsExactly(List.of(99L, "tea", "null"));
            assertThat(read(log.snapshot(21), "id")).hasSize(21);
            assertThat(read(log.snapshot(9), "id")).hasSize(9);
            assertThat(log.snapshot(20).files(Predicate.eq("day", MONDAY))).hasSize(6);
        }
    }

    @Test
    void anotherObjectOfTheSameTableSeesNewCommits() {
        try (DeltaLog one = open("sales");
                DeltaLog two = open("sales")) {
            one.create(TableSpec.of(SALES));
            assertThat(two.snapshot().version()).isZero();
            one.append(rows(SALES, row(1L, "tea", MONDAY)));
            two.append(rows(SALES, row(2L, "tea", MONDAY)));
            one.append(rows(SALES, row(3L, "tea", MONDAY)));
            assertThat(two.snapshot().version()).isEqualTo(3);
            assertThat(read(two.snapshot(), "id")).hasSize(3);
            assertThatThrownBy(() -> two.create(TableSpec.of(SALES)))
                    .isInstanceOf(TableExistsException.class)
                    .hasMessageContaining("Cannot create table sales: it exists already");
            assertThat(two.createIfAbsent(TableSpec.of(SALES))).isFalse();
        }
    }

    @Test
    void aTableThatIsNotThereIsSaidToBeSo() {
        try (DeltaLog log = open("nothing")) {
            assertThatThrownBy(log::snapshot).hasMessageContaining("Cannot read table nothing: there is no Delta log");
        }
    }
}
