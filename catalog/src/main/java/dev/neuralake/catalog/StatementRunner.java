package dev.neuralake.catalog;

import java.util.List;

/** What runs statements that write, found by {@link java.util.ServiceLoader}. Safe for use by many threads. */
public interface StatementRunner {

    /** The statements of a script, in order. */
    List<String> split(String script);

    /** Runs one statement: its whole effect is one commit, or there is none. */
    Execution run(Catalog catalog, String statement);
}
