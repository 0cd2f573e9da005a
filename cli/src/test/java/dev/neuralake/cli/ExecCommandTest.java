package dev.neuralake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExecCommandTest {
    @TempDir
    private Path folder;

    private static TestConsole run(int code, String... args) {
        TestConsole console = TestConsole.create();
        assertThat(console.run(args)).as(console.err()).isEqualTo(code);
        return console;
    }

    @Test
    void statementsRunInOrderAndEachIsAnObject() {
        TestConsole done = run(0, "exec", "-t", "t=" + folder.resolve("t"), "-f", "ndjson", """
                CREATE TABLE t (a INT, b STRING) USING delta;
                INSERT INTO t VALUES (1, 'x;y'), (2, NULL);
                DELETE FROM t WHERE a = 2;
                SELECT * FROM t""");
        assertThat(done.out().lines().toList())
                .satisfiesExactly(
                        created -> assertThat(created)
                                .startsWith(
                                        "{\"statement\":\"CREATE TABLE t (a INT, b STRING) USING delta\",\"version\":0,"),
                        inserted -> assertThat(inserted).contains("\"version\":1,", "\"numOutputRows\":2"),
                        deleted -> assertThat(deleted).contains("\"version\":2,", "\"numDeletedRows\":1"),
                        read -> assertThat(read)
                                .isEqualTo("{\"statement\":\"SELECT * FROM t\",\"version\":null,\"metrics\":{},"
                                        + "\"rows\":[{\"a\":1,\"b\":\"x;y\"}]}"));
    }

    @Test
    void aScriptStopsAtItsFirstErrorAndNamesIt() throws Exception {
        Path script = Files.writeString(folder.resolve("s.sql"), """
                CREATE TABLE t (a INT NOT NULL); -- the table
                INSERT INTO t VALUES (NULL);
                INSERT INTO t VALUES (3);
                """);
        TestConsole done = run(1, "exec", "-t", "t=" + folder.resolve("t"), "-f", "json", "--file", script.toString());
        assertThat(done.err()).contains("statement 2 of 3", "column 'a' is null in a row");
        assertThat(done.out()).startsWith("[{\"statement\":\"CREATE TABLE").endsWith("}]\n");
    }

    @Test
    void peopleReadALineAStatementOrATable() {
        String table = "t=" + folder.resolve("t");
        run(0, "exec", "-t", table, "CREATE TABLE t (a INT); INSERT INTO t VALUES (1)");
        assertThat(run(0, "exec", "-t", table, "UPDATE t SET a = 5").out())
                .startsWith("version 2, ")
                .contains("numUpdatedRows 1");
        assertThat(run(0, "exec", "-t", table, "DESCRIBE HISTORY t").out()).contains("CREATE TABLE", "WRITE", "UPDATE");
        assertThat(run(1, "exec", "-t", table, "-f", "csv", "DELETE FROM t").err())
                .contains("use table, json or ndjson");
    }
}
