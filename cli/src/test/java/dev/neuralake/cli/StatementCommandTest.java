package dev.neuralake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands that are one statement: each is typed as people type it, and looked at by what is in the table then. */
final class StatementCommandTest {
    @TempDir
    private Path folder;

    private String trips = "";
    private String first = "";
    private String second = "";

    @BeforeEach
    void files() throws IOException {
        trips = folder.resolve("trips").toString();
        first = write("first.csv", "id,name,day\n1,ada,2026-01-01\n2,bob,2026-01-02\n");
        second = write("second.csv", "id,name,day\n2,BOB,2026-01-02\n3,cy,2026-01-03\n");
    }

    private String write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }

    private static String run(String... args) {
        TestConsole console = TestConsole.create();
        assertThat(console.run(args)).as(console.err()).isZero();
        return console.out();
    }

    private static String error(int code, String... args) {
        TestConsole console = TestConsole.create();
        assertThat(console.run(args)).as(console.out() + console.err()).isEqualTo(code);
        assertThat(console.out()).isEmpty();
        return console.err();
    }

    private String rows(String table) {
        return run("query", "select id || name from t order by all", "-f", "csv", "-t", "t=" + table)
                .replaceFirst(".*\n", "")
                .replace('\n', ' ')
                .strip();
    }

    @Test
    void rowsOfFilesAndQueriesAreCreatedAppendedMergedAndOverwritten() {
        assertThat(run("create", trips, first, "--partitioned-by", "day", "--comment", "it's all"))
                .startsWith("version 0, ");
        assertThat(run("append", trips, second)).startsWith("version 1, ").contains("numOutputRows 2");
        assertThat(rows(trips)).isEqualTo("1ada 2BOB 2bob 3cy");
        run("overwrite", trips, first);
        run("merge", trips, second, "--on", "id,day");
        assertThat(rows(trips)).isEqualTo("1ada 2BOB 3cy");
        run("append", trips, "--query", "with q as (select 4 as id, 'dee' as name) select * from q -- no day");
        assertThat(rows(trips)).isEqualTo("1ada 2BOB 3cy 4dee");
        run("overwrite", trips, "--query", "select 5 as id, 'eve' as name, date '2026-01-03' as day", "--partitions");
        assertThat(rows(trips)).isEqualTo("1ada 2BOB 4dee 5eve");
        run("overwrite", trips, second, "--where", "day >= DATE '2026-01-02'");
        assertThat(rows(trips)).isEqualTo("1ada 2BOB 3cy 4dee");
        run("overwrite", trips, "--using", "id", "-q", "select 1 as id, 'eva' as name");
        assertThat(rows(trips)).isEqualTo("1eva 2BOB 3cy 4dee");
        run("append", trips, "--merge-schema", "-q", "select 9 as id, true as late");
        assertThat(run("describe", trips, "-f", "csv")).contains("late,boolean");
    }

    @Test
    void rowsAreUpdatedAndDeletedAndTheFeedTells() {
        run("create", trips, first, "--property", "delta.enableChangeDataFeed=true");
        run("update", trips, "--assign", "name = upper(name)", "--assign", "id = id + 10", "--where", "id = 1");
        run("delete", trips, "--where", "name = 'bob' -- and nothing else");
        assertThat(rows(trips)).isEqualTo("11ADA");
        assertThat(run("changes", trips, "--from", "1", "-f", "csv").lines().map(line -> line.split(",20")[0]))
                .containsExactly(
                        "id,name,day,_change_type,_commit_version,_commit_timestamp", "1,ada", "11,ADA", "2,bob");
        assertThat(run("changes", trips, "--from", "2000-01-01T00:00:00Z", "--to", "2100-01-01T00:00:00Z", "-n", "2"))
                .contains("insert", "_commit_version")
                .endsWith("5 rows (2 shown)\n");
        run("delete", trips, "--all");
        assertThat(rows(trips)).isEmpty();
    }

    @Test
    void aTableIsTidiedRestoredClonedAndDescribed() {
        run("create", trips, first);
        run("append", trips, second);
        assertThat(run("optimize", trips, "--zorder-by", "id,name")).contains("numRemovedFiles 2", "numAddedFiles 1");
        assertThat(run("optimize", trips)).isEqualTo("version 2, nothing to do\n");
        assertThat(run("vacuum", trips, "--dry-run", "-f", "csv")).isEqualTo("path\n");
        assertThat(run("vacuum", trips, "--lite", "--retain", "200h", "-f", "ndjson"))
                .startsWith("{\"table\":\"main.trips\",\"version\":2,\"metrics\":{\"numDeletedFiles\":0,");
        run("restore", trips, "--to", "0");
        assertThat(rows(trips)).isEqualTo("1ada 2bob");
        String copy = folder.resolve("copy").toString();
        assertThat(run("clone", trips, copy, "--at", "1", "-f", "csv")).contains("main.copy,0,");
        assertThat(rows(copy)).isEqualTo("1ada 2BOB 2bob 3cy");
        assertThat(run("alter", trips, "SET TBLPROPERTIES ('delta.enableDeletionVectors' = 'true')"))
                .startsWith("version 4");
        assertThat(run("reorg", trips)).startsWith("version 4");
        assertThat(run("manifest", trips, "-f", "csv")).isEqualTo("path\n_symlink_format_manifest/manifest\n");
        assertThat(run("detail", trips)).contains("numFiles ", "deletionVectors");
        assertThat(run("detail", trips, "-f", "ndjson")).startsWith("{\"format\":\"delta\",");
        assertThat(run("history", trips)).contains("RESTORE", "OPTIMIZE", "SET TBLPROPERTIES");
    }

    @Test
    void aQueryIsExplainedWithTheFilesThatItReads() {
        run("create", trips, first, "--partitioned-by", "day");
        run("append", trips, second);
        String query = "select name from t where day = $day";
        String[] line = {"query", query, "--explain", "-t", "t=" + trips, "-p", "day=2026-01-03", "-f", "table"};
        assertThat(run(line)).startsWith("""
                table   version  files read
                main.t  1        1 of 4

                """).contains("Read Parquet");
        line[line.length - 1] = "csv";
        assertThat(run(line)).isEqualTo("table,version,files,files_read\nmain.t,1,4,1\n");
        assertThat(error(1, "query", "select nam from t", "--explain", "-t", "t=" + trips))
                .contains("\"nam\" not found", "(line 1, column 8)");
    }

    @Test
    void aFolderOfParquetBecomesATable() {
        for (String year : new String[] {"2025", "2026"}) {
            Path part = folder.resolve("old/year=" + year);
            assertThat(part.toFile().mkdirs()).isTrue();
            byte[] parquet = parquet("select 1 as id, 'n" + year + "' as name");
            writeBytes(part.resolve("a.parquet"), parquet);
        }
        String old = folder.resolve("old").toString();
        assertThat(run("convert", old, "--partitioned-by", "year INT")).startsWith("version 0, numConvertedFiles 2");
        assertThat(rows(old)).isEqualTo("1n2025 1n2026");
        assertThat(run("detail", old, "-f", "ndjson")).contains("\"partitionColumns\":[\"year\"]");
    }

    private static byte[] parquet(String sql) {
        TestConsole console = TestConsole.create();
        assertThat(console.run("query", sql, "-f", "parquet")).as(console.err()).isZero();
        return console.outBytes().toByteArray();
    }

    private static void writeBytes(Path file, byte[] bytes) {
        try {
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void tablesOfACatalogAreNamedAndAdHocTablesToo() {
        String table = "main.t=" + folder.resolve("t");
        run("create", "t", "-t", table, "--columns", "id BIGINT, name STRING");
        run("append", "main.t", "-t", table, "-q", "values (1, 'x') as v(id, name)");
        assertThat(run("optimize", "t", "-t", table, "-f", "json")).startsWith("[{\"table\":\"main.t\",\"version\":1,");
        assertThat(error(1, "optimize", "tt", "-t", table)).contains("Cannot find table 'tt'", "did you mean t?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "optimize NONE                      | 1 | Cannot read table main.none: NONE: there is no such file or folder",
                "optimize CSV                       | 1 | Cannot write table main.first: it is a csv table, and only Delta tables",
                "history NONE                       | 1 | Cannot read table main.none: NONE: there is no such file or folder",
                "optimize TRIPS --where id>1        | 1 | Cannot optimize table main.trips",
                "optimize TRIPS --where id;drop     | 1 | Cannot run two statements",
                "optimize TRIPS --zorder-by nope    | 1 | it has no column 'nope'",
                "vacuum TRIPS --retain 1h           | 1 | set the property delta.deletedFileRetentionDuration",
                "vacuum TRIPS --retain soon         | 2 | 'soon' is not a duration such as 30s",
                "restore TRIPS --to 99              | 1 | Cannot read version 99 of table main.trips: the latest version is 0",
                "restore TRIPS --to 1999-01-01      | 1 | main.trips",
                "restore TRIPS --to yesterday       | 2 | 'yesterday' is neither a version, as 12, nor a time",
                "restore TRIPS                      | 2 | Missing required option: '--to=VERSION'",
                "changes TRIPS --from 0 --to 7      | 1 | the latest version is 0",
                "changes TRIPS --from 2 --to 1      | 1 | the first lies behind the last",
                "changes CSV --from 0               | 1 | main.first",
                "delete TRIPS                       | 2 | Missing required argument (specify one of these): (--where=CONDITION",
                "delete TRIPS --where nope=1        | 1 | nope",
                "update TRIPS --assign id --all     | 1 | expected '='",
                "append TRIPS                       | 2 | Give one of FILE, --query (try 'neuralake append --help')",
                "append TRIPS CSV -q x              | 2 | Give one of FILE, --query",
                "append TRIPS NONE                  | 1 | there is no such file or folder",
                "append TRIPS -q deletefromt        | 1 | deletefromt",
                "create TRIPS CSV                   | 1 | main.trips: it exists already",
                "create NONE --columns id           | 1 | expected a type",
                "convert CSV                        | 1 | only folders of Parquet files can become Delta tables",
                "clone TRIPS TRIPS                  | 1 | it exists already",
                "alter TRIPS RENAME                 | 1 | expected",
                "optimize TRIPS -f xls              | 1 | the formats are table, json",
            })
    void whatIsWrongIsNamedAndNothingIsDone(String line, int code, String message) {
        run("create", trips, first);
        String none = folder.resolve("none").toString();
        String[] args = Stream.of(line.split(" "))
                .map(word -> Map.of("NONE", none, "CSV", first, "TRIPS", trips).getOrDefault(word, word))
                .toArray(String[]::new);
        assertThat(error(code, args))
                .startsWith("neuralake: ")
                .contains(message.replace("NONE", none))
                .doesNotContain("fault of the program");
        assertThat(run("history", trips, "-f", "csv")).hasLineCount(2);
        assertThat(Path.of(none)).doesNotExist();
    }

    @Test
    void whatIsPrintedFitsATerminalOf80Columns() {
        run("create", trips, first, "--property", "delta.enableChangeDataFeed=true");
        for (String line :
                new String[] {"merge TRIPS SECOND --on id", "detail TRIPS", "changes TRIPS --from 0", "--help"}) {
            TestConsole console = TestConsole.create("", true, Map.of("COLUMNS", "80", "NO_COLOR", "1"));
            String[] args = Stream.of(line.split(" "))
                    .map(word -> Map.of("SECOND", second, "TRIPS", trips).getOrDefault(word, word))
                    .toArray(String[]::new);
            assertThat(console.run(args)).as(console.err()).isZero();
            assertThat(console.out().lines())
                    .filteredOn(shown -> !shown.contains("file://"))
                    .isNotEmpty()
                    .allMatch(shown -> shown.length() <= 80);
        }
    }
}
