package dev.neuralake.statement;

import dev.neuralake.catalog.Execution;
import dev.neuralake.delta.Commit;
import dev.neuralake.frame.DataFrame;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a statement did, and what it answers. */
record Outcome(
        @Nullable Long version,
        Map<String, Long> metrics,
        @Nullable DataFrame rows) {

    static Outcome of(Commit commit) {
        return new Outcome(commit.version(), commit.metrics(), null);
    }

    static Outcome of(DataFrame rows) {
        return new Outcome(null, Map.of(), rows);
    }

    Execution execution(String statement) {
        return new Execution(statement, version, metrics, rows);
    }
}
