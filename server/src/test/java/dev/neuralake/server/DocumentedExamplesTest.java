package dev.neuralake.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.neuralake.delta.DeleteSpec;
import dev.neuralake.delta.DeltaLog;
import dev.neuralake.delta.SetColumn;
import dev.neuralake.delta.UpdateSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples of the HTTP reference print what stands below them, and its codes are those that there are. */
class DocumentedExamplesTest {
    private static final Path PAGE = Path.of(System.getProperty("neuralake.root"), "docs/reference/http.md");
    private static final Pattern EXAMPLE =
            Pattern.compile("```sh\\n(?<command>.*?)```\\n```(json|text)\\n(?<output>.*?)```", Pattern.DOTALL);

    private static SampleServer sample;

    record Example(String command, String output) {
        @Override
        public String toString() {
            return command.lines().findFirst().orElse("");
        }
    }

    @BeforeAll
    static void start() {
        sample = new SampleServer();
        DeltaLog stock = sample.lake.delta("stock").log();
        sample.lake.delta("stock").append(new SampleLake.Stock("bolt", 400), new SampleLake.Stock("nut", 90));
        stock.update(UpdateSpec.set(SetColumn.of("pieces", "350")).where("item = 'bolt'"));
        stock.delete(DeleteSpec.where("item = 'nut'"));
    }

    @AfterAll
    static void stop() throws Exception {
        sample.close();
    }

    static Stream<Example> examples() throws IOException {
        List<Example> examples = EXAMPLE.matcher(Files.readString(PAGE))
                .results()
                .map(match -> new Example(match.group("command"), match.group("output")))
                .toList();
        assertThat(examples).hasSizeGreaterThan(5);
        return examples.stream();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void exampleAnswersAsDocumented(Example example) throws Exception {
        String command = example.command
                .replace("localhost:8080", "localhost:" + sample.server.port())
                .replaceAll("(?m)^curl ", "curl -s ");
        Process process = new ProcessBuilder("bash", "-c", command)
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).replace("\r", "");
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output.strip()).matches(pattern(example.output.strip()));
    }

    /** An ellipsis stands for any text. */
    private static Pattern pattern(String output) {
        return Pattern.compile(
                Arrays.stream(output.split("…", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
    }

    @Test
    void everyErrorCodeIsDocumentedWithItsStatus() throws IOException {
        String page = Files.readString(PAGE);
        for (ErrorCode code : ErrorCode.values()) {
            assertThat(page.lines())
                    .as(code.text())
                    .anyMatch(line -> line.startsWith("|")
                            && line.contains("`" + code.text() + "`")
                            && line.split("\\|")[1].contains(Integer.toString(code.status())));
        }
    }

    @Test
    void everyFilterOperatorIsDocumented() throws IOException {
        String page = Files.readString(PAGE);
        for (FilterOperator operator : FilterOperator.values()) {
            assertThat(page).contains("`" + operator.text() + "`");
        }
    }
}
