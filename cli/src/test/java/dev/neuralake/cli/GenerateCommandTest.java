package dev.neuralake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sample rows, and the history of the tables that they are written to. */
class GenerateCommandTest {
    @TempDir
    Path folder;

    private String lake = "";

    @BeforeEach
    void lakeInFolder() {
        lake = "neuralake.lake=" + folder.resolve("lake");
    }

    private TestConsole run(int code, String... args) {
        TestConsole console = TestConsole.create();
        assertThat(console.run(args)).as(console.err()).isEqualTo(code);
        return console;
    }

    @Test
    void rowsJoinTheStoredTableAndItsHistory() {
        TestConsole before = run(0, "history", "transactions", "--set", lake);
        assertThat(before.out()).isEmpty();
        assertThat(before.err()).isEqualTo("Table transactions has no versions yet: its first write creates it.\n");

        assertThat(run(0, "generate", "transactions", "-n", "2k", "--set", lake).out())
                .isEqualTo("demo.transactions\n");
        run(0, "generate", "demo.transactions", "-n", "10", "--first-row", "2k", "--set", lake);

        TestConsole history = run(0, "history", "transactions", "--set", lake);
        assertThat(history.out().lines().map(line -> line.replaceFirst("\\S+Z", "TIME")))
                .containsExactly(
                        "version  time                  operation     what",
                        "2        TIME  WRITE append  10 rows, 1 file",
                        "1        TIME  WRITE append  2,000 rows, 1 file",
                        "0        TIME  CREATE TABLE");
        assertThat(history.err()).isEmpty();
    }

    @Test
    void aFolderBecomesADeltaTableThatCanBeAskedFor() {
        Path table = folder.resolve("signals");
        assertThat(run(0, "generate", "neural_signals", "-n", "500", "--to", table.toString())
                        .out())
                .isEqualTo(table + "\n");
        run(0, "generate", "neural_signals", "-n", "5", "--to", table.toString());
        assertThat(run(0, "history", "signals", "--table", "signals=" + table).out())
                .contains("500 rows, 1 file", "5 rows, 1 file");
        assertThat(run(0, "describe", "signals", "--table", "signals=" + table).out())
                .containsPattern("microvolts +double");
    }

    @Test
    void theSameSeedMakesTheSameFileAndAnotherSeedAnother() throws IOException {
        Path first = folder.resolve("a.csv");
        Path same = folder.resolve("b.csv");
        Path other = folder.resolve("c.csv");
        run(0, "generate", "users", "-n", "100", "--seed", "7", "--to", first.toString());
        run(0, "generate", "users", "-n", "100", "--seed", "7", "--to", same.toString());
        run(0, "generate", "users", "-n", "100", "--seed", "8", "--to", other.toString());
        assertThat(first).hasSameTextualContentAs(same);
        assertThat(Files.readString(first)).isNotEqualTo(Files.readString(other));
        assertThat(Files.readAllLines(first))
                .hasSize(101)
                .first()
                .isEqualTo("user_id,name,email,country,plan,created_at");
    }

    @Test
    void whatIsThereAlreadyStays() throws IOException {
        Path file = Files.writeString(folder.resolve("mine.csv"), "precious");
        assertThat(run(1, "generate", "users", "--to", file.toString()).err())
                .isEqualTo("neuralake: Cannot write file " + file
                        + ": it exists already (remove it, or give another name)\n");
        assertThat(run(1, "generate", "users", "--to", folder.toString()).err())
                .isEqualTo("neuralake: Cannot generate to " + folder
                        + ": it is neither a new folder nor a Delta table (use a name that ends in .parquet or .csv, or"
                        + " a new folder)\n");
        assertThat(folder).isDirectoryContaining("glob:**/mine.csv");
        assertThat(file).hasContent("precious");
    }

    @Test
    void tablesThatAreNotStoredHaveNoHistoryAndTakeNoRows() {
        assertThat(run(1, "history", "users").err())
                .isEqualTo("neuralake: Cannot tell the history of table demo.users: it is a function table, and only"
                        + " Delta tables keep their versions\n");
        assertThat(run(1, "generate", "users").err())
                .isEqualTo("neuralake: Cannot write table demo.users: it is a function table, and only Delta tables are"
                        + " stored (declare it as a DeltaTable)\n");
        assertThat(run(2, "generate", "users", "-n", "many").err()).contains("'many' is not a number such as 5000");
    }
}
