package dev.neuralake.catalog.source;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Database classes, and what keeps them usable: closing it when they no longer are is the caller's.
 *
 * @param classes by name; not initialised yet
 */
public record LoadedDatabases(List<Class<?>> classes, Closeable loader) implements AutoCloseable {
    public LoadedDatabases {
        classes = List.copyOf(classes);
    }

    @Override
    public void close() {
        try {
            loader.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
