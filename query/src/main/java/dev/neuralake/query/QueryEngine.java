package dev.neuralake.query;

import dev.neuralake.catalog.Catalog;
import dev.neuralake.catalog.EngineProvider;
import dev.neuralake.frame.Runner;

/** Gives each catalog the {@link QueryRunner} that runs its queries. */
public final class QueryEngine implements EngineProvider {
    @Override
    public Runner open(Catalog catalog) {
        return new QueryRunner(catalog);
    }
}
