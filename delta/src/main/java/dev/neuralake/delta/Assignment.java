package dev.neuralake.delta;

import dev.neuralake.types.Column;
import dev.neuralake.types.DataType;
import dev.neuralake.types.DataType.ArrayType;
import dev.neuralake.types.DataType.Decimal;
import dev.neuralake.types.DataType.MapType;
import dev.neuralake.types.DataType.Primitive;
import dev.neuralake.types.DataType.StructType;
import java.util.Optional;

/** Which types may be stored in a column of another. */
enum Assignment {
    /** Those whose values fit, and integers, whose misfits the engine notices: for rows that a program hands over. */
    STRICT,
    /** Those that Spark's ANSI store assignment takes, for the values of statements: see {@link StoreCast}. */
    ANSI;

    boolean isAllowed(DataType from, DataType to) {
        if (from.equals(to) || this == ANSI && from.equals(Described.NULL)) {
            return true;
        }
        return switch (to) {
            case Primitive p -> this == ANSI ? isStoredBySpark(from, p) : fits(from, p);
            case Decimal ignored -> from.isNumeric() && (this == ANSI || !isFloating(from));
            case ArrayType a -> from instanceof ArrayType f && isAllowed(f.element(), a.element());
            case MapType m ->
                from instanceof MapType f && isAllowed(f.key(), m.key()) && isAllowed(f.value(), m.value());
            case StructType s -> from instanceof StructType f && toStruct(f, s);
        };
    }

    private static boolean fits(DataType from, Primitive to) {
        return switch (to) {
            case BYTE, SHORT, INT, LONG -> isIntegral(from) || from instanceof Decimal d && d.scale() == 0;
            case FLOAT, DOUBLE -> from.isNumeric();
            // A time without a zone is one of UTC's, and the other way round.
            case TIMESTAMP -> from == Primitive.DATE || from == Primitive.TIMESTAMP_NTZ;
            case TIMESTAMP_NTZ -> from == Primitive.DATE || from == Primitive.TIMESTAMP;
            case BOOLEAN, STRING, BINARY, DATE, VARIANT -> false;
        };
    }

    private static boolean isStoredBySpark(DataType from, Primitive to) {
        return switch (to) {
            case BYTE, SHORT, INT, LONG, FLOAT, DOUBLE -> from.isNumeric();
            case DATE, TIMESTAMP, TIMESTAMP_NTZ -> isTime(from);
            // Spark and the engine write floating point numbers in different ways.
            case STRING -> !from.isNested() && from != Primitive.VARIANT && !isFloating(from);
            case BOOLEAN, BINARY, VARIANT -> false;
        };
    }

    private static boolean isTime(DataType type) {
        return type == Primitive.DATE || type == Primitive.TIMESTAMP || type == Primitive.TIMESTAMP_NTZ;
    }

    /** Whether values may not fit or need more than a cast of the engine's, somewhere in types that may be assigned. */
    static boolean isLossy(DataType from, DataType to) {
        if (from.equals(to) || from.equals(Described.NULL)) {
            return false;
        }
        return switch (to) {
            case Primitive p ->
                p == Primitive.STRING
                        || isIntegral(p) && !TypeWidening.isWider(from, p)
                        || p == Primitive.FLOAT && !isIntegral(from);
            case Decimal ignored -> !TypeWidening.isWider(from, to);
            case ArrayType a -> from instanceof ArrayType f && isLossy(f.element(), a.element());
            case MapType m -> from instanceof MapType f && (isLossy(f.key(), m.key()) || isLossy(f.value(), m.value()));
            case StructType s ->
                from instanceof StructType f
                        && s.fields().stream()
                                .anyMatch(field -> find(f, field.name())
                                        .filter(given -> isLossy(given.type(), field.type()))
                                        .isPresent());
        };
    }

    private boolean toStruct(StructType from, StructType to) {
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

    static boolean isIntegral(DataType type) {
        return type == Primitive.BYTE || type == Primitive.SHORT || type == Primitive.INT || type == Primitive.LONG;
    }

    static boolean isFloating(DataType type) {
        return type == Primitive.FLOAT || type == Primitive.DOUBLE;
    }
}
