package dev.neuralake.delta;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What became of a change.
 *
 * @param version the version that it made, or the version at hand where there was nothing to do
 * @param metrics the operation's metrics by Spark's names
 */
public record Commit(long version, Map<String, Long> metrics) {
    public Commit {
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }

    /** A metric, 0 where the operation has none of that name. */
    public long metric(String name) {
        return metrics.getOrDefault(name, 0L);
    }
}
