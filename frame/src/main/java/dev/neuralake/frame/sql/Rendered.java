package dev.neuralake.frame.sql;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plan as SQL.
 *
 * @param sql one SELECT
 * @param values what its question marks stand for, in order
 */
public record Rendered(String sql, List<@Nullable Object> values) {
    public Rendered {
        values = Collections.unmodifiableList(new ArrayList<>(values));
    }
}
