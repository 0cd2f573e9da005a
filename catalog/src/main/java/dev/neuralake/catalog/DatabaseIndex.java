package dev.neuralake.catalog;

import dev.neuralake.types.NeuralakeException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The database classes of a class path, from the lists that the annotation processor wrote. */
final class DatabaseIndex {
    private static final String PATH = "META-INF/neuralake/catalogs.txt";

    private DatabaseIndex() {}

    static List<Class<?>> classes(ClassLoader loader) {
        Set<String> names = names(loader);
        if (names.isEmpty()) {
            throw new NeuralakeException("Cannot discover a catalog: there is no " + PATH
                    + " on the class path (compile the @Database classes with neuralake-processor)");
        }
        return names.stream().<Class<?>>map(name -> load(name, loader)).toList();
    }

    private static Set<String> names(ClassLoader loader) {
        Set<String> names = new TreeSet<>();
        try {
            for (URL index : Collections.list(loader.getResources(PATH))) {
                try (InputStream in = index.openStream()) {
                    new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> !line.isBlank())
                            .forEach(names::add);
                }
            }
        } catch (IOException e) {
            throw new NeuralakeException("Cannot discover a catalog: " + PATH + " is not readable (" + e + ")", e);
        }
        return names;
    }

    private static Class<?> load(String name, ClassLoader loader) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException | LinkageError e) {
            throw new NeuralakeException("Cannot load database class " + name + ": " + e, e);
        }
    }
}
