package dev.neuralake.storage;

/** There is no object of that key. */
public final class MissingObjectException extends StoreException {
    private static final long serialVersionUID = 1L;

    public MissingObjectException(String message) {
        super(message);
    }

    public MissingObjectException(String message, Throwable cause) {
        super(message, cause);
    }
}
