package dev.neuralake.storage;

/** The store does not let us do that. */
public final class AccessDeniedException extends StoreException {
    private static final long serialVersionUID = 1L;

    public AccessDeniedException(String message) {
        super(message);
    }

    public AccessDeniedException(String message, Throwable cause) {
        super(message, cause);
    }
}
