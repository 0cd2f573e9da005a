package dev.neuralake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {
    @TempDir
    Path folder;

    @Test
    void oneRunTellsTheStoryInEightyColumnsAndTheNextGoesOn() {
        String lake = "neuralake.lake=" + folder.resolve("lake");
        TestConsole first = TestConsole.create("", true, Map.of("NO_COLOR", "1"));
        assertThat(first.run("demo", "--once", "--set", lake)).isZero();
        assertThat(first.out())
                .contains("1  Store", "3  Travel in time", "delays_by_airport")
                .doesNotContain("served at");
        assertThat(first.out().lines()).allMatch(line -> line.length() <= 80);
        assertThat(first.err()).isEmpty();

        TestConsole second = TestConsole.create();
        assertThat(second.run("demo", "--once", "--set", lake)).isZero();
        assertThat(second.out()).contains("The lake is there already").containsPattern("now +16000 ");
    }
}
