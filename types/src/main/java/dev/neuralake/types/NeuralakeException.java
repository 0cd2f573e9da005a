package dev.neuralake.types;

/**
 * The root of every error that Neuralake raises on purpose. The message is written for the person who reads it: what
 * could not be done, to which thing, why, and what to do next. A subclass exists only where a caller reacts
 * differently.
 */
public class NeuralakeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NeuralakeException(String message) {
        super(message);
    }

    public NeuralakeException(String message, Throwable cause) {
        super(message, cause);
    }
}
