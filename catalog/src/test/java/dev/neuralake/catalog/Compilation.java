package dev.neuralake.catalog;

import dev.neuralake.processor.CatalogProcessor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/** Compiles source texts with the annotation processor, as a build tool does: from disk to disk. */
final class Compilation {
    private final Path sources;
    private final Path classes;

    Compilation(Path folder) {
        try {
            sources = Files.createDirectories(folder.resolve("sources"));
            classes = Files.createDirectories(folder.resolve("classes"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Compiles one file of a package; earlier ones stand on the class path. Returns {@code line:column: message}s. */
    List<String> compile(String path, String text) {
        try {
            Path file = sources.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            var compiler = ToolProvider.getSystemJavaCompiler();
            var diagnostics = new DiagnosticCollector<JavaFileObject>();
            try (var manager = compiler.getStandardFileManager(diagnostics, Locale.ENGLISH, StandardCharsets.UTF_8)) {
                var task = compiler.getTask(
                        null,
                        manager,
                        diagnostics,
                        List.of("-proc:full", "-d", classes.toString(), "-cp", classPath(), "-implicit:none"),
                        null,
                        manager.getJavaFileObjects(file));
                task.setProcessors(List.of(new CatalogProcessor()));
                task.call();
            }
            List<String> messages = new ArrayList<>();
            for (var diagnostic : diagnostics.getDiagnostics()) {
                messages.add(diagnostic.getLineNumber() + ":" + diagnostic.getColumnNumber() + ": "
                        + diagnostic.getMessage(Locale.ENGLISH));
            }
            return messages;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String classPath() {
        return classes + System.getProperty("path.separator") + System.getProperty("java.class.path");
    }

    Path classes() {
        return classes;
    }

    /** A file that the compilation wrote. */
    String output(String path) {
        try {
            return Files.readString(classes.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> outputs() {
        try (Stream<Path> files = Files.walk(classes)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> classes.relativize(file).toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
