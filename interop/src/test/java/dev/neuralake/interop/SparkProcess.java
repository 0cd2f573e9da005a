package dev.neuralake.interop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Spark with Delta in a process of its own, one for all tests of a run: statements in, rows out. Its class path is laid
 * out by the module {@code interop/spark}, which the profile {@code slow} builds.
 */
final class SparkProcess {
    private static final Path MODULE = Path.of(System.getProperty("neuralake.root"), "interop", "spark", "target");
    private static final List<String> OPENS = List.of(
            "java.lang",
            "java.lang.invoke",
            "java.io",
            "java.net",
            "java.nio",
            "java.util",
            "java.util.concurrent",
            "java.util.concurrent.atomic",
            "sun.nio.ch",
            "sun.nio.cs",
            "sun.security.action",
            "sun.util.calendar");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static SparkProcess running;

    private final Writer statements;
    private final BufferedReader answers;

    private SparkProcess(Process process) throws IOException {
        statements = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        if (answers.readLine() == null) {
            throw new IllegalStateException("Spark did not start; what it said is above");
        }
    }

    /** The one process, started when it is first asked for and ended with the tests. */
    static synchronized SparkProcess spark() {
        if (running == null) {
            try {
                running = start(Files.createTempDirectory("spark"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return running;
    }

    private static SparkProcess start(Path folder) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        OPENS.forEach(name -> command.add("--add-opens=java.base/" + name + "=ALL-UNNAMED"));
        command.addAll(List.of("-Xmx2g", "-Djdk.reflect.useDirectMethodHandle=false", "-cp"));
        command.add(MODULE.resolve("classes") + ":" + Files.readString(MODULE.resolve("spark.classpath")));
        command.addAll(List.of("dev.neuralake.interop.spark.SparkServer", folder.toString()));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        return new SparkProcess(process);
    }

    /**
     * The rows that a statement yields, as JSON objects.
     *
     * @throws IllegalStateException with Spark's message where it fails
     */
    synchronized List<JsonNode> sql(String statement) {
        try {
            statements.write(MAPPER.writeValueAsString(statement) + "\n");
            statements.flush();
            JsonNode answer = MAPPER.readTree(answers.readLine());
            if (answer.has("error")) {
                throw new IllegalStateException(answer.get("error").asText());
            }
            List<JsonNode> rows = new ArrayList<>();
            answer.get("rows").forEach(rows::add);
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
