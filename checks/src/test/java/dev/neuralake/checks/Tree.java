package dev.neuralake.checks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The source tree that is being built. */
final class Tree {
    static final Path ROOT = Path.of(System.getProperty("neuralake.root"));

    private Tree() {}

    /** The modules with production code, by folder name. */
    static List<String> modules() {
        try (Stream<Path> folders = Files.list(ROOT)) {
            return folders.filter(f -> Files.exists(f.resolve("pom.xml")) && Files.exists(f.resolve("src/main/java")))
                    .map(f -> f.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The Java sources of one kind, {@code main} or {@code test}, of all modules. */
    static List<Path> sources(String kind) {
        try (Stream<Path> folders = Files.list(ROOT)) {
            return folders.map(f -> f.resolve("src/" + kind + "/java"))
                    .filter(Files::isDirectory)
                    .flatMap(Tree::javaFiles)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<Path> javaFiles(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(f -> f.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The module that a source belongs to. */
    static String module(Path source) {
        return ROOT.relativize(source).getName(0).toString();
    }

    /** The names of the folders that a source lies in, the module's first. */
    static List<String> folders(Path source) {
        return Stream.iterate(ROOT.relativize(source).getParent(), Objects::nonNull, Path::getParent)
                .map(folder -> folder.getFileName().toString())
                .toList()
                .reversed();
    }

    /** The pages of documentation. */
    static List<Path> pages() {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> {
                        String path = ROOT.relativize(file).toString();
                        return !path.contains("target/") && !path.contains("node_modules/") && !path.startsWith(".");
                    })
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
