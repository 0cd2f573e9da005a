package dev.neuralake.catalog;

import dev.neuralake.columnar.ArrowSource;
import dev.neuralake.delta.DeltaLog;
import dev.neuralake.frame.LazyFrame;

/** How the rows of a table are read, for one query. */
public sealed interface Relation {

    /**
     * By a SELECT that the engine runs as it stands: over files, or over nothing for a stored table that is not there yet.
     */
    record Scan(String sql) implements Relation {}

    /** From Java: the source is opened once. */
    record Stream(ArrowSource source) implements Relation {}

    /** From a stored table, whose log exists. The catalog owns the log. */
    record Stored(DeltaLog log) implements Relation {}

    /** By a view's plan, over other tables. */
    record Derived(LazyFrame frame) implements Relation {}
}
