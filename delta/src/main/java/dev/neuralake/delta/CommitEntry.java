package dev.neuralake.delta;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of a table's history.
 *
 * @param operation null where the writer did not say
 * @param parameters the operation's parameters, JSON values by name
 * @param metrics the operation's metrics as the writer gave them
 * @param readVersion the version that the writer had read, null where it did not say
 * @param isBlindAppend null where the writer did not say
 * @param engine who wrote it, null where the writer did not say
 */
public record CommitEntry(
        long version,
        Instant timestamp,
        @Nullable String operation,
        Map<String, Object> parameters,
        Map<String, String> metrics,
        @Nullable Long readVersion,
        @Nullable Boolean isBlindAppend,
        @Nullable String isolationLevel,
        @Nullable String engine,
        @Nullable String userMetadata) {
    public CommitEntry {
        parameters = Map.copyOf(parameters);
        metrics = Map.copyOf(metrics);
    }
}
