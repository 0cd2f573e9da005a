package dev.neuralake.delta.index;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What the log knows of one column in the files of one block: bounds that hold for certain, already widened for what
 * writers are known to round.
 */
interface ColumnBounds {
    /** The number of rows of a file, -1 where it is not known. */
    long records(int file);

    /** The number of nulls, -1 where it is not known. */
    long nulls(int file);

    /** A value that no value of the column lies below; null where none is known. */
    @Nullable
    Object low(int file);

    /** A value that no value of the column lies above; null where none is known. */
    @Nullable
    Object high(int file);

    /** Whether a text counts as not above {@link #high} because it begins with it: long maxima may be cut. */
    default boolean highIsPrefix(int file) {
        return high(file) instanceof String text && text.length() >= BoundParser.TEXT_CUT;
    }

    /** Whether values above {@link #high} may occur because it leaves NaN out. */
    default boolean mayHoldNaN() {
        return false;
    }

    /** Whether every value is null, for certain. */
    default boolean allNull(int file) {
        return records(file) >= 0 && nulls(file) == records(file);
    }

    /** Compares a bound with a value; empty where they cannot be compared. */
    static OptionalInt compare(@Nullable Object bound, @Nullable Object value) {
        return Values.compare(bound, value);
    }
}
