package dev.neuralake.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The reference page is written from the declarations: run with {@code -Dneuralake.docs=write} after changing one. */
class SettingsReferenceTest {
    private static final String INTRODUCTION = """
            # Settings

            Generated from `dev.neuralake.settings.Setting`; a test keeps it so.

            Each setting can stand in five places. From the weakest to the strongest: `neuralake.properties` in
            `~/.config/neuralake` (or `$XDG_CONFIG_HOME/neuralake`), `neuralake.properties` in the working folder, an
            environment variable, a system property, `--set KEY=VALUE` on the command line. An unknown key in a file
            or on the command line is an error. `neuralake config` prints what is in force and where it came from.

            | setting | variable | default | value |
            |---|---|---|---|
            """;

    @Test
    void referenceFollowsTheDeclarations() throws IOException {
        Path page = Path.of(System.getProperty("neuralake.root"), "docs/reference/settings.md");
        String expected = page();
        if ("write".equals(System.getProperty("neuralake.docs"))) {
            Files.createDirectories(page.getParent());
            Files.writeString(page, expected);
        }
        assertThat(page).hasContent(expected);
    }

    private static String page() {
        StringBuilder page = new StringBuilder(INTRODUCTION);
        for (Setting<?> setting : Setting.all()) {
            page.append("| `%s` | `%s` | %s | %s |\n"
                    .formatted(
                            setting.key(),
                            setting.variable(),
                            setting.defaultText().map(text -> "`" + text + "`").orElse("unset"),
                            setting.expected() + (setting.secret() ? "; secret" : "")));
        }
        for (Setting<?> setting : Setting.all()) {
            page.append("\n## ").append(setting.key()).append("\n\n");
            page.append(setting.description()).append('\n');
        }
        return page.toString();
    }
}
