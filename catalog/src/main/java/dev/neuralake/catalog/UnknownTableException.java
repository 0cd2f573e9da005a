package dev.neuralake.catalog;

import dev.neuralake.types.NeuralakeException;

/** The catalog has no table of a name, or several; the message offers those that were meant. */
public final class UnknownTableException extends NeuralakeException {
    private static final long serialVersionUID = 1L;

    UnknownTableException(String message) {
        super(message);
    }
}
