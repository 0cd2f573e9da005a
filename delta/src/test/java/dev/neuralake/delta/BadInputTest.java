package dev.neuralake.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.neuralake.delta.index.Predicate;
import dev.neuralake.types.Column;
import dev.neuralake.types.DataType.Primitive;
import dev.neuralake.types.NeuralakeException;
import dev.neuralake.types.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tables that are damaged, strange or extreme: each is read right or refused in words. */
class BadInputTest extends DeltaFixture {
    private static final Schema ROWS = Schema.of(Column.of("id", Primitive.LONG), Column.of("p", Primitive.STRING));

    private Path log(String name) {
        return folder.resolve("t/_delta_log").resolve(name);
    }

    private static String commit(int version) {
        return "%020d.json".formatted(version);
    }

    /** A table of a number of appends, one row each. */
    private void appends(int count) {
        try (DeltaLog log = open("t")) {
            log.create(TableSpec.of(ROWS));
            for (long i = 1; i <= count; i++) {
                log.append(rows(ROWS, row(i, "x")));
            }
        }
    }

    private List<List<Object>> readAnew() {
        try (DeltaLog log = open("t")) {
            return read(log.snapshot(), "id");
        }
    }

    private void assertRefused(String message) {
        try (DeltaLog log = open("t")) {
            assertThatThrownBy(log::snapshot)
                    .isInstanceOf(NeuralakeException.class)
                    .hasMessageContaining(message);
        }
    }

    private void edit(int version, String from, String to) throws IOException {
        String text = Files.readString(log(commit(version)));
        assertThat(text).contains(from);
        Files.writeString(log(commit(version)), text.replace(from, to));
    }

    @Test
    void aFolderWithoutALog() throws IOException {
        Files.createDirectories(folder.resolve("t/_delta_log"));
        Files.writeString(log("readme.txt"), "nothing");
        assertRefused("Cannot read table t: there is no Delta log (create the table, or check its path)");
    }

    @Test
    void aCheckpointAndNoCommit() throws IOException {
        appends(10);
        for (int version = 0; version <= 10; version++) {
            Files.delete(log(commit(version)));
        }
        assertThat(readAnew()).hasSize(10);
        try (DeltaLog log = open("t")) {
            assertThat(log.append(rows(ROWS, row(11L, "x"))).version()).isEqualTo(11);
        }
        assertThat(readAnew()).hasSize(11);
    }

    @Test
    void aTornLastCommit() throws IOException {
        appends(3);
        String text = Files.readString(log(commit(3)));
        Files.writeString(log(commit(3)), text.substring(0, text.length() - 20));
        assertRefused("Cannot read table t: the log file _delta_log/" + commit(3) + " is torn or not JSON");
        Files.writeString(log(commit(3)), "");
        assertRefused("is torn or not JSON (it is empty");
        try (DeltaLog log = open("t")) {
            assertThat(read(log.snapshot(2), "id")).hasSize(2);
        }
    }

    @Test
    void aMissingCommit() throws IOException {
        appends(3);
        Files.delete(log(commit(2)));
        assertRefused("the log file _delta_log/" + commit(2) + " is missing, although version 3 is there");
    }

    @Test
    void theHintToTheLastCheckpointIsWrong() throws IOException {
        appends(21);
        List<String> hints =
                List.of("{\"version\":", "", "[]", "{\"version\":99}", "{\"version\":10}", "{\"version\":15}", "\0\0");
        for (String hint : hints) {
            Files.writeString(log("_last_checkpoint"), hint);
            assertThat(readAnew()).as(hint).hasSize(21);
        }
        Files.delete(log("_last_checkpoint"));
        assertThat(readAnew()).hasSize(21);
        Files.writeString(log("00000000000000000020.checkpoint.parquet"), "no Parquet");
        assertThat(readAnew()).hasSize(21);
    }

    @Test
    void aDataFileIsGone() throws IOException {
        appends(2);
        Path file;
        try (Stream<Path> files = Files.list(folder.resolve("t"))) {
            file = files.filter(path -> path.toString().endsWith(".parquet"))
                    .findFirst()
                    .orElseThrow();
        }
        Files.delete(file);
        try (DeltaLog log = open("t")) {
            assertThatThrownBy(() -> log.snapshot().scanSql())
                    .hasMessage("Cannot read version 2 of table t: its data file " + file.getFileName()
                            + " is missing (was it vacuumed? choose a newer version, or restore the file)");
        }
    }

