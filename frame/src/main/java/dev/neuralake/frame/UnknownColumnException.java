package dev.neuralake.frame;

import dev.neuralake.types.Nearest;
import java.util.Collection;
import java.util.List;

/** A column that is not there. */
public final class UnknownColumnException extends FrameException {
    private static final long serialVersionUID = 1L;

    private final String column;
    private final transient List<String> nearest;

    UnknownColumnException(String column, Collection<String> columns) {
        super("Cannot find column '" + column + "': " + Nearest.among("columns", column, columns));
        this.column = column;
        this.nearest = Nearest.of(column, columns);
    }

    /** The name as it was asked for. */
    public String column() {
        return column;
    }

    /** At most three names of columns that are there, the nearest first. */
    public List<String> nearest() {
        return nearest;
    }
}
