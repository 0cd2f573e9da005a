package dev.neuralake.storage;

import dev.neuralake.types.NeuralakeException;

/** A store did not answer, or answered something else; a write that ends so may have taken effect. */
public sealed class StoreException extends NeuralakeException
        permits MissingObjectException,
                AccessDeniedException,
                ObjectExistsException,
                ObjectChangedException,
                StoreFullException {
    private static final long serialVersionUID = 1L;

    public StoreException(String message) {
        super(message);
    }

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
