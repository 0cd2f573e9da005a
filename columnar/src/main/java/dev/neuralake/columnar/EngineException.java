package dev.neuralake.columnar;

import dev.neuralake.types.NeuralakeException;
import java.util.OptionalInt;

/** The engine could not run a statement. */
public final class EngineException extends NeuralakeException {
    private static final long serialVersionUID = 1L;

    /** What went wrong, as far as a caller reacts differently. */
    public enum Kind {
        /** The text is not SQL. */
        SYNTAX,
        /** A table, function or type does not exist. */
        CATALOG,
        /** A column does not exist, or types do not fit. */
        BINDING,
        /** A value does not fit its type. */
        CONVERSION,
        /** The Java code that delivers rows failed; its exception is the cause. */
        SOURCE,
        /** The engine's settings forbid it. */
        PERMISSION,
        OUT_OF_MEMORY,
        OUT_OF_DISK,
        /** {@link Session#cancel()} was called. */
        INTERRUPTED,
        /** A file could not be read or written. */
        IO,
        OTHER
    }

    private final Kind kind;
    private final String reason;
    private final int position;

    EngineException(Kind kind, String action, String reason, int position, Throwable cause) {
        super("Cannot " + action + ": " + reason, cause);
        this.kind = kind;
        this.reason = reason;
        this.position = position;
    }

    public Kind kind() {
        return kind;
    }

    /** The engine's own words, without what was attempted. */
    public String reason() {
        return reason;
    }

    /** Where in the text of the statement, counted in characters from 0. */
    public OptionalInt position() {
        return position < 0 ? OptionalInt.empty() : OptionalInt.of(position);
    }
}
