package dev.neuralake.catalog;

import dev.neuralake.types.NeuralakeException;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Consumer;

/** Runs the statements of a script one behind the other. */
final class Script {
    private final Catalog catalog;
    private final StatementRunner runner;

    Script(Catalog catalog) {
        this.catalog = catalog;
        this.runner = ServiceLoader.load(StatementRunner.class, Catalog.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new NeuralakeException(
                        "Cannot run statements: nothing on the class path runs them (add neuralake-statement)"));
    }

    void run(String script, Consumer<Execution> done) {
        List<String> statements = runner.split(script);
        for (int i = 0; i < statements.size(); i++) {
            Execution execution;
            try {
                execution = runner.run(catalog, statements.get(i));
            } catch (NeuralakeException e) {
                if (statements.size() == 1) {
                    throw e;
                }
                throw new NeuralakeException(
                        "Cannot go on behind statement " + (i + 1) + " of " + statements.size() + ": " + e.getMessage(),
                        e);
            }
            done.accept(execution);
        }
    }
}
