package dev.neuralake.catalog.source;

import dev.neuralake.types.NeuralakeException;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Names the code of a catalog. It is looked at only when it is loaded, each time anew. */
public sealed interface CatalogSource {

    /**
     * Reads a name: a Java file ends in {@code .java}, a jar in {@code .jar}, and anything else is the name of a class
     * on the class path.
     */
    static CatalogSource of(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".java")) {
            return new JavaFile(Path.of(name));
        }
        return lower.endsWith(".jar") ? new Jar(Path.of(name)) : new ClassName(name);
    }

    /**
     * Loads the database classes; static initialisers do not run yet.
     *
     * @throws NeuralakeException where there is none, or the code does not compile
     */
    LoadedDatabases load();

    /** The file to watch for changes, if there is one. */
    Optional<Path> file();

    /** A class on the class path, by its binary or canonical name. */
    record ClassName(String name) implements CatalogSource {
        @Override
        public LoadedDatabases load() {
            ClassLoader loader = Thread.currentThread().getContextClassLoader();
            ClassLoader used = loader == null ? CatalogSource.class.getClassLoader() : loader;
            return new LoadedDatabases(List.of(find(name, name, used)), () -> {});
        }

        /** A canonical name has dots before nested classes where the binary name has dollars. */
        private static Class<?> find(String wanted, String name, ClassLoader loader) {
            try {
                return Class.forName(name, false, loader);
            } catch (ClassNotFoundException e) {
                int dot = name.lastIndexOf('.');
                if (dot > 0) {
                    return find(wanted, name.substring(0, dot) + '$' + name.substring(dot + 1), loader);
                }
                throw new NeuralakeException("Cannot load catalog " + wanted
                        + ": there is no such class on the class path (name a class, a .jar or a .java file)");
            } catch (LinkageError e) {
                throw new NeuralakeException("Cannot load catalog " + wanted + ": " + e, e);
            }
        }

        @Override
        public Optional<Path> file() {
            return Optional.empty();
        }
    }

    /** A jar whose databases were compiled with the annotation processor. */
    record Jar(Path path) implements CatalogSource {
        @Override
        public LoadedDatabases load() {
            requireFile(path);
            URLClassLoader loader = null;
            try {
                URL[] urls = {path.toUri().toURL()};
                loader = new URLClassLoader(urls, CatalogSource.class.getClassLoader());
                List<Class<?>> classes = DatabaseIndex.classes(loader.findResources(DatabaseIndex.PATH), loader);
                if (classes.isEmpty()) {
                    throw new NeuralakeException("Cannot load catalog " + path + ": it holds no list of databases ("
                            + DatabaseIndex.PATH + "; compile its @Database classes with neuralake-processor)");
                }
                return new LoadedDatabases(classes, loader);
            } catch (IOException e) {
                throw new NeuralakeException("Cannot load catalog " + path + ": " + e.getMessage(), e);
            } catch (NeuralakeException e) {
                close(loader);
                throw e;
            }
        }

        private static void close(@org.jspecify.annotations.Nullable URLClassLoader loader) {
            try {
                if (loader != null) {
                    loader.close();
                }
            } catch (IOException e) {
                throw new NeuralakeException("Cannot close jar: " + e.getMessage(), e);
            }
        }

        @Override
        public Optional<Path> file() {
            return Optional.of(path);
        }
    }

    /** One source file, compiled in memory with the annotation processor. */
    record JavaFile(Path path) implements CatalogSource {
        @Override
        public LoadedDatabases load() {
            requireFile(path);
            CompiledClasses classes = MemoryCompiler.compile(path);
            List<Class<?>> databases = DatabaseIndex.classes(classes.findResources(DatabaseIndex.PATH), classes);
            if (databases.isEmpty()) {
                throw new NeuralakeException(
                        "Cannot load catalog " + path + ": no class in it is a database (annotate one with @Database)");
            }
            return new LoadedDatabases(databases, () -> {});
        }

        @Override
        public Optional<Path> file() {
            return Optional.of(path);
        }
    }

    private static void requireFile(Path path) {
        if (!Files.isRegularFile(path)) {
            throw new NeuralakeException("Cannot load catalog " + path + ": there is no such file");
        }
    }
}
