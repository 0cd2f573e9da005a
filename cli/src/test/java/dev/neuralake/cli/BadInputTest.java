package dev.neuralake.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.neuralake.settings.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What goes wrong outside: each has one clear error, and changes nothing. */
class BadInputTest {
    @TempDir
    Path folder;

    private String write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }

    private static TestConsole run(int code, String... args) {
        TestConsole console = TestConsole.create();
        assertThat(console.run(args)).as(console.err()).isEqualTo(code);
        return console;
    }

    /** The error of a query that reads {@code t}, with another table beside it that must still answer. */
    private String errorOf(String path) throws IOException {
        String good = "good=" + write("good.csv", "a\n1\n");
        TestConsole console = run(1, "query", "select * from t", "-f", "csv", "-t", "t=" + path, "-t", good);
        assertThat(console.out()).doesNotContain("\n1");
        assertThat(run(0, "query", "select a from good", "-f", "csv", "-t", "t=" + path, "-t", good)
                        .out())
                .isEqualTo("a\n1\n");
        TestConsole tables = run(0, "tables", "-t", "t=" + path, "-t", good);
        assertThat(tables.out()).contains("good");
        return console.err();
    }

    @Test
    void raggedLineOfACsvFile() throws IOException {
        String file = write("ragged.csv", "a,b\n1,2\n3,4,5\n6,7\n");
        assertThat(errorOf(file))
                .startsWith("neuralake: Cannot read table main.t: ")
                .contains("ragged.csv", "line 3")
                .hasLineCount(1);
    }

    @Test
    void parquetFileThatIsNotOne() throws IOException {
        assertThat(errorOf(write("fake.parquet", "PAR1 this is a text")))
                .startsWith("neuralake: Cannot read table main.t: ")
                .contains("fake.parquet")
                .hasLineCount(1);
    }

    @Test
    void fileThatIsNotThere() throws IOException {
        assertThat(errorOf(folder.resolve("none.csv").toString()))
                .startsWith("neuralake: Cannot read table main.t: ")
                .contains("none.csv")
                .hasLineCount(1);
    }

    @Test
    void endingThatTellsNothing() throws IOException {
        assertThat(errorOf(write("data.xyz", "?"))).contains("its ending tells no kind of file (use .parquet, .csv");
    }

    @Test
    void columnOfAnotherType() throws IOException {
        String csv = write("cities.csv", "name,population\nBonn,many\n");
        String code = write("Typed.java", """
                import dev.neuralake.catalog.*;

                /** Cities. */
                @Database("typed")
                public class Typed {
                  public record City(String name, long population) {}

                  /** Cities of a file. */
                  @Table
                  static final CsvTable CITIES = CsvTable.of("%s").as(City.class);

                  /** One city. */
                  @Table
                  static Rows<City> computed() { return Rows.of(new City("Bonn", 335_789)); }
                }
                """.formatted(csv));
        assertThat(run(1, "query", "select * from cities", "-c", code).err())
                .startsWith("neuralake: Cannot read table typed.cities: ")
                .contains("population", "many")
                .hasLineCount(1);
        assertThat(run(0, "query", "select * from computed", "-c", code, "-f", "csv")
                        .out())
                .isEqualTo("name,population\nBonn,335789\n");
        assertThat(run(1, "query", "select population || 1 + name from computed", "-c", code)
                        .err())
                .startsWith("neuralake: Cannot run the query: ")
                .endsWith("^\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "COPY t TO '%s/out.csv'",
                "COPY (SELECT 1) TO '%s/out.csv'",
                "ATTACH '%s/out.db'",
                "CREATE TABLE x (a INT)",
                "CREATE VIEW x AS SELECT 1",
                "PRAGMA database_list",
                "SET threads = 1",
                "INSERT INTO t VALUES (1)",
                "DELETE FROM t",
                "DROP TABLE t",
                "INSTALL httpfs",
                "SELECT 1; SELECT 2",
                "SELECT 1; COPY t TO '%s/out.csv'",
                "SELECT * FROM read_csv('%s/good.csv')",
                "SELECT * FROM '%s/good.csv'",
            })
    void sqlThatWritesOrReadsPastTheCatalog(String sql) throws IOException {
        String good = "t=" + write("good.csv", "a\n1\n");
        TestConsole console = run(1, "query", sql.formatted(folder), "-t", good);
        assertThat(console.err()).startsWith("neuralake: Cannot ").contains("(");
        assertThat(console.out()).isEmpty();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void tableNamesWithQuotesAndOtherLettersWorkWhenQuoted() throws IOException {
        String file = write("good.csv", "a\n1\n");
        for (String name : new String[] {"größe", "with blank", "say \"hi\"", "it's", "数据", "a-b"}) {
            String quoted = "\"" + name.replace("\"", "\"\"") + "\"";
            assertThat(run(0, "query", "select a from " + quoted, "-f", "csv", "-t", name + "=" + file)
                            .out())
                    .as(name)
                    .isEqualTo("a\n1\n");
            assertThat(run(0, "describe", name, "-t", name + "=" + file).out()).contains(name);
        }
    }

    @Test
    void deltaLogWhoseLastCommitIsTorn() throws IOException {
        Path table = folder.resolve("torn");
        run(0, "generate", "users", "-n", "10", "--to", table.toString());
        Path last = table.resolve("_delta_log/00000000000000000001.json");
        String whole = Files.readString(last);
        Files.writeString(last, whole.substring(0, whole.length() - 40));

        assertThat(errorOf(table.toString()))
                .startsWith("neuralake: Cannot read table main.t: ")
                .contains("00000000000000000001.json")
                .hasLineCount(1);
        assertThat(run(1, "generate", "users", "-n", "10", "--to", table.toString())
                        .err())
                .contains("00000000000000000001.json");
        assertThat(table.resolve("_delta_log")).isDirectoryNotContaining("glob:**2.json");
    }

    /** Making a small disk takes rights that not everybody has; without them there is nothing to see here. */
    @Test
    void diskThatIsFull() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        assumeThat(succeeds("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk.toString()))
                .isTrue();
        try {
            String lake = "neuralake.lake=" + disk.resolve("lake");
            run(0, "generate", "transactions", "-n", "100", "--set", lake);
            assertThat(run(1, "generate", "transactions", "-n", "200k", "--set", lake)
                            .err())
                    .startsWith("neuralake: Cannot write to table demo.transactions: ")
                    .endsWith("No space left on device\n")
                    .hasLineCount(1);
            assertThat(run(0, "query", "select count(*) as n from transactions", "-f", "csv", "--set", lake)
                            .out())
                    .isEqualTo("n\n100\n");

            Path csv = disk.resolve("users.csv");
            assertThat(run(1, "generate", "users", "-n", "200k", "--to", csv.toString())
                            .err())
                    .startsWith("neuralake: Cannot write csv file " + csv + ": ")
                    .endsWith("No space left on device\n")
                    .hasLineCount(1);
            assertThat(disk).isDirectoryNotContaining("glob:**users.csv*");
        } finally {
            succeeds("umount", disk.toString());
        }
    }

    private static boolean succeeds(String... command) throws Exception {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException noSuchCommand) {
            return false;
        }
    }

    @Test
    void portInUse() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int port = taken.getLocalPort();
            String good = "t=" + write("good.csv", "a\n1\n");
            TestConsole console = run(1, "serve", "--port", "" + port, "-t", good);
            assertThat(console.err())
                    .isEqualTo("neuralake: Cannot listen on 127.0.0.1:" + port + ": Address already in use (choose"
                            + " another with --port or neuralake.port; 0 takes a free one)\n");
            assertThat(console.out()).isEmpty();
        }
    }

    @Test
    void catalogThatDoesNotCompile() throws IOException {
        String code = write("Broken.java", """
                import dev.neuralake.catalog.*;

                /** Broken. */
                @Database("broken")
                public class Broken {
                  /** Rows. */
                  @Table
                  static Rows<Row> rows() { return Rows.off(); }

                  public record Row(long a) {}
                }
                """);
        TestConsole console = run(1, "tables", "--catalog", code);
        assertThat(console.err())
                .contains("Broken.java:8: error: cannot find symbol", "return Rows.off();", "^", "1 error");
        assertThat(console.out()).isEmpty();
    }

    @Test
    void recordFieldWithoutColumnType() throws IOException {
        String code = write("Odd.java", """
                import dev.neuralake.catalog.*;

                /** Odd. */
                @Database("odd")
                public class Odd {
                  /** Rows. */
                  @Table
                  static Rows<Row> rows() { return Rows.of(); }

                  public record Row(long a, Thread worker) {}
                }
                """);
        assertThat(run(1, "tables", "--catalog", code).err()).contains("Odd.java:10: error: ", "worker", "Thread");
    }

    @Test
    void aServerWithABrokenTableServesTheOthers() throws Exception {
        CatalogOptions tables = CommandLine.populateCommand(
                new CatalogOptions(),
                "--table",
                "good=" + write("good.csv", "a\n1\n"),
                "--table",
                "bad=" + write("bad.parquet", "no"));
        TestConsole console = TestConsole.create();
        Settings settings = Settings.load(Map.of("neuralake.port", "0"));
        try (LiveServer server = LiveServer.start(tables, settings, console.console());
                HttpClient client = HttpClient.newHttpClient()) {
            assertThat(console.err()).startsWith("neuralake: Cannot read table main.bad: ");
            assertThat(get(client, server, "/api/tables/good").body()).isEqualTo("[{\"a\":1}]\n");
            HttpResponse<String> bad = get(client, server, "/api/tables/bad");
            assertThat(bad.statusCode()).isEqualTo(500);
            assertThat(new ObjectMapper().readTree(bad.body()).at("/error/code").asText())
                    .isEqualTo("table_unreadable");
            assertThat(get(client, server, "/tables/main/good.html").statusCode())
                    .isIn(200, 404);
            assertThat(get(client, server, "/").body()).contains("good", "bad");
        }
    }

    private static HttpResponse<String> get(HttpClient client, LiveServer server, String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(server.address() + path)).build(), BodyHandlers.ofString());
    }
}
