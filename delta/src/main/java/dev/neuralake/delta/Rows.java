package dev.neuralake.delta;

import dev.neuralake.columnar.ArrowSource;
import dev.neuralake.columnar.Session;
import dev.neuralake.types.Schema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows to write: a source of Java's, or what a SELECT yields. They are read once. */
public sealed interface Rows {

    /** Rows of an Arrow source. */
    record Source(ArrowSource source) implements Rows {}

    /**
     * Rows of a SELECT in a session that the caller owns.
     *
     * @param parameters the values of its {@code ?}
     */
    record Select(Session session, String sql, List<? extends @Nullable Object> parameters) implements Rows {
        public Select {
            parameters = java.util.Collections.unmodifiableList(new ArrayList<>(parameters));
        }
    }

    static Rows of(ArrowSource source) {
        return new Source(source);
    }

    static Rows of(Session session, String sql) {
        return new Select(session, sql, List.of());
    }

    /** The columns of the rows. */
    default Schema schema() {
        return switch (this) {
            case Source source -> source.source().schema();
            case Select select -> select.session().describe(select.sql(), select.parameters());
        };
    }
}
