package dev.neuralake.interop;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Spark with Delta in a process of its own, one for all tests of a run: statements in, rows out. Its class path is laid
 * out by the module {@code interop/spark}, which the profile {@code slow} builds.
 */
final class SparkProcess implements OtherEngine {
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

    private static SparkProcess running;

    private final JsonLines process;

    private SparkProcess(JsonLines process) {
        this.process = process;
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
        command.addAll(List.of("-Xmx2g", "-XX:TieredStopAtLevel=1", "-Djdk.reflect.useDirectMethodHandle=false"));
        command.addAll(List.of("--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED", "-cp"));
        command.add(MODULE.resolve("classes") + ":" + Files.readString(MODULE.resolve("spark.classpath")));
        command.addAll(List.of("dev.neuralake.interop.spark.SparkServer", folder.toString()));
        return new SparkProcess(new JsonLines("Spark", new ProcessBuilder(command).directory(folder.toFile())));
    }

    /** How Spark SQL names the table at a path. */
    static String name(Path table) {
        return "delta.`" + table + "`";
    }

    /**
     * The rows that a statement yields, as JSON objects.
     *
     * @throws IllegalStateException with Spark's message where it fails
     */
    List<JsonNode> sql(String statement) {
        return process.ask(statement);
    }

    @Override
    public List<String> rows(Path table, long version) {
        return sql("SELECT * FROM " + name(table) + " VERSION AS OF " + version).stream()
                .map(RowText::of)
                .toList();
    }

    @Override
    public String toString() {
        return "Spark";
    }
}
