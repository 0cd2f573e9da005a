package dev.neuralake.delta;

import dev.neuralake.types.Column;
import dev.neuralake.types.DataType;
import dev.neuralake.types.DataType.ArrayType;
import dev.neuralake.types.DataType.Decimal;
import dev.neuralake.types.DataType.MapType;
import dev.neuralake.types.DataType.Primitive;
import dev.neuralake.types.DataType.StructType;
import java.util.Optional;

/** Which types may be stored in a column of another: those whose values fit, or whose misfits the engine notices. */
final class Assignment {
    private Assignment() {}

    static boolean isAllowed(DataType from, DataType to) {
        if (from.equals(to)) {
            return true;
        }
        return switch (to) {
            case Primitive p -> toPrimitive(from, p);
            case Decimal ignored -> from.isNumeric() && !isFloating(from);
            case ArrayType a -> from instanceof ArrayType f && isAllowed(f.element(), a.element());
            case MapType m ->
                from instanceof MapType f && isAllowed(f.key(), m.key()) && isAllowed(f.value(), m.value());
            case StructType s -> from instanceof StructType f && toStruct(f, s);
        };
    }

    private static boolean toPrimitive(DataType from, Primitive to) {
        return switch (to) {
            case BYTE, SHORT, INT, LONG -> isIntegral(from) || from instanceof Decimal d && d.scale() == 0;
            case FLOAT, DOUBLE -> from.isNumeric();
            // A time without a zone is one of UTC's, and the other way round.
            case TIMESTAMP -> from == Primitive.DATE || from == Primitive.TIMESTAMP_NTZ;
            case TIMESTAMP_NTZ -> from == Primitive.DATE || from == Primitive.TIMESTAMP;
            case BOOLEAN, STRING, BINARY, DATE, VARIANT -> false;
        };
    }

    private static boolean toStruct(StructType from, StructType to) {
        boolean known = from.fields().stream()
                .allMatch(field -> find(to, field.name())
                        .filter(target -> isAllowed(field.type(), target.type()))
                        .isPresent());
        boolean complete = to.fields().stream()
                .allMatch(field -> field.nullable() || find(from, field.name()).isPresent());
        return known && complete;
    }

    static Optional<Column> find(StructType struct, String name) {
        return ColumnMapping.find(struct.fields(), name);
    }

    private static boolean isIntegral(DataType type) {
        return type == Primitive.BYTE || type == Primitive.SHORT || type == Primitive.INT || type == Primitive.LONG;
    }

    private static boolean isFloating(DataType type) {
        return type == Primitive.FLOAT || type == Primitive.DOUBLE;
    }
}