    @Test
    void aProtocolFromTheFuture() throws IOException {
        appends(1);
        edit(0, "\"minReaderVersion\":1", "\"minReaderVersion\":4");
        assertRefused("it needs reader version 4 of the Delta protocol, and this program knows up to 3");
        edit(0, "\"minReaderVersion\":4,\"minWriterVersion\":2", "\"minReaderVersion\":1,\"minWriterVersion\":8");
        assertThat(readAnew()).hasSize(1);
        try (DeltaLog log = open("t")) {
            assertThatThrownBy(() -> log.append(rows(ROWS, row(1L, "x"))))
                    .hasMessageContaining("it needs writer version 8");
        }
    }

    @Test
    void aPartitionValueThatIsNone() throws IOException {
        Schema schema = Schema.of(Column.of("id", Primitive.LONG), Column.of("day", Primitive.DATE));
        try (DeltaLog log = open("t")) {
            log.create(TableSpec.of(schema).partitionedBy("day"));
            log.append(rows(schema, row(1L, LocalDate.of(2024, 1, 2))));
        }
        edit(1, "\"partitionValues\":{\"day\":\"2024-01-02\"}", "\"partitionValues\":{\"day\":\"soon\"}");
        try (DeltaLog log = open("t")) {
            assertThatThrownBy(() -> log.snapshot().scanSql())
                    .hasMessageContaining("has the partition value 'soon' for column day, which is not a date");
            assertThat(log.snapshot().files(Predicate.eq("day", LocalDate.of(2024, 1, 3))))
                    .hasSize(1);
        }
    }

    @Test
    void namesWithBlanksPercentsAndLettersOfTheWorld() throws IOException {
        Schema schema = Schema.of(Column.of("id", Primitive.LONG), Column.of("päth", Primitive.STRING));
        List<String> values =
                List.of("a b", "50%", "%20", "é/ü", "日本", "x=y", "a+b", "#?&", "'\"", "*[0]", " ", "..", "\n");
        Path table = folder.resolve("t é%20 [x]");
        try (DeltaLog log = open("t é%20 [x]")) {
            log.create(TableSpec.of(schema).partitionedBy("päth"));
            for (int i = 0; i < values.size(); i++) {
                log.append(rows(schema, row((long) i, values.get(i))));
            }
        }
        try (DeltaLog log = open("t é%20 [x]")) {
            List<List<Object>> read = read(log.snapshot(), "id");
            assertThat(read).extracting(row -> row.get(1)).isEqualTo(new ArrayList<Object>(values));
            assertThat(KernelTable.read(table)).hasSize(values.size()).containsAll(read);
            log.optimize(OptimizeSpec.all().zOrderedBy("id"));
            assertThat(read(log.snapshot(), "id")).isEqualTo(read);
        }
    }

    @Test
    void absolutePathsInEverySpelling() throws IOException {
        appends(3);
        Path root = folder.resolve("t");
        String path = "\"path\":\"";
        edit(1, path, path + root.toUri().toString().replaceFirst("/$", "") + "/");
        edit(2, path, path + root.toString().replace(" ", "%20") + "/");
        edit(3, path, path + "file:" + root + "/");
        assertThat(readAnew()).hasSize(3);
        try (DeltaLog log = open("t")) {
            log.overwrite(rows(ROWS, row(9L, "x")));
            assertThat(log.snapshot().numFiles()).isEqualTo(1);
        }
    }

