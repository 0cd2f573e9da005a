package dev.neuralake.frame;

import dev.neuralake.types.DataType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a function makes of its arguments.
 *
 * @param arguments the arguments with the conversions that they need
 * @param type the type of the result; null where only the engine can tell
 * @param casts whether the engine's own result is of another type and must be cast
 */
record Outcome(List<Typed> arguments, @Nullable DataType type, boolean nullable, boolean casts) {

    static Outcome of(List<Typed> arguments, @Nullable DataType type) {
        return new Outcome(arguments, type, arguments.stream().anyMatch(Typed::nullable), false);
    }

    Outcome withNullable(boolean other) {
        return new Outcome(arguments, type, other, casts);
    }

    /** The result is cast to this type. */
    Outcome castTo(DataType target) {
        return new Outcome(arguments, target, nullable, true);
    }
}
