package dev.neuralake.query.failure;

import dev.neuralake.types.NeuralakeException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A query that was refused, or did not come to its end. */
public final class QueryException extends NeuralakeException {
    private static final long serialVersionUID = 1L;

    /** What went wrong, as far as callers react differently. */
    public enum Kind {
        /** The text is not SQL. */
        SYNTAX,
        /** A table is not in the catalog, or not at that version. */
        UNKNOWN_TABLE,
        /** A column is not in the tables of the query. */
        UNKNOWN_COLUMN,
        /** It is SQL, and queries may not do it. */
        FORBIDDEN,
        /** A parameter is missing, superfluous or of an unusable type. */
        PARAMETER,
        /** Types do not fit, or a value does not fit its type. */
        TYPE,
        /** The deadline passed. */
        TIMEOUT,
        /** Someone cancelled it. */
        CANCELLED,
        /** It needs more memory, disk or patience than it may have. */
        RESOURCES,
        /** A table could not be read: its file, its log or its Java code failed. */
        SOURCE,
        /** The mistake is ours. */
        INTERNAL
    }

    private final Kind kind;
    private final String summary;
    private final transient @Nullable Place place;

    public QueryException(Kind kind, String message) {
        this(kind, message, null, null);
    }

    public QueryException(Kind kind, String message, @Nullable Place place) {
        this(kind, message, place, null);
    }

    @SuppressWarnings("NullAway") // Throwable takes a null cause.
    public QueryException(Kind kind, String message, @Nullable Place place, @Nullable Throwable cause) {
        super(place == null ? message : message + " (" + place + ")\n" + place.excerpt(), cause);
        this.kind = kind;
        this.summary = place == null ? message : message + " (" + place + ")";
        this.place = place;
    }

    public Kind kind() {
        return kind;
    }

    /** The message without the excerpt of the statement: one line. */
    public String summary() {
        return summary;
    }

    /** Where in the statement, if that is known. */
    public Optional<Place> place() {
        return Optional.ofNullable(place);
    }
}
