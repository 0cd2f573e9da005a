package dev.neuralake.columnar.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every type is written as the page says, and reads back as it was. */
class ValuesTest extends FormatEngine {
    private static final Path PAGE = Path.of(System.getProperty("neuralake.root"), "docs/reference/values.md");

    @TempDir
    Path folder;

    record Line(String type, String sql, String json, String csv, String table) {
        static Line of(String line) {
            List<String> cells = Arrays.stream(line.split("(?<!\\\\)\\|"))
                    .skip(1)
                    .map(cell -> cell.strip().replace("\\|", "|").replaceAll("^`(.*)`$", "$1"))
                    .map(cell -> cell.replace('␉', '\t').replace('␛', '\u001b'))
                    .map(cell -> cell.equals("nothing") ? "" : cell)
                    .toList();
            return new Line(cells.get(0), cells.get(1), cells.get(2), cells.get(3), cells.get(4));
        }
    }

    static Stream<Line> lines() throws Exception {
        return Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| type |"))
                .map(Line::of);
    }

    @ParameterizedTest
    @MethodSource("lines")
    void writesAsThePageSays(Line line) throws Exception {
        String sql = "SELECT " + line.sql + " AS v, 1 AS i";

        assertThat(text(Format.JSON, sql)).isEqualTo("[{\"v\":" + line.json + ",\"i\":1}]\n");
        assertThat(text(Format.NDJSON, sql)).isEqualTo("{\"v\":" + line.json + ",\"i\":1}\n");
        assertThat(text(Format.CSV, sql)).isEqualTo("v,i\n" + line.csv + ",1\n");
        assertThat(table(TableLayout.PLAIN.withWidth(Integer.MAX_VALUE), sql)
                        .lines()
                        .toList()
                        .get(1))
                .matches(row -> row.substring(0, row.length() - 1).strip().equals(line.table), line.table);
    }

    @Test
    void readsThePage() throws Exception {
        assertThat(lines()).hasSizeGreaterThan(30);
    }

    /** Names with what JSON and CSV treat specially, and the values of all types. */
    private static final String ALL = """
            SELECT * FROM (VALUES
              (1::TINYINT, -2::SMALLINT, 3::INT, 9223372036854775807, 1.5::FLOAT, 0.1::DOUBLE, true,
                12.30::DECIMAL(10,2), '99999999999999999999999999999999999999'::DECIMAL(38,0), 'a,b"c' || chr(10) || chr(13) || 'é漢😀\\',
                DATE '0001-01-01', TIMESTAMPTZ '1969-12-31 23:59:59.999999Z', TIMESTAMP '9999-12-31 23:59:59',
                [1, NULL], MAP {'k "1"': 1.25::DOUBLE}, {'x y': ['q', ''], 'n': {'d': -9007199254740993}}),
              ((-128)::TINYINT, 32767::SMALLINT, (-2147483648)::INT, -9223372036854775807 - 1, '-Infinity'::FLOAT, 'NaN'::DOUBLE, false,
                -0.01::DECIMAL(10,2), '-99999999999999999999999999999999999999'::DECIMAL(38,0), '',
                DATE '9999-12-31', TIMESTAMPTZ '0001-01-01 00:00:00Z', TIMESTAMP '1582-10-10 00:00:00.000001',
                [], MAP {}, {'x y': NULL, 'n': NULL}),
              (NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)
            ) t(b, s, i, l, f, d, "is, true", "dec ""1\""", big, txt, dt, ts, ntz, arr, map, st)""";

    private static final String COLUMNS = "{'b': 'TINYINT', 's': 'SMALLINT', 'i': 'INT', 'l': 'BIGINT', 'f': 'FLOAT',"
            + " 'd': 'DOUBLE', 'is, true': 'BOOLEAN', 'dec \"1\"': 'DECIMAL(10,2)', 'big': 'DECIMAL(38,0)',"
            + " 'txt': 'VARCHAR', 'dt': 'DATE', 'ts': 'TIMESTAMPTZ', 'ntz': 'TIMESTAMP', 'arr': 'INT[]',"
            + " 'map': 'MAP(VARCHAR, DOUBLE)', 'st': 'STRUCT(\"x y\" VARCHAR[], n STRUCT(d BIGINT))'}";

