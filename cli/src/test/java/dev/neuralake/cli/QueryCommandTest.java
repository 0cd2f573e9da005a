package dev.neuralake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.neuralake.columnar.Engine;
import dev.neuralake.columnar.EngineSettings;
import dev.neuralake.columnar.Session;
import dev.neuralake.types.Sql;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueryCommandTest {
    @TempDir
    Path folder;

    private String trips = "";

    @BeforeEach
    void files() throws IOException {
        Path csv =
                Files.writeString(folder.resolve("trips.csv"), "city,km,day\nBonn,12,2026-01-02\nKöln,7,2026-01-05\n");
        trips = "trips=" + csv;
    }

    private TestConsole run(int code, String... args) {
        TestConsole console = TestConsole.create();
        assertThat(console.run(args)).as(console.err()).isEqualTo(code);
        return console;
    }

    @Test
    void rowsOfAFileThatNobodyDeclared() {
        TestConsole console = run(0, "query", "select city, km from trips order by km", "--table", trips);
        assertThat(console.out()).startsWith("city  km\nKöln   7\nBonn  12\n");
        assertThat(console.err()).isEmpty();
    }

    @Test
    void everyFormatGoesToStandardOutputAlone() throws IOException {
        String sql = "select city, km from trips order by km";
        assertThat(run(0, "query", sql, "--format", "csv", "-t", trips).out()).isEqualTo("city,km\nKöln,7\nBonn,12\n");
        assertThat(run(0, "query", sql, "-f", "json", "-t", trips).out())
                .isEqualTo("[{\"city\":\"Köln\",\"km\":7},\n{\"city\":\"Bonn\",\"km\":12}]\n");
        assertThat(run(0, "query", sql, "-f", "ndjson", "-t", trips).out())
                .isEqualTo("{\"city\":\"Köln\",\"km\":7}\n{\"city\":\"Bonn\",\"km\":12}\n");

        byte[] arrow =
                run(0, "query", sql, "-f", "arrow", "-t", trips).outBytes().toByteArray();
        try (RootAllocator allocator = new RootAllocator();
                ArrowStreamReader reader = new ArrowStreamReader(new ByteArrayInputStream(arrow), allocator)) {
            assertThat(reader.loadNextBatch()).isTrue();
            assertThat(reader.getVectorSchemaRoot().getRowCount()).isEqualTo(2);
        }
        Path parquet = Files.write(
                folder.resolve("rows.parquet"),
                run(0, "query", sql, "-f", "parquet", "-t", trips).outBytes().toByteArray());
        try (Engine engine = Engine.open(EngineSettings.defaults());
                Session session = engine.session()) {
            assertThat(session.json("SELECT sum(km) FROM read_parquet(" + Sql.text(parquet.toString()) + ")"))
                    .isEqualTo("19");
        }
    }

    @Test
    void theQueryComesFromStandardInputOrAFileToo() throws IOException {
        TestConsole console = TestConsole.create("select count(*) as n\nfrom trips", false, Map.of());
        assertThat(console.run("query", "-", "-f", "csv", "-t", trips)).isZero();
        assertThat(console.out()).isEqualTo("n\n2\n");
        Path file = Files.writeString(folder.resolve("q.sql"), "select max(km) as n from trips -- a comment\n");
        assertThat(run(0, "query", "--file", file.toString(), "-f", "csv", "-t", trips)
                        .out())
                .isEqualTo("n\n12\n");
        assertThat(run(1, "query", "--file", folder.resolve("none.sql").toString())
                        .err())
                .startsWith("neuralake: Cannot find file ");
        assertThat(run(2, "query").err()).startsWith("neuralake: Missing the SQL: as an argument or with --file");
        assertThat(run(2, "query", "select 1", "--file", "x").err()).contains("Give SQL or --file, not both");
    }

    @Test
    void parametersAreTypedByTheirLook() {
        assertThat(run(
                                0,
                                "query",
                                "select city from trips where km > $least and day >= $since",
                                "-p",
                                "least=6.5",
                                "--param",
                                "since=2026-01-03",
                                "-f",
                                "csv",
                                "-t",
                                trips)
                        .out())
                .isEqualTo("city\nKöln\n");
        assertThat(run(
                                0,
                                "query",
                                "select typeof(?) as a, typeof(?) as b, typeof(?) as c, ? is null as d",
                                "-p1=7",
                                "-p2=\"7\"",
                                "-p3=true",
                                "-p4=null",
                                "-f",
                                "csv",
                                "-t",
                                trips)
                        .out())
                .isEqualTo("a,b,c,d\nBIGINT,VARCHAR,BOOLEAN,true\n");
        assertThat(run(2, "query", "select ?", "-p", "7").err()).contains("'7' is not of the form name=value");
        assertThat(run(1, "query", "select $a", "-t", trips).err())
                .isEqualTo("neuralake: Cannot run the query: parameter 'a' has no value (give it one)\n");
    }

    @Test
    void anErrorShowsItsPlaceInTheQuery() {
        TestConsole console = run(1, "query", "select city,\n  kn from trips", "-t", trips);
        assertThat(console.err())
                .startsWith("neuralake: Cannot run the query: ")
                .contains("kn")
                .endsWith("(line 2, column 3)\n    kn from trips\n    ^\n");
        assertThat(console.out()).isEmpty();
        assertThat(run(1, "query", "select * from trip", "-t", trips).err()).contains("did you mean trips?");
        assertThat(run(1, "query", "select 1", "-f", "xls", "-t", trips).err())
                .isEqualTo("neuralake: Cannot write format 'xls': the formats are table, json, ndjson, csv, arrow,"
                        + " parquet\n");
    }

    @Test
    void aQueryThatTakesTooLongIsCancelled() {
        assertThat(run(1, "query", "select count(*) from range(1000000000000)", "--timeout", "1s", "-t", trips)
                        .err())
                .isEqualTo("neuralake: Cannot finish the query: it took longer than 1 s (ask for less, or for more"
                        + " time)\n");
    }

    @Test
    void binaryFormatsAreNotForTerminals() {
        TestConsole terminal = TestConsole.create("", true, Map.of("NO_COLOR", "1"));
        assertThat(terminal.run("query", "select 1", "-f", "parquet", "-t", trips))
                .isEqualTo(1);
        assertThat(terminal.err())
                .isEqualTo("neuralake: Cannot print parquet to a terminal: it is not text (send it to a file with >"
                        + " FILE)\n");
    }

    @Test
    void aTableShowsItsFirstRowsAndCountsTheOthers() {
        assertThat(run(0, "query", "select * from range(5000) t(n)", "-n", "2", "-t", trips)
                        .out())
                .isEqualTo("n\n0\n1\n5,000 rows (2 shown)\n");
    }

    @Test
    void aFullDiskBehindStandardOutputIsAnErrorAndAReaderThatLeftIsNot() {
        assertThat(codeWith("No space left on device")).isEqualTo(ExitCode.FAILURE);
        assertThat(codeWith("Broken pipe")).isEqualTo(ExitCode.OUTPUT_CLOSED);
    }

    private int codeWith(String failure) {
        TestConsole console = TestConsole.create();
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(failure);
            }
        };
        Console broken = new Console(console.console().in(), full, console.errBytes(), false, false, Map.of());
        int code = Main.run(broken, "query", "select 1", "-f", "csv", "-t", trips);
        assertThat(console.err())
                .isEqualTo(failure.startsWith("No") ? "neuralake: Cannot read or write: " + failure + "\n" : "");
        return code;
    }
}
