package dev.neuralake.storage;

/** The object is not the one that was asked for: it was replaced in between. */
public final class ObjectChangedException extends StoreException {
    private static final long serialVersionUID = 1L;

    public ObjectChangedException(String message) {
        super(message);
    }

    public ObjectChangedException(String message, Throwable cause) {
        super(message, cause);
    }
}
