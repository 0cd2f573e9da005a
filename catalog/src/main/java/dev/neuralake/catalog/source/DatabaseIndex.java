package dev.neuralake.catalog.source;

import dev.neuralake.types.NeuralakeException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The lists of database classes that the annotation processor wrote. */
public final class DatabaseIndex {
    static final String PATH = "META-INF/neuralake/catalogs.txt";

    private DatabaseIndex() {}

    /**
     * The database classes of a class path, by name; none where there is no list.
     *
     * @throws NeuralakeException where a listed class cannot be loaded
     */
    public static List<Class<?>> classes(ClassLoader loader) {
        try {
            return classes(loader.getResources(PATH), loader);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** The database classes of these lists. */
    static List<Class<?>> classes(Enumeration<URL> lists, ClassLoader loader) {
        Set<String> names = new TreeSet<>();
        for (URL list : Collections.list(lists)) {
            try (InputStream in = list.openStream()) {
                new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> !line.isBlank())
                        .forEach(names::add);
            } catch (IOException e) {
                throw unreadable(e);
            }
        }
        return names.stream().<Class<?>>map(name -> load(name, loader)).toList();
    }

    static Class<?> load(String name, ClassLoader loader) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException | LinkageError e) {
            throw new NeuralakeException("Cannot load database class " + name + ": " + e, e);
        }
    }

    private static NeuralakeException unreadable(IOException e) {
        return new NeuralakeException("Cannot read the list of databases " + PATH + ": " + e, e);
    }
}
