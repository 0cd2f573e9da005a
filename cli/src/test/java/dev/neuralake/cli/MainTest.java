package dev.neuralake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class MainTest {
    private final TestConsole console = TestConsole.create();

    @Test
    void helpListsEveryCommand() {
        assertThat(console.run("--help")).isZero();
        assertThat(console.out()).contains("Usage: neuralake", "config", "completion", "doctor");
        assertThat(console.err()).isEmpty();
    }

    @Test
    void anUnknownCommandIsAUsageErrorWithTheNearest() {
        assertThat(console.run("confg")).isEqualTo(2);
        assertThat(console.err())
                .isEqualTo("neuralake: No such command 'confg'; did you mean config? (try 'neuralake --help')\n");
        assertThat(console.out()).isEmpty();
    }

    @Test
    void anUnknownOptionIsAUsageErrorThatNamesTheCommandsHelp() {
        assertThat(console.run("config", "--frmat")).isEqualTo(2);
        assertThat(console.err()).isEqualTo("neuralake: Unknown option: '--frmat' (try 'neuralake config --help')\n");
    }

    @Test
    void noCommandIsAUsageError() {
        assertThat(console.run()).isEqualTo(2);
        assertThat(console.err()).isEqualTo("neuralake: Missing command (try 'neuralake --help')\n");
    }

    @Test
    void configShowsWhereAValueCameFromAndNoSecrets() {
        assertThat(console.run("config", "--set", "neuralake.port=99", "--set", "neuralake.auth.token=hunter2"))
                .isZero();
        assertThat(console.out())
                .containsPattern("(?m)^neuralake\\.port +99 +command line$")
                .containsPattern("(?m)^neuralake\\.auth\\.token +\\*+ +command line$")
                .doesNotContain("hunter2");
    }

    @Test
    void anErrorIsOneMessageUnlessMoreIsAskedFor() {
        assertThat(console.run("config", "--set", "neuralake.prot=1")).isEqualTo(1);
        assertThat(console.err()).startsWith("neuralake: Cannot set neuralake.prot: no such setting; did you mean");
        assertThat(console.err().lines()).hasSize(1);

        TestConsole verbose = TestConsole.create();
        assertThat(verbose.run("config", "--verbose", "--set", "neuralake.prot=1"))
                .isEqualTo(1);
        assertThat(verbose.err()).contains("  at dev.neuralake.settings.Settings");
    }

    @Test
    void coloursAreForTerminalsThatWantThem() {
        TestConsole terminal = TestConsole.create("", true, Map.of("COLUMNS", "80"));
        terminal.run("config");
        assertThat(terminal.out()).contains("\u001b[");

        TestConsole refused = TestConsole.create("", true, Map.of("NO_COLOR", "1"));
        refused.run("config");
        refused.run("--help");
        assertThat(refused.out()).doesNotContain("\u001b[");

        console.run("config");
        assertThat(console.out()).doesNotContain("\u001b[");
    }

    @Test
    void completionIsAScriptThatKnowsTheCommands() {
        assertThat(console.run("completion")).isZero();
        assertThat(console.out()).startsWith("#!").contains("doctor", "--verbose");
    }

    @Test
    void aTableFitsTheTerminal() {
        TestConsole narrow = TestConsole.create("", true, Map.of("COLUMNS", "60", "NO_COLOR", "1"));
        new TextTable("name", "what")
                .row("short", "words ".repeat(30).strip())
                .row("much-longer-name", "few")
                .print(narrow.console());
        narrow.console().flush();
        assertThat(narrow.out().lines()).allMatch(line -> line.length() <= 60).hasSize(7);
    }

    @Test
    void sizesReadWell() {
        assertThat(Bytes.text(0)).isEqualTo("0 B");
        assertThat(Bytes.text(1_234)).isEqualTo("1.2 kB");
        assertThat(Bytes.text(999_999)).isEqualTo("1.0 MB");
        assertThat(Bytes.text(123_456_789)).isEqualTo("123 MB");
    }
}
