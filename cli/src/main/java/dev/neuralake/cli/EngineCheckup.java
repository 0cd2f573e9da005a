package dev.neuralake.cli;

import dev.neuralake.columnar.Engine;
import dev.neuralake.columnar.EngineSettings;
import dev.neuralake.columnar.Session;
import dev.neuralake.settings.Settings;
import dev.neuralake.types.NeuralakeException;
import java.util.List;

/** The engine: its native library and the memory it may use. */
final class EngineCheckup implements Checkup {
    private final Settings settings;

    EngineCheckup(Settings settings) {
        this.settings = settings;
    }

    @Override
    public List<Finding> findings() {
        return List.of(library(), memory());
    }

    private static Finding library() {
        try (Engine engine = Engine.open(EngineSettings.defaults());
                Session session = engine.session()) {
            return Finding.good("engine", "DuckDB " + session.json("SELECT version()") + " answers");
        } catch (NeuralakeException | LinkageError failure) {
            return Finding.bad(
                    "engine",
                    failure.getMessage()
                            + " (the native library is laid out by the build: remove target/dist and start "
                            + "again with ./neuralake)");
        }
    }

    private Finding memory() {
        long bytes = settings.memoryLimitBytes();
        String found = Bytes.text(bytes) + " and " + settings.threads() + " threads";
        return bytes < 256_000_000
                ? Finding.warning("memory", found + ", little for a query engine (neuralake.memory.limit)")
                : Finding.good("memory", found);
    }
}