    private List<String> original() {
        return deep(ALL);
    }

    private List<String> deep(String sql) {
        return rows(sql).stream().map(Arrays::deepToString).toList();
    }

    @Test
    void theEngineReadsItsJsonBack() throws Exception {
        Path json = Files.write(folder.resolve("a.json"), bytes(Format.JSON, ALL));
        Path ndjson = Files.write(folder.resolve("a.ndjson"), bytes(Format.NDJSON, ALL));

        assertThat(deep("FROM read_json('" + json + "', columns = " + COLUMNS + ")"))
                .isEqualTo(original());
        assertThat(deep("FROM read_ndjson('" + ndjson + "', columns = " + COLUMNS + ")"))
                .isEqualTo(original());
    }

    @Test
    void theEngineReadsItsCsvBack() throws Exception {
        Path csv = Files.write(folder.resolve("a.csv"), bytes(Format.CSV, ALL));
        String flat = COLUMNS.replace("'INT[]'", "'VARCHAR'")
                .replaceAll("'MAP[^']*'", "'VARCHAR'")
                .replaceAll("'STRUCT[^']*'", "'VARCHAR'");
        String types = "arr::JSON::INT[] AS arr, map::JSON::MAP(VARCHAR, DOUBLE) AS map,"
                + " st::JSON::STRUCT(\"x y\" VARCHAR[], n STRUCT(d BIGINT)) AS st";

        assertThat(deep("SELECT * REPLACE (" + types + ") FROM read_csv('" + csv
                        + "', header = true, auto_detect = false,"
                        + " allow_quoted_nulls = false, quote = '\"', escape = '\"', columns = " + flat + ")"))
                .isEqualTo(original());
    }

    @Test
    void theEngineReadsItsParquetBack() throws Exception {
        Path file = Files.write(folder.resolve("a.parquet"), bytes(Format.PARQUET, ALL));

        assertThat(deep("FROM '" + file + "'")).isEqualTo(original());
        assertThat(session.describe("FROM '" + file + "'")).isEqualTo(session.describe(ALL));
    }

    @Test
    void binaryReadsBackFromBase64() throws Exception {
        Path csv = Files.write(
                folder.resolve("b.csv"),
                bytes(Format.CSV, "SELECT i, encode(repeat('ä', i::int)) AS b FROM range(9) t(i)"));

        assertThat(rows("SELECT bool_and(from_base64(coalesce(b, '')) = encode(repeat('ä', i::int))) FROM '" + csv
                        + "'"))
                .containsExactly(new Object[] {true});
    }

    @Test
    void keepsTheRowsOfASingleColumn() throws Exception {
        String sql = "SELECT * FROM (VALUES (1), (NULL), (3)) t(n)";

        assertThat(text(Format.CSV, sql)).isEqualTo("n\n1\n\"\"\n3\n");
    }

    @Test
    void namesColumnsOfOneNameApart() throws Exception {
        assertThat(text(Format.JSON, "SELECT 1 AS a, 2 AS A, 3 AS a")).isEqualTo("[{\"a\":1,\"A_1\":2,\"a_2\":3}]\n");
    }

    @Test
    void variantsStayValidJsonOnOneLine() throws Exception {
        assertThat(
                        text(
                                Format.NDJSON,
                                "SELECT {'n': 'nan'::DOUBLE, 'big': 9007199254740993, 'd': 0.30000000000000004::DOUBLE,"
                                        + " 's': 'a' || chr(10) || '\"', 'l': [{'x': NULL}, {'x': true}], 'e': []}::VARIANT AS v"))
                .isEqualTo("{\"v\":{\"big\":\"9007199254740993\",\"d\":0.30000000000000004,\"e\":[],"
                        + "\"l\":[{\"x\":null},{\"x\":true}],\"n\":\"NaN\",\"s\":\"a\\n\\\"\"}}\n");
    }
}
