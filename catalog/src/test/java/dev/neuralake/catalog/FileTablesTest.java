package dev.neuralake.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.neuralake.columnar.Result;
import dev.neuralake.columnar.Session;
import dev.neuralake.columnar.format.Format;
import dev.neuralake.settings.Settings;
import dev.neuralake.types.Sql;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTablesTest {

    @TempDir
    Path folder;

    private Catalog lake = Catalog.builder().settings(Settings.of(Map.of())).build();

    /** What a file should hold. */
    public record Trip(long id, String city, LocalDate day, Optional<Double> distance) {}

    private void open(TableDefinition definition) {
        lake.close();
        lake = Catalog.builder()
                .settings(Settings.of(Map.of()))
                .register("t", definition)
                .build();
    }

    @AfterEach
    void close() {
        lake.close();
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private Path parquet(String name, String select) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        try (Session session = lake.engine().session()) {
            session.execute("COPY (" + select + ") TO " + Sql.text(file.toString()) + " (FORMAT parquet)");
        }
        return file;
    }

    @Test
    void csvTypesAreSniffed() throws IOException {
        open(CsvTable.of(write("a.csv", "id,city,day,at,ok\n1,Bern,2026-01-31,2026-01-31T10:00:00Z,true\n2,,,,\n")));

        assertThat(lake.entry("t").schema()).hasToString("(id long, city string, day date, at timestamp, ok boolean)");
        assertThat(Reading.rows(lake, "t"))
                .containsExactly("[1, Bern, 2026-01-31, 2026-01-31T10:00:00Z, true]", "[2, null, null, null, null]");
    }

    @Test
    void csvTypesAreDeclaredByARecordAndMatchedByName() throws IOException {
        open(CsvTable.of(write("a.csv", "distance,extra,ID,day,city\n1.5,x,7,2026-01-31,Bern\n,y,8,2026-02-01,Thun\n"))
                .as(Trip.class));

        assertThat(lake.entry("t").schema())
                .hasToString("(id long not null, city string not null, day date not null, distance double)");
        assertThat(Reading.rows(lake, "t"))
                .containsExactly("[7, Bern, 2026-01-31, 1.5]", "[8, Thun, 2026-02-01, null]");
    }

    @Test
    void csvDialectIsFollowed() throws IOException {
        open(CsvTable.of(write("a.csv", "1|'a|b'|NA\n2|'it''s'|3\n"))
                .header(false)
                .delimiter('|')
                .quote('\'')
                .nullText("NA"));

        assertThat(lake.entry("t").schema()).hasToString("(column0 long, column1 string, column2 long)");
        assertThat(Reading.rows(lake, "t")).containsExactly("[1, a|b, null]", "[2, it's, 3]");
    }

    @Test
    void csvDelimiterIsFoundAndGzipAndByteOrderMarkAreRead() throws IOException {
        Path file = folder.resolve("a.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("\uFEFFid;größe\n1;1,5\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        open(CsvTable.of(file));

        assertThat(lake.entry("t").schema().names()).containsExactly("id", "größe");
        assertThat(Reading.rows(lake, "t")).containsExactly("[1, 1,5]");
    }

    @Test
    void csvHeaderWithEmptyAndEqualNamesIsMadeUnique() throws IOException {
        open(CsvTable.of(write("a.csv", "id,,id\n1,2,3\n")));

        assertThat(lake.entry("t").schema().names()).containsExactly("id", "column1", "id_1");
    }

    @Test
    void raggedLineIsNamedWhenTypesAreSniffed() throws IOException {
        Path file = write("a.csv", "id,city\n1,Bern\n2\n3,Thun\n");
        open(CsvTable.of(file));

        assertThatThrownBy(() -> lake.entry("t").schema())
                .hasMessage("Cannot read table main.t: file " + file + ": line 3 has 1 field, not 2");
        assertThatThrownBy(() -> Reading.rows(lake, "t"))
                .hasMessage("Cannot read table main.t: file " + file + ": line 3 has 1 field, not 2");
    }

    @Test
    void raggedLineIsNamedWhenTypesAreDeclared() throws IOException {
        Path file = write("a.csv", "id,city,day,distance\n1,Bern,2026-01-31,1\n2,Thun,2026-01-31,1,extra\n");
        open(CsvTable.of(file).as(Trip.class));

        assertThatThrownBy(() -> Reading.rows(lake, "t"))
                .hasMessage("Cannot read table main.t: file " + file + ": line 3 has 5 fields, not 4");
    }

    @Test
    void valueOfAnotherTypeIsNamed() throws IOException {
        Path file = write("a.csv", "id,city,day,distance\n1,Bern,2026-01-31,1\nzwei,Thun,2026-01-31,2\n");
        open(CsvTable.of(file).as(Trip.class));

        assertThatThrownBy(() -> Reading.rows(lake, "t"))
                .hasMessage("Cannot read table main.t: file " + file
                        + ": line 3 has 'zwei' in column 'id', which is no BIGINT");
    }

    @Test
    void declaredColumnThatTheCsvLacksIsNamed() throws IOException {
        Path file = write("a.csv", "id,town,day,distance\n");
        open(CsvTable.of(file).as(Trip.class));

        assertThatThrownBy(() -> lake.entry("t").schema())
                .hasMessage("Cannot read table main.t: file " + file
                        + " has no column 'city'; the columns are id, town, day, distance");
    }

    @Test
    void csvFilesOfDifferentColumnsAreRefused() throws IOException {
        Path one = write("csv/a.csv", "id,city\n1,Bern\n");
        Path two = write("csv/b.csv", "city,id\nThun,2\n");
        open(CsvTable.of(folder.resolve("csv")));

        assertThatThrownBy(() -> lake.entry("t").schema())
                .hasMessage("Cannot read table main.t: file " + two + " has the columns city, id, but file " + one
                        + " has id, city (make a table of each)");
    }

    @Test
    void emptyCsvIsNamed() throws IOException {
        Path file = write("a.csv", "");
        open(CsvTable.of(file));

        assertThatThrownBy(() -> lake.entry("t").schema())
                .hasMessage("Cannot read table main.t: file " + file
                        + " is empty: there is no line that tells its columns");
    }

    @Test
    void csvOfAHeaderAloneHasNoRows() throws IOException {
        open(CsvTable.of(write("a.csv", "id,city\n")));

        assertThat(lake.entry("t").schema().names()).containsExactly("id", "city");
        assertThat(Reading.rows(lake, "t")).isEmpty();
    }

    @Test
    void parquetFilesAreUnitedByName() throws IOException {
        parquet("p/a.parquet", "SELECT 1::BIGINT AS id, 'x' AS a");
        parquet("p/sub/b.parquet", "SELECT 'y' AS b, 2::BIGINT AS id");
        write("p/_SUCCESS", "");
        write("p/.hidden.parquet", "nothing");
        open(ParquetTable.of(folder.resolve("p")));

        assertThat(lake.entry("t").schema()).hasToString("(id long, a string, b string)");
        assertThat(Reading.rows(lake, "t")).containsExactlyInAnyOrder("[1, x, null]", "[2, null, y]");
    }

    @Test
    void foldersOfPartitionsAreColumns() throws IOException {
        parquet("p/year=2025/city=Bern/a.parquet", "SELECT 1 AS id");
        parquet("p/year=2026/city=Sankt%20Gallen/a.parquet", "SELECT 2 AS id");
        open(ParquetTable.of(folder.resolve("p") + "/*/*/*.parquet"));

        assertThat(lake.entry("t").schema()).hasToString("(id int, city string, year long)");
        assertThat(lake.entry("t").partitionColumns()).containsExactly("year", "city");
        assertThat(Reading.rows(lake, "t")).containsExactlyInAnyOrder("[1, Bern, 2025]", "[2, Sankt Gallen, 2026]");
    }

    /** A part with its year in the folder's name. */
    public record Part(short year, long id, Optional<String> label) {}

    @Test
    void declaredParquetColumnsAreWidenedOrNullAndNoOthersRead() throws IOException {
        parquet("p/year=2025/a.parquet", "SELECT 1::INTEGER AS id, 'x' AS other");
        open(ParquetTable.of(folder.resolve("p")).as(Part.class));

        assertThat(lake.entry("t").schema()).hasToString("(year short not null, id long not null, label string)");
        assertThat(Reading.rows(lake, "t")).containsExactly("[2025, 1, null]");
    }

    @Test
    void columnOfAnotherTypeIsNamed() throws IOException {
        Path file = parquet("a.parquet", "SELECT 2025::SMALLINT AS year, 'one' AS id");
        open(ParquetTable.of(file).as(Part.class));

        assertThatThrownBy(() -> lake.entry("t").schema())
                .hasMessage("Cannot read table main.t: column 'id' of " + file
                        + " as long: it is of type string (declare that type)");
    }

    @Test
    void declaredColumnThatParquetLacksIsNamed() throws IOException {
        Path file = parquet("a.parquet", "SELECT 2025::SMALLINT AS year, 1 AS idd");
        open(ParquetTable.of(file).as(Part.class));

        assertThatThrownBy(() -> lake.entry("t").schema())
                .hasMessage("Cannot read table main.t: column 'id' of " + file
                        + ": it is not there; did you mean idd? (declare it nullable if it may be missing)");
    }

    @Test
    void fileThatIsNoParquetIsNamed() throws IOException {
        Path file = write("a.parquet", "this is text");
        open(ParquetTable.of(file));

        assertThatThrownBy(() -> lake.entry("t").schema())
                .hasMessage("Cannot read table main.t: file " + file + ": it is no Parquet file");
    }

    @Test
    void missingFileIsNamedAndFoundOnceItIsThere() throws IOException {
        Path file = folder.resolve("later.csv");
        open(CsvTable.of(file));

        assertThatThrownBy(() -> lake.entry("t").relation())
                .isInstanceOf(TableException.class)
                .hasMessage("Cannot read table main.t: " + file + ": there is no such file or folder");
        assertThat(lake.entry("t").changed()).isEmpty();

        write("later.csv", "id\n1\n");
        assertThat(Reading.rows(lake, "t")).containsExactly("[1]");
    }

    @Test
    void folderWithoutFilesOfTheKindAndGlobWithoutMatchAreNamed() throws IOException {
        write("d/readme.txt", "");
        open(NdjsonTable.of(folder.resolve("d")));
        assertThatThrownBy(() -> lake.entry("t").schema())
                .hasMessage("Cannot read table main.t: folder " + folder.resolve("d")
                        + ": it holds no file that ends in .json, .json.gz, .jsonl, .jsonl.gz, .ndjson, .ndjson.gz");

        open(CsvTable.of(folder + "/*.csv"));
        assertThatThrownBy(() -> lake.entry("t").schema())
                .hasMessage("Cannot read table main.t: " + folder + "/*.csv: no file matches");
    }

    @Test
    void newFilesAreFoundAndTheirTypesToo() throws IOException {
        write("d/a.ndjson", "{\"id\": 1}\n");
        open(NdjsonTable.of(folder.resolve("d")));
        assertThat(lake.entry("t").schema()).hasToString("(id long)");

        write("d/b.ndjson", "{\"id\": 2.5, \"tags\": [\"x\"]}\n");
        assertThat(lake.entry("t").schema()).hasToString("(id double, tags array<string>)");
        assertThat(Reading.rows(lake, "t")).containsExactlyInAnyOrder("[1.0, null]", "[2.5, [x]]");
    }

    @Test
    void jsonArrayIsReadAndDeclaredKeysThatAreMissingAreNull() throws IOException {
        open(NdjsonTable.of(write(
                        "a.json", "[{\"id\": 1, \"year\": 2026},\n {\"year\": 2027, \"id\": 2, \"label\": \"b\"}]"))
                .as(Part.class));

        assertThat(Reading.rows(lake, "t")).containsExactly("[2026, 1, null]", "[2027, 2, b]");
    }

    @Test
    void malformedJsonIsNamedWithItsLine() throws IOException {
        Path file = write("a.ndjson", "{\"id\": 1}\n{\"id\": 2\n");
        open(NdjsonTable.of(file));

        assertThatThrownBy(() -> lake.entry("t").schema())
                .hasMessageStartingWith("Cannot read table main.t: file " + file + ": ")
                .hasMessageContaining("Malformed JSON");
    }

    @Test
    void wildcardsInNamesOfFilesAreTakenLiterally() throws IOException {
        write("x/a[1].csv", "id\n1\n");
        write("x/a1.csv", "id\n2\n");
        write("x/it's.csv", "id\n3\n");
        open(CsvTable.of(folder.resolve("x/a[1].csv")));
        assertThat(Reading.rows(lake, "t")).containsExactly("[1]");

        open(CsvTable.of(folder.resolve("x")));
        assertThat(Reading.rows(lake, "t")).containsExactlyInAnyOrder("[1]", "[2]", "[3]");
    }

    @Test
    void doubleStarStandsForAnyFoldersAndNone() throws IOException {
        write("x/a.csv", "id\n1\n");
        write("x/y/z/b.csv", "id\n2\n");
        write("x/y/c.txt", "id\n3\n");
        open(CsvTable.of(folder + "/x/**/*.csv"));

        assertThat(Reading.rows(lake, "t")).containsExactlyInAnyOrder("[1]", "[2]");
    }

    @Test
    void changedIsTheNewestFile() throws IOException {
        Path one = write("x/a.csv", "id\n1\n");
        Path two = write("x/b.csv", "id\n2\n");
        Files.setLastModifiedTime(one, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
        Files.setLastModifiedTime(two, FileTime.from(Instant.parse("2026-02-01T00:00:00Z")));
        open(CsvTable.of(folder.resolve("x")));

        assertThat(lake.entry("t").changed()).contains(Instant.parse("2026-02-01T00:00:00Z"));
        assertThat(lake.entry("t").created()).isPresent();
    }

    private Path arrow(String name, String select) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        try (Session session = lake.engine().session();
                Result result = session.query(select);
                OutputStream out = Files.newOutputStream(file)) {
            Format.ARROW.write(result, out);
        }
        return file;
    }

    @Test
    void arrowFilesTellTheirColumns() throws IOException {
        arrow("data/a.arrows", "SELECT 1::BIGINT AS id, 'Bern' AS city, ['x', NULL] AS tags");
        arrow("data/b.arrows", "SELECT 2::BIGINT AS id, NULL::VARCHAR AS city, []::VARCHAR[] AS tags");
        open(ArrowTable.of(folder.resolve("data")));

        assertThat(lake.entry("t").schema()).hasToString("(id long, city string, tags array<string>)");
        assertThat(Reading.rows(lake, "t")).containsExactly("[1, Bern, [x, null]]", "[2, null, []]");
        assertThat(Reading.rows(lake, "t")).hasSize(2);
    }

    @Test
    void arrowTypesAreWidenedAndMissingColumnsAreNull() throws IOException {
        Path file = arrow("a.arrow", "SELECT DATE '2026-01-31' AS day, 7::INT AS id, 'Bern' AS city, 1 AS further");
        open(ArrowTable.of(file).as(Trip.class));

        assertThat(lake.entry("t").schema())
                .hasToString("(id long not null, city string not null, day date not null, distance double)");
        assertThat(Reading.rows(lake, "t")).containsExactly("[7, Bern, 2026-01-31, null]");

        open(ArrowTable.of(arrow("b.arrow", "SELECT 'x' AS id, 'Bern' AS city, DATE '2026-01-31' AS day"))
                .as(Trip.class));
        assertThatThrownBy(() -> lake.entry("t").schema())
                .hasMessageContaining("column 'id' of " + folder.resolve("b.arrow")
                        + " as long: it is of type string (declare that type)");
    }

    @Test
    void anArrowFileThatIsNotOneIsNamed() throws IOException {
        Path file = write("a.arrow", "id,city\n1,Bern\n");
        open(ArrowTable.of(file));

        assertThatThrownBy(() -> lake.entry("t").schema())
                .hasMessageStartingWith("Cannot read table main.t: " + file + ": it is not Arrow IPC data");
    }
}
