package dev.neuralake.frame;

import dev.neuralake.types.DataType;
import dev.neuralake.types.DataType.ArrayType;
import dev.neuralake.types.DataType.MapType;
import dev.neuralake.types.DataType.Primitive;
import java.util.function.Predicate;

/** What a function takes as an argument. */
enum Kind {
    ANY("anything", _ -> true),
    BOOLEAN("a condition", type -> type == Primitive.BOOLEAN),
    NUMBER("a number", DataType::isNumeric),
    INTEGER("an integer", Promotion::isInteger),
    FLOATING("a float or double", type -> type == Primitive.FLOAT || type == Primitive.DOUBLE),
    TEXT("a text", type -> type == Primitive.STRING),
    TEXT_OR_BINARY("a text or binary", type -> type == Primitive.STRING || type == Primitive.BINARY),
    TIME("a date or timestamp", Promotion::isTime),
    MOMENT("a timestamp", type -> type == Primitive.TIMESTAMP || type == Primitive.TIMESTAMP_NTZ),
    ZONED("a timestamp", type -> type == Primitive.TIMESTAMP),
    LOCAL("a timestamp_ntz", type -> type == Primitive.TIMESTAMP_NTZ),
    LIST("a list", ArrayType.class::isInstance),
    MAP("a map", MapType.class::isInstance);

    private final String text;
    private final Predicate<DataType> accepts;

    Kind(String text, Predicate<DataType> accepts) {
        this.text = text;
        this.accepts = accepts;
    }

    /** A type that is not known passes: the engine will judge it. */
    void require(Builtin function, Typed argument) {
        if (argument.type() != null && !accepts.test(argument.type())) {
            throw new FrameException("Cannot use " + argument + " in " + function.label() + ": it takes " + text
                    + " (convert it with cast)");
        }
    }
}
