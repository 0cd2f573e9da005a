package dev.neuralake.catalog;

import dev.neuralake.frame.DataFrame;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of one statement. Whoever ran it closes it.
 *
 * @param statement its text
 * @param version the table's version behind it, unchanged where there was nothing to do; null for one that is not about
 *     one table
 * @param metrics the operation's metrics by Spark's names
 * @param rows what it answers; null for one that answers nothing
 */
public record Execution(
        String statement,
        @Nullable Long version,
        Map<String, Long> metrics,
        @Nullable DataFrame rows) implements AutoCloseable {
    public Execution {
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }

    @Override
    public void close() {
        if (rows != null) {
            rows.close();
        }
    }
}
