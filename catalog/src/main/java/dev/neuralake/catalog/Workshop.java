package dev.neuralake.catalog;

import dev.neuralake.catalog.source.LoadedDatabases;
import dev.neuralake.columnar.Engine;
import dev.neuralake.columnar.EngineSettings;
import dev.neuralake.frame.Runner;
import dev.neuralake.settings.Settings;
import dev.neuralake.types.NeuralakeException;
import java.util.Collection;
import java.util.List;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** What a catalog works with, each started when it is first needed: most commands of a shell need neither. */
final class Workshop {
    private final Catalog catalog;
    private final Collection<LoadedDatabases> loaded;
    private @Nullable Engine engine;
    private @Nullable Runner runner;
    private boolean closed;

    Workshop(Catalog catalog, Collection<LoadedDatabases> loaded) {
        this.catalog = catalog;
        this.loaded = List.copyOf(loaded);
    }

    synchronized Engine engine() {
        requireOpen();
        if (engine == null) {
            Settings settings = catalog.settings();
            engine = Engine.open(EngineSettings.defaults()
                    .withMemoryLimitBytes(settings.memoryLimitBytes())
                    .withThreads(settings.threads())
                    .withTempDirectory(settings.tempDirectory())
                    .withTempLimitBytes(settings.tempLimitBytes()));
        }
        return engine;
    }

    synchronized Runner runner() {
        requireOpen();
        if (runner == null) {
            List<EngineProvider> providers =
                    ServiceLoader.load(EngineProvider.class, Catalog.class.getClassLoader()).stream()
                            .map(ServiceLoader.Provider::get)
                            .toList();
            if (providers.isEmpty()) {
                throw new NeuralakeException(
                        "Cannot query the catalog: nothing on the class path runs queries (add neuralake-query)");
            }
            runner = providers.getFirst().open(catalog);
        }
        return runner;
    }

    private void requireOpen() {
        if (closed) {
            throw new NeuralakeException("Cannot use the catalog: it is closed");
        }
    }

    synchronized void close(Tables tables) {
        if (closed) {
            return;
        }
        closed = true;
        try {
            if (runner instanceof AutoCloseable closeable) {
                closeable.close();
            }
        } catch (Exception e) {
            throw new NeuralakeException("Cannot close what runs the queries: " + e.getMessage(), e);
        } finally {
            tables.all().forEach(CatalogTable::close);
            if (engine != null) {
                engine.close();
            }
            loaded.forEach(LoadedDatabases::close);
        }
    }
}
