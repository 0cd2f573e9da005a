package dev.neuralake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The reference page is written from the commands: run with {@code -Dneuralake.docs=write} after changing one. */
class CliReferenceTest {
    private static final String INTRODUCTION = """
            # Commands

            Generated from the commands of `dev.neuralake.cli`; a test keeps it so.

            Results go to standard output and nothing else does; messages, progress and errors go to standard error. An
            error is one message, `neuralake: …`, and `--verbose` adds where it came from. Colours are for terminals and
            honour `NO_COLOR`.

            | exit code | means |
            |---|---|
            | 0 | done |
            | 1 | the command could not do what it was told to |
            | 2 | the command line is wrong |
            | 130 | interrupted by Ctrl-C |
            | 141 | the reader of the results went away, as `head` does |

            Every command takes `--help`, `--verbose` and `--set KEY=VALUE` (a [setting](settings.md) for this run). Those
            that open a catalog, or write about one of its tables, share what follows. What they do is set
            beside Java and SQL in [operations](operations.md).

            | | |
            |---|---|
            """;

    @Test
    void referenceFollowsTheCommands() throws IOException {
        Path page = Path.of(System.getProperty("neuralake.root"), "docs/reference/cli.md");
        String expected = page();
        if ("write".equals(System.getProperty("neuralake.docs"))) {
            Files.createDirectories(page.getParent());
            Files.writeString(page, expected);
        }
        assertThat(page).hasContent(expected);
    }

    private static String page() {
        CommandLine all = Commands.all(TestConsole.create().console());
        return INTRODUCTION
                + String.join("", shared(all))
                + all.getSubcommands().values().stream()
                        .map(command -> section(command.getCommandSpec(), shared(all)))
                        .collect(Collectors.joining());
    }

    /** Told once: what the commands about a table have in common. */
    private static List<String> shared(CommandLine all) {
        return Objects.requireNonNull(all.getSubcommands().get("describe")).getCommandSpec().args().stream()
                .filter(CliReferenceTest::isOfTheCommand)
                .map(CliReferenceTest::row)
                .toList();
    }

    private static String section(CommandSpec command, List<String> shared) {
        StringBuilder section = new StringBuilder("\n## neuralake " + command.name() + "\n\n");
        section.append(plain(command.usageMessage().description())).append("\n\n```\n");
        section.append(command.commandLine()
                        .getHelp()
                        .synopsis(0)
                        .replaceFirst("^neuralake ", "neuralake ")
                        .stripTrailing())
                .append("\n```\n");
        String rows = command.args().stream()
                .filter(CliReferenceTest::isOfTheCommand)
                .map(CliReferenceTest::row)
                .filter(row -> !shared.contains(row))
                .collect(Collectors.joining());
        if (!rows.isEmpty()) {
            section.append("\n| | |\n|---|---|\n").append(rows);
        }
        if (command.usageMessage().footer().length > 0) {
            section.append("\n")
                    .append(plain(command.usageMessage().footer()).strip())
                    .append("\n");
        }
        return section.toString();
    }

    private static boolean isOfTheCommand(ArgSpec argument) {
        return !(argument instanceof OptionSpec option
                && (option.usageHelp() || option.longestName().matches("--verbose|--set")));
    }

    private static String row(ArgSpec argument) {
        String name = argument instanceof OptionSpec option
                ? String.join("`, `", option.names()) + (option.arity().max() == 0 ? "" : " " + option.paramLabel())
                : argument.paramLabel();
        return "| `" + name + "` | " + plain(argument.description()).replace("|", "\\|") + " |\n";
    }

    private static String plain(String[] lines) {
        return String.join(" ", lines).replace("%n", "\n").replace("%%", "%");
    }
}
