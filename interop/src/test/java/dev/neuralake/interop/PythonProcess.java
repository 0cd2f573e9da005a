package dev.neuralake.interop;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/**
 * delta-rs, Polars and DuckDB in one Python process, started with packages of its own in the build folder. Where these
 * cannot be installed, the tests that ask for it are skipped.
 */
final class PythonProcess {
    private static final Path SOURCES = Path.of(System.getProperty("neuralake.root"), "interop", "python");
    private static final Path PACKAGES = Path.of(System.getProperty("neuralake.root"), "interop", "target", "venv");

    private static PythonProcess running;
    private static String missing = "";

    private final JsonLines process;

    private PythonProcess(JsonLines process) {
        this.process = process;
    }

    /** The one process, started when it is first asked for and ended with the tests. */
    static synchronized PythonProcess python() {
        if (running == null) {
            if (missing.isEmpty()) {
                missing = install();
            }
            if (!missing.isEmpty()) {
                abort("Python's Delta packages are not here: " + missing);
            }
            List<String> command = List.of(
                    PACKAGES.resolve("bin/python").toString(),
                    SOURCES.resolve("engines.py").toString());
            running = new PythonProcess(new JsonLines("Python", new ProcessBuilder(command)));
        }
        return running;
    }

    /** Installs what {@code requirements.txt} names, once a version of that file; returns why it could not. */
    private static String install() {
        try {
            Path wanted = SOURCES.resolve("requirements.txt");
            Path installed = PACKAGES.resolve("installed.txt");
            if (Files.exists(installed) && Files.mismatch(wanted, installed) < 0) {
                return "";
            }
            String problem = run("python3", "-m", "venv", PACKAGES.toString());
            if (problem.isEmpty()) {
                problem = run(PACKAGES.resolve("bin/pip").toString(), "install", "-q", "-r", wanted.toString());
            }
            if (problem.isEmpty()) {
                Files.copy(wanted, installed, StandardCopyOption.REPLACE_EXISTING);
            }
            return problem;
        } catch (IOException e) {
            return e.getMessage();
        }
    }

    private static String run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes()).strip();
        try {
            return process.waitFor() == 0 ? "" : "'" + String.join(" ", command) + "' said: " + said;
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    /** One of {@code delta-rs}, {@code polars}, {@code duckdb}. */
    OtherEngine engine(String name) {
        return new OtherEngine() {
            @Override
            public List<String> rows(Path table, long version) {
                return process
                        .ask(Map.of("do", "read", "with", name, "table", table.toString(), "version", version))
                        .stream()
                        .map(RowText::of)
                        .toList();
            }

            @Override
            public String toString() {
                return name;
            }
        };
    }

    /** Makes a table by a function of {@code tables.py}. */
    void write(String function, Path table) {
        process.ask(Map.of("do", "write", "with", function, "table", table.toString()));
    }

    /** Appends a table's rows to it once more, with {@code delta-rs} or {@code polars}. */
    void append(String engine, Path table) {
        change(engine, "append", table);
    }

    /** Changes a table of {@code id}, {@code item} and {@code day} by a function of {@code engines.py}. */
    void change(String engine, String operation, Path table) {
        process.ask(Map.of("do", operation, "with", engine, "table", table.toString()));
    }
}