    @Test
    void timesBefore1900AndAfter2262() {
        Schema schema = Schema.of(
                Column.of("id", Primitive.LONG),
                Column.of("moment", Primitive.TIMESTAMP),
                Column.of("local", Primitive.TIMESTAMP_NTZ),
                Column.of("day", Primitive.DATE));
        List<String> days = List.of("0001-01-01", "1582-10-04", "1899-12-31", "1969-12-31", "2262-04-12", "9999-12-31");
        try (DeltaLog log = open("t")) {
            log.create(TableSpec.of(schema));
            for (int i = 0; i < days.size(); i++) {
                String day = days.get(i);
                log.append(rows(
                        schema,
                        row(
                                (long) i,
                                Instant.parse(day + "T23:59:59.999999Z"),
                                LocalDateTime.parse(day + "T00:00:00.000001"),
                                LocalDate.parse(day))));
            }
            for (int i = 0; i < days.size(); i++) {
                Instant moment = Instant.parse(days.get(i) + "T23:59:59.999999Z");
                LocalDate day = LocalDate.parse(days.get(i));
                assertThat(log.snapshot().files(Predicate.eq("moment", moment))).hasSize(1);
                assertThat(log.snapshot().files(Predicate.eq("day", day))).hasSize(1);
                List<Object> row = read(log.snapshot(), "id").get(i);
                assertThat(row)
                        .isEqualTo(
                                List.of((long) i, moment, LocalDateTime.parse(days.get(i) + "T00:00:00.000001"), day));
            }
            log.optimize(OptimizeSpec.all());
            assertThat(read(log.snapshot(), "id")).hasSize(days.size());
        }
    }

    @Test
    void timesAsPartitions() {
        Schema schema = Schema.of(Column.of("id", Primitive.LONG), Column.of("at", Primitive.TIMESTAMP));
        try (DeltaLog log = open("t")) {
            log.create(TableSpec.of(schema).partitionedBy("at"));
            List<String> times = List.of("1890-01-01T00:00:00.123456Z", "2300-06-01T12:00:00Z");
            log.append(rows(schema, row(1L, Instant.parse(times.get(0))), row(2L, Instant.parse(times.get(1)))));
            assertThat(read(log.snapshot(), "id"))
                    .containsExactly(
                            List.of(1L, Instant.parse(times.get(0))), List.of(2L, Instant.parse(times.get(1))));
            assertThat(log.snapshot().files(Predicate.eq("at", Instant.parse(times.get(0)))))
                    .hasSize(1);
        }
    }

    @Test
    void columnsThatDifferByCaseAlone() throws IOException {
        appends(1);
        edit(0, "\\\"name\\\":\\\"p\\\"", "\\\"name\\\":\\\"ID\\\"");
        assertRefused("Cannot make a schema with two columns 'ID': names must differ by more than case");
    }

    @Test
    void aTableWithoutRows() {
        try (DeltaLog log = open("t")) {
            log.create(TableSpec.of(ROWS));
            assertThat(read(log.snapshot(), "id")).isEmpty();
            log.append(rows(ROWS));
            assertThat(log.snapshot().numRecords()).hasValue(0);
            assertThat(log.optimize(OptimizeSpec.all()).metric("numAddedFiles")).isZero();
            assertThat(query("SELECT count(*) FROM (" + log.snapshot().scanSql() + ")"))
                    .containsExactly(List.of(0L));
            assertThat(log.vacuum(VacuumSpec.full()).files()).isEmpty();
            assertThat(KernelTable.read(folder.resolve("t"))).isEmpty();
        }
    }

    @Test
    void noColumnIsAskedFor() {
        appends(3);
        try (DeltaLog log = open("t")) {
            assertThat(query("SELECT count(*) FROM (" + log.snapshot().scanSql() + ")"))
                    .containsExactly(List.of(3L));
            assertThat(query("SELECT 1 FROM (" + log.snapshot().scanSql() + ")"))
                    .hasSize(3);
        }
    }

    @Test
    void fiveThousandColumns() {
        List<Column> columns = new ArrayList<>();
        Object[] values = new Object[5_000];
        for (int i = 0; i < values.length; i++) {
            columns.add(Column.of("column_" + i, i % 2 == 0 ? Primitive.LONG : Primitive.STRING));
            values[i] = i % 2 == 0 ? (Object) (long) i : "v" + i;
        }
        Schema wide = new Schema(columns);
        try (DeltaLog log = open("t")) {
            log.create(TableSpec.of(wide));
            log.append(rows(wide, values));
            log.alter(new Alteration.SetProperties(java.util.Map.of("delta.columnMapping.mode", "name")));
            log.alter(new Alteration.RenameColumn(List.of("column_4999"), "last"));
            assertThat(query("SELECT \"last\", column_2 FROM (" + log.snapshot().scanSql() + ")"))
                    .containsExactly(List.of("v4999", 2L));
            assertThat(log.snapshot().files(Predicate.eq("column_2", 3L))).isEmpty();
        }
    }
}
