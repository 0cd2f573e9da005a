package dev.neuralake.delta;

import java.util.concurrent.ThreadLocalRandom;

/** How long to wait before trying again: twice as long each time up to a bound, and up to half of it at random less. */
record Backoff(long firstNanos, long mostNanos) {
    private static final int DOUBLED_MOST = 20;

    /** @param attempt how often to double the first pause */
    long nanos(int attempt) {
        long longest = Math.min(mostNanos, firstNanos << Math.min(attempt, DOUBLED_MOST));
        return ThreadLocalRandom.current().nextLong(longest / 2, longest + 1);
    }
}
