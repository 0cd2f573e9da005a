package dev.neuralake.catalog;

import dev.neuralake.frame.Runner;

/**
 * What runs the queries of a catalog, found by {@link java.util.ServiceLoader}: the catalog declares tables and knows
 * nothing of how they are queried.
 */
public interface EngineProvider {

    /**
     * A runner for this catalog; called once a catalog, before its first query. The catalog closes it if it is
     * {@link AutoCloseable}, before the engine and the logs.
     */
    Runner open(Catalog catalog);
}
