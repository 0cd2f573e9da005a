package dev.neuralake.columnar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.neuralake.types.Column;
import dev.neuralake.types.DataType;
import dev.neuralake.types.Schema;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ParquetFileTest extends TestEngine {
    private static final ParquetOptions OPTIONS = ParquetOptions.defaults();

    @TempDir
    Path folder;

    private WrittenFile write(String sql, Object... parameters) {
        return ParquetFile.write(session, sql, Arrays.asList(parameters), folder.resolve("one.parquet"), OPTIONS);
    }

    private ColumnStatistics statistics(String value, String... path) {
        WrittenFile file = write("SELECT " + value + " AS v FROM range(10) t(i)");
        return file.statistics().get(path.length == 0 ? List.of("v") : List.of(path));
    }

    private long count(Path file) {
        return (Long) value("SELECT count(*) FROM read_parquet(" + EnginePaths.exactly(file) + ")");
    }

    private List<Path> filesBelow(Path root) throws IOException {
        try (var files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void tellsSizeAndRowsOfWhatItWrote() throws Exception {
        WrittenFile file = write("SELECT i, i::varchar AS s FROM range(?) t(i)", 1000);

        assertThat(file.path()).isEqualTo(folder.resolve("one.parquet").toAbsolutePath());
        assertThat(file.sizeBytes()).isEqualTo(Files.size(file.path()));
        assertThat(file.records()).isEqualTo(1000);
        assertThat(file.partitionValues()).isEmpty();
        assertThat(ParquetFile.schema(session, file.path())).hasToString("(i long, s string)");
        assertThat(count(file.path())).isEqualTo(1000);
    }

    @Test
    void statisticsAreExactValuesOfTheColumnsType() {
        assertThat(statistics("i::tinyint")).isEqualTo(new ColumnStatistics((byte) 0, (byte) 9, 0));
        assertThat(statistics("i::smallint")).isEqualTo(new ColumnStatistics((short) 0, (short) 9, 0));
        assertThat(statistics("(-i)::int")).isEqualTo(new ColumnStatistics(-9, 0, 0));
        assertThat(statistics("9223372036854775807 - i"))
                .isEqualTo(new ColumnStatistics(Long.MAX_VALUE - 9, Long.MAX_VALUE, 0));
        assertThat(statistics("i > 3")).isEqualTo(new ColumnStatistics(false, true, 0));
        assertThat(statistics("CASE WHEN i > 3 THEN 'é' || i END")).isEqualTo(new ColumnStatistics("é4", "é9", 4));
        assertThat(statistics("DATE '1799-12-30' + i::int"))
                .isEqualTo(new ColumnStatistics(LocalDate.of(1799, 12, 30), LocalDate.of(1800, 1, 8), 0));
        assertThat(statistics("TIMESTAMPTZ '1899-12-31 23:59:59.999999Z' + to_seconds(i)"))
                .isEqualTo(new ColumnStatistics(
                        Instant.parse("1899-12-31T23:59:59.999999Z"), Instant.parse("1900-01-01T00:00:08.999999Z"), 0));
        assertThat(statistics("TIMESTAMP '9999-12-31 23:59:50' + to_seconds(i)"))
                .isEqualTo(new ColumnStatistics(
                        LocalDateTime.parse("9999-12-31T23:59:50"), LocalDateTime.parse("9999-12-31T23:59:59"), 0));
        assertThat(statistics("(i + 0.25)::decimal(9,2)"))
                .isEqualTo(new ColumnStatistics(new BigDecimal("0.25"), new BigDecimal("9.25"), 0));
        assertThat(statistics("9999999999999999999999999999.0123456789::decimal(38,10) - i"))
                .isEqualTo(new ColumnStatistics(
                        new BigDecimal("9999999999999999999999999990.0123456789"),
                        new BigDecimal("9999999999999999999999999999.0123456789"),
                        0));
        assertThat(statistics("NULL::int")).isEqualTo(new ColumnStatistics(null, null, 10));
        assertThat(statistics("'\\x00'::blob")).isEqualTo(new ColumnStatistics(null, null, 0));
    }

    @Test
    void statisticsOfRealNumbersHoldForNanAndBothZeros() {
        assertThat(statistics("i + 0.5::double")).isEqualTo(new ColumnStatistics(0.5, 9.5, 0));
        assertThat(statistics("(i + 0.1)::float")).isEqualTo(new ColumnStatistics(0.1f, 9.1f, 0));
        assertThat(statistics("CASE WHEN i = 3 THEN 'nan'::double ELSE i + 1 END"))
                .isEqualTo(new ColumnStatistics(1.0, null, 0));
        assertThat(statistics("'nan'::double")).isEqualTo(new ColumnStatistics(null, null, 0));
        assertThat(statistics("CASE WHEN i < 5 THEN -0.0::double ELSE 0.0 END"))
                .isEqualTo(new ColumnStatistics(-0.0, 0.0, 0));
        assertThat(statistics("CASE WHEN i = 0 THEN '-inf' ELSE 'inf' END::double"))
                .isEqualTo(new ColumnStatistics(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 0));
    }

    @Test
    void statisticsOfLongTextsAreBounds() {
        ColumnStatistics ascii = statistics("repeat('b', 1000) || i");
        assertThat((String) ascii.min())
                .isLessThanOrEqualTo("b".repeat(1000) + "0")
                .startsWith("bbb");
        assertThat((String) ascii.max()).isGreaterThanOrEqualTo("b".repeat(1000) + "9");

        ColumnStatistics wide = statistics("repeat('東', 1000) || i");
        if (wide.max() != null) {
            assertThat((String) wide.max()).isGreaterThanOrEqualTo("東".repeat(1000) + "9");
        }
    }

    @Test
    void statisticsHoldForRowGroupsThatHaveNone() {
        WrittenFile file = ParquetFile.write(
                session,
                "SELECT CASE WHEN i < 4096 THEN 'm' ELSE repeat('z', 5000) || i END AS s,"
                        + " CASE WHEN i < 4096 THEN i ELSE 'nan'::double END AS d FROM range(8192) t(i)",
                List.of(),
                folder.resolve("groups.parquet"),
                OPTIONS.withRowGroupRows(2048));

        ColumnStatistics text = file.statistics().get(List.of("s"));
        assertThat(text.max() == null || ((String) text.max()).compareTo("z".repeat(5000)) >= 0)
                .isTrue();
        assertThat(file.statistics().get(List.of("d")).max()).isNull();
    }

    @Test
    void statisticsReachIntoStructsAndStopAtArraysAndMaps() {
        WrittenFile file =
                write("SELECT CASE WHEN i % 2 = 0 THEN {'a.b': i, 'q\"x': {'c': 'v' || i}, 'l': [i]} END AS s,"
                        + " CASE WHEN i > 0 THEN [i] END AS l, map {'k': i} AS m FROM range(10) t(i)");

        assertThat(file.statistics())
                .isEqualTo(Map.of(
                        List.of("s", "a.b"), new ColumnStatistics(0L, 8L, 5),
                        List.of("s", "q\"x", "c"), new ColumnStatistics("v0", "v8", 5),
                        List.of("l"), new ColumnStatistics(null, null, 1),
                        List.of("m"), new ColumnStatistics(null, null, 0)));
    }

    @Test
    void writesTypesThatOnlyTheEngineHasAsOurs() {
        WrittenFile file = write("SELECT sum(i) AS total, uuid() AS id, 1::uinteger AS u FROM range(10) t(i);");

        assertThat(ParquetFile.schema(session, file.path())).hasToString("(total decimal(38,0), id string, u long)");
        assertThat(file.statistics().get(List.of("total")))
                .isEqualTo(new ColumnStatistics(new BigDecimal(45), new BigDecimal(45), 0));
    }

    @Test
    void rowsOfJavaComeBackFromTheFile() {
        DataType type = DataType.parse("struct<a:array<struct<b:map<string,decimal(38,2)>>>,t:timestamp>");
        List<Object[]> rows = List.of(
                new Object[] {
                    new Object[] {
                        List.of(new Object[] {Map.of("k", new BigDecimal("1.50"))}, new Object[] {null}),
                        Instant.parse("1700-01-01T00:00:00.000001Z")
                    }
                },
                new Object[] {null});
        session.register("rows", ArrowSource.ofRows(Schema.of(Column.of("v", type)), rows));

        WrittenFile file = write("SELECT * FROM rows");

        assertThat(rows("SELECT * FROM read_parquet(" + EnginePaths.exactly(file.path()) + ")"))
                .usingRecursiveComparison()
                .isEqualTo(rows);
    }

    @Test
    void writesAFileWithoutRows() {
        WrittenFile file = write("SELECT i, 'x' AS s FROM range(0) t(i)");

        assertThat(file.records()).isZero();
        assertThat(file.statistics().get(List.of("i"))).isEqualTo(new ColumnStatistics(null, null, 0));
        assertThat(ParquetFile.schema(session, file.path())).hasToString("(i long, s string)");
    }

    @ParameterizedTest
    @EnumSource(ParquetOptions.Compression.class)
    void writesEveryCompressionAndVersion(ParquetOptions.Compression compression) {
        for (ParquetOptions.Version version : ParquetOptions.Version.values()) {
            ParquetOptions options = OPTIONS.withCompression(compression).withVersion(version);
            WrittenFile file = ParquetFile.write(
                    session, "SELECT i, i::double AS d FROM range(5000) t(i)", List.of(), folder.resolve("v"), options);
            assertThat(value("SELECT any_value(compression) FROM parquet_metadata(" + EnginePaths.exactly(file.path())
                            + ")"))
                    .isEqualTo(compression.toString());
            assertThat(count(file.path())).isEqualTo(5000);
        }
    }

    @Test
    void spreadsManyRowsOverFilesInOrder() throws Exception {
        List<WrittenFile> files = ParquetFile.writeAll(
                session,
                "SELECT i FROM range(1000000) t(i)",
                List.of(),
                folder.resolve("spread"),
                List.of(),
                OPTIONS.withFileSizeBytes(500_000));

        assertThat(files.size()).isBetween(4, 12);
        assertThat(files.stream().mapToLong(WrittenFile::records).sum()).isEqualTo(1_000_000);
        long next = 0;
        for (WrittenFile file : files) {
            assertThat(file.sizeBytes()).isEqualTo(Files.size(file.path()));
            ColumnStatistics statistics = file.statistics().get(List.of("i"));
            assertThat(statistics).isEqualTo(new ColumnStatistics(next, next + file.records() - 1, 0));
            next += file.records();
        }
        assertThat(filesBelow(folder)).hasSize(files.size());
    }

    @Test
    void partitionsByValuesOfAnyText() throws Exception {
        List<String> names = Arrays.asList(
                null, "", "__HIVE_DEFAULT_PARTITION__", "a/b=c %:é", "NULL", " x ", "名\"'", "..", "[x]*?");
        List<Object[]> rows = new ArrayList<>();
        for (int i = 0; i < 900; i++) {
            rows.add(new Object[] {names.get(i % 9), LocalDate.of(1899, 12, 31).plusDays(i % 2), (long) i});
        }
        Schema schema = Schema.of(
                Column.of("na me", DataType.parse("string")),
                Column.of("d", DataType.parse("date")),
                Column.of("i", DataType.parse("long")));
        session.register("rows", ArrowSource.ofRows(schema, rows));

        List<WrittenFile> files = ParquetFile.writeAll(
                session, "SELECT * FROM rows", List.of(), folder.resolve("table"), List.of("na me", "d"), OPTIONS);

        Map<Object, Set<Object>> seen = new HashMap<>();
        for (WrittenFile file : files) {
            assertThat(file.path()).startsWith(folder.resolve("table").toAbsolutePath());
            assertThat(file.partitionValues()).containsOnlyKeys("na me", "d");
            assertThat(ParquetFile.schema(session, file.path())).hasToString("(i long)");
            assertThat(file.statistics()).containsOnlyKeys(List.of("i"));
            seen.computeIfAbsent(file.partitionValues().get("na me"), name -> new HashSet<>())
                    .add(file.partitionValues().get("d"));
            assertThat(count(file.path())).isEqualTo(file.records()).isEqualTo(50);
        }
        assertThat(seen).containsOnlyKeys(names.toArray());
        assertThat(seen.values())
                .allMatch(days -> days.equals(Set.of(LocalDate.of(1899, 12, 31), LocalDate.of(1900, 1, 1))));
    }

    @Test
    void partitionValuesAreOfTheColumnsType() {
        List<WrittenFile> files = ParquetFile.writeAll(
                session,
                "SELECT true AS b, 1.50::decimal(10,2) AS de, 1.5::double AS d, 'nan'::float AS f, 7::tinyint AS t,"
                        + " TIMESTAMPTZ '1800-01-01 00:00:00.5Z' AS ts, TIMESTAMP '2020-01-01 01:02:03' AS tn,"
                        + " '\\x00a\\xFF'::blob AS bl, NULL::int AS n, 1::uinteger AS u, 'x' AS data",
                List.of(),
                folder.resolve("typed"),
                List.of("b", "de", "d", "f", "t", "ts", "tn", "bl", "n", "u"),
                OPTIONS);

        Map<String, Object> values = new HashMap<>(files.getFirst().partitionValues());
        assertThat((byte[]) values.remove("bl")).containsExactly(0, 'a', -1);
        Map<String, Object> expected = new HashMap<>(Map.of(
                "b",
                true,
                "de",
                new BigDecimal("1.50"),
                "d",
                1.5,
                "f",
                Float.NaN,
                "t",
                (byte) 7,
                "ts",
                Instant.parse("1800-01-01T00:00:00.5Z"),
                "tn",
                LocalDateTime.parse("2020-01-01T01:02:03"),
                "u",
                1L));
        expected.put("n", null);
        assertThat(values).isEqualTo(expected);
    }

    @Test
    void writesMorePartitionsThanFilesMayBeOpen() {
        List<WrittenFile> files = ParquetFile.writeAll(
                session,
                "SELECT i, i % 300 AS p FROM range(30000) t(i)",
                List.of(),
                folder.resolve("many"),
                List.of("p"),
                OPTIONS);

        assertThat(files.stream().map(WrittenFile::partitionValues).distinct()).hasSize(300);
        assertThat(files.stream().mapToLong(WrittenFile::records).sum()).isEqualTo(30_000);
    }

    @Test
    void addsFilesBesideThoseThatAreThere() throws Exception {
        Path table = folder.resolve("table");
        Files.createDirectories(table.resolve("_delta_log"));
        for (int i = 0; i < 2; i++) {
            ParquetFile.writeAll(session, "SELECT 1 AS a, 2 AS p", List.of(), table, List.of("p"), OPTIONS);
            ParquetFile.writeAll(session, "SELECT 1 AS a, 2 AS p", List.of(), table, List.of(), OPTIONS);
        }
        assertThat(filesBelow(table)).hasSize(4);
    }

    @Test
    void writesNoFilesWithoutRows() throws Exception {
        String none = "SELECT i, 1 AS p FROM range(0) t(i)";

        assertThat(ParquetFile.writeAll(session, none, List.of(), folder.resolve("a"), List.of(), OPTIONS))
                .isEmpty();
        assertThat(ParquetFile.writeAll(session, none, List.of(), folder.resolve("b"), List.of("p"), OPTIONS))
                .isEmpty();
        assertThat(filesBelow(folder)).isEmpty();
    }

    @Test
    void leavesNothingBehindWhereTheQueryFails() throws Exception {
        String failing = "SELECT (CASE WHEN i = 900000 THEN 'x' ELSE '1' END)::int AS a, i % 3 AS p"
                + " FROM range(1000000) t(i)";
        ParquetOptions small = OPTIONS.withFileSizeBytes(50_000);

        assertThatThrownBy(() -> write(failing))
                .isInstanceOf(EngineException.class)
                .hasMessage("Cannot write " + folder.resolve("one.parquet").toAbsolutePath()
                        + ": Could not convert string 'x' to INT32 (line 1, column 52)");
        for (List<String> partitions : List.of(List.<String>of(), List.of("p"))) {
            assertThatThrownBy(() -> ParquetFile.writeAll(
                            session, failing, List.of(), folder.resolve("table"), partitions, small))
                    .hasMessageContaining("Could not convert string 'x'");
        }
        assertThat(filesBelow(folder)).isEmpty();
    }

    @Test
    void tellsThatAFolderIsMissing() {
        Path missing = folder.resolve("no/such/file.parquet");

        assertThatThrownBy(() -> ParquetFile.write(session, "SELECT 1 AS a", List.of(), missing, OPTIONS))
                .hasMessageContaining("Cannot write " + missing.toAbsolutePath())
                .hasMessageContaining("No such file or directory");
    }

    @Test
    void readsExactlyTheFileThatIsNamed() throws Exception {
        Path odd = Files.createDirectory(folder.resolve("[x]"));
        Path plain = Files.createDirectory(folder.resolve("x"));
        ParquetFile.write(session, "SELECT 1 AS a", List.of(), odd.resolve("f*'?.parquet"), OPTIONS);
        ParquetFile.write(session, "SELECT 2 AS b", List.of(), plain.resolve("f*'?.parquet"), OPTIONS);

        assertThat(ParquetFile.schema(session, odd.resolve("f*'?.parquet")).names())
                .containsExactly("a");
    }
}
