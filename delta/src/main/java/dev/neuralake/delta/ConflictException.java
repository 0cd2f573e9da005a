package dev.neuralake.delta;

import dev.neuralake.types.NeuralakeException;

/** Another writer changed what a change rests on: it must be planned anew on the latest version. */
public final class ConflictException extends NeuralakeException {
    private static final long serialVersionUID = 1L;

    /** What the two writers both touched. */
    public enum Kind {
        /** The other added rows that this change would have had to read. */
        CONCURRENT_APPEND,
        /** The other removed a file that this change read. */
        CONCURRENT_DELETE_READ,
        /** Both removed the same file. */
        CONCURRENT_DELETE_DELETE,
        METADATA_CHANGED,
        PROTOCOL_CHANGED,
        /** Both advanced the same application transaction. */
        CONCURRENT_TRANSACTION,
        DOMAIN_CHANGED
    }

    private final Kind kind;

    public ConflictException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
