package dev.neuralake.catalog;

import dev.neuralake.types.NeuralakeException;

/** A table that the catalog knows cannot be read; the message names it. */
public final class TableException extends NeuralakeException {
    private static final long serialVersionUID = 1L;

    TableException(String message, Throwable cause) {
        super(message, cause);
    }
}
