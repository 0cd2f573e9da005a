package dev.neuralake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tutorial does what it says: its files are written, its commands run, and they print what stands below them. */
class TutorialTest {
    private static final Path PAGE =
            Path.of(System.getProperty("neuralake.root"), "docs/tutorials/your-first-table.md");
    private static final Pattern STEP = Pattern.compile(
            "(?ms)^```(?<language>\\w*)\\n(?<text>.*?)^```$|Change `(?<old>[^`]+)` into `(?<new>[^`]+)`");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z *");

    @TempDir
    Path folder;

    private String printed = "";

    @Test
    void everyStepDoesWhatThePageSays() throws IOException {
        for (MatchResult step : STEP.matcher(Files.readString(PAGE)).results().toList()) {
            if (step.group("old") != null) {
                change(step.group("old"), step.group("new"));
                continue;
            }
            String text = step.group("text");
            switch (step.group("language")) {
                case "java" -> write(text);
                case "sh" -> text.lines().forEach(this::run);
                default -> assertThat(withoutTimes(printed)).isEqualTo(withoutTimes(text));
            }
        }
    }

    private void write(String code) throws IOException {
        if (code.contains("@Database")) {
            Files.writeString(shop(), code);
        }
    }

    private void change(String old, String with) throws IOException {
        String code = Files.readString(shop());
        assertThat(code).contains(old);
        Files.writeString(shop(), code.replace(old, with));
    }

    /** Runs a line; what it prints, on both streams, is without the folder's name. */
    private void run(String line) {
        List<String> arguments = new ArrayList<>();
        WORD.matcher(line).results().forEach(word -> arguments.add(word.group(word.group(1) == null ? 2 : 1)));
        assertThat(arguments.removeFirst()).isEqualTo("./neuralake");
        if (arguments.getFirst().equals("serve")) {
            return;
        }
        arguments.replaceAll(argument -> argument.equals("Shop.java") ? shop().toString() : argument);
        arguments.addAll(List.of("--set", "neuralake.lake=" + folder.resolve("lake")));
        if (arguments.getFirst().equals("site")) {
            arguments.addAll(List.of("--to", folder.resolve("site").toString()));
        }
        TestConsole console = TestConsole.create();
        console.run(arguments.toArray(String[]::new));
        printed = (console.out() + console.err()).replace(folder + "/", "");
    }

    private Path shop() {
        return folder.resolve("Shop.java");
    }

    private static String withoutTimes(String text) {
        return TIME.matcher(text).replaceAll("TIME ").replaceAll("(?m)^(version  time) +", "$1 ");
    }
}
