package dev.neuralake.frame;

import dev.neuralake.columnar.Result;
import dev.neuralake.types.Schema;

/**
 * Runs plans. Frames ask it nothing but {@link #schema(Plan)} until they are told to run. Safe for use by many threads.
 */
public interface Runner {
    /**
     * The columns that a plan yields, without running it; the schemas and types that stand in the plan itself are not
     * believed. Asked for sources, and where only the engine can tell the type of an expression.
     *
     * @throws dev.neuralake.types.NeuralakeException where a table is unknown or an expression does not fit
     */
    Schema schema(Plan plan);

    /** Runs a plan; the rows stream in as they are asked for. The caller closes the result. */
    Result run(Plan plan);

    /** The SQL that a plan runs as. */
    String sql(Plan plan);

    /**
     * Runs a plan into a table of the catalog, in one commit.
     *
     * @return the number of rows written
     */
    long write(Plan plan, String table, WriteMode mode);
}
