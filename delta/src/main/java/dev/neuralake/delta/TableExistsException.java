package dev.neuralake.delta;

import dev.neuralake.types.NeuralakeException;

/** The table to create is there already. */
public final class TableExistsException extends NeuralakeException {
    private static final long serialVersionUID = 1L;

    public TableExistsException(String table) {
        super("Cannot create table " + table + ": it exists already (append to it, or create it only if absent)");
    }
}
