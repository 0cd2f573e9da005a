package dev.neuralake.query;

import java.util.List;

/**
 * How a query would run.
 *
 * @param reads the stored tables by the order in which the query names them, and how many of their files it would read
 * @param plan the engine's plan, as text
 */
public record Explanation(List<TableRead> reads, String plan) {
    public Explanation {
        reads = List.copyOf(reads);
    }
}
