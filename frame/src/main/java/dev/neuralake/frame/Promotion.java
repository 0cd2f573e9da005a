package dev.neuralake.frame;

import dev.neuralake.types.Column;
import dev.neuralake.types.DataType;
import dev.neuralake.types.DataType.ArrayType;
import dev.neuralake.types.DataType.Decimal;
import dev.neuralake.types.DataType.MapType;
import dev.neuralake.types.DataType.Primitive;
import dev.neuralake.types.DataType.StructType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The type that values of two types meet in. */
final class Promotion {
    /** Decimals up to this precision are calculated in 64 bits by the engine. */
    static final int SHORT_DECIMAL = 18;

    private Promotion() {}

    /** The type that holds the values of both, or null where there is none. */
    static @Nullable DataType common(DataType a, DataType b) {
        if (a.equals(b)) {
            return a;
        }
        if (a.isNumeric() && b.isNumeric()) {
            return numeric(a, b);
        }
        if (a instanceof ArrayType(var x, var xNull) && b instanceof ArrayType(var y, var yNull)) {
            DataType element = common(x, y);
            return element == null ? null : new ArrayType(element, xNull || yNull);
        }
        if (a instanceof MapType(var k, var v, var vNull) && b instanceof MapType(var l, var w, var wNull)) {
            DataType key = common(k, l);
            DataType value = common(v, w);
            return key == null || value == null ? null : new MapType(key, value, vNull || wNull);
        }
        if (a instanceof StructType(var x) && b instanceof StructType(var y)) {
            return struct(x, y);
        }
        return temporal(a, b);
    }

    private static @Nullable DataType struct(List<Column> a, List<Column> b) {
        if (a.size() != b.size()) {
            return null;
        }
        List<Column> fields = new ArrayList<>();
        for (int i = 0; i < a.size(); i++) {
            DataType type = common(a.get(i).type(), b.get(i).type());
            if (type == null || !a.get(i).name().equals(b.get(i).name())) {
                return null;
            }
            fields.add(a.get(i)
                    .withType(type)
                    .withNullable(a.get(i).nullable() || b.get(i).nullable()));
        }
        return new StructType(fields);
    }

    private static @Nullable DataType temporal(DataType a, DataType b) {
        boolean date = a == Primitive.DATE || b == Primitive.DATE;
        boolean moment = a == Primitive.TIMESTAMP || b == Primitive.TIMESTAMP;
        boolean local = a == Primitive.TIMESTAMP_NTZ || b == Primitive.TIMESTAMP_NTZ;
        if (date && moment) {
            return Primitive.TIMESTAMP;
        }
        return date && local ? Primitive.TIMESTAMP_NTZ : null;
    }

    private static DataType numeric(DataType a, DataType b) {
        if (a == Primitive.DOUBLE || b == Primitive.DOUBLE) {
            return Primitive.DOUBLE;
        }
        if (a == Primitive.FLOAT || b == Primitive.FLOAT) {
            return Primitive.FLOAT;
        }
        if (a instanceof Primitive x && b instanceof Primitive y) {
            return x.ordinal() > y.ordinal() ? x : y;
        }
        Decimal x = decimal(a);
        Decimal y = decimal(b);
        int scale = Math.max(x.scale(), y.scale());
        int whole = Math.max(x.precision() - x.scale(), y.precision() - y.scale());
        return new Decimal(Math.min(Decimal.MAX_PRECISION, whole + scale), scale);
    }

    /** A decimal that holds the values of a decimal or integer type. */
    static Decimal decimal(DataType type) {
        return switch (type) {
            case Decimal decimal -> decimal;
            case Primitive.BYTE -> new Decimal(3, 0);
            case Primitive.SHORT -> new Decimal(5, 0);
            case Primitive.INT -> new Decimal(10, 0);
            default -> new Decimal(19, 0);
        };
    }

    static boolean isInteger(@Nullable DataType type) {
        return type == Primitive.BYTE || type == Primitive.SHORT || type == Primitive.INT || type == Primitive.LONG;
    }

    static boolean isTime(@Nullable DataType type) {
        return type == Primitive.DATE || type == Primitive.TIMESTAMP || type == Primitive.TIMESTAMP_NTZ;
    }

    static boolean isFractional(@Nullable DataType type) {
        return type == Primitive.FLOAT || type == Primitive.DOUBLE || type instanceof Decimal;
    }
}
