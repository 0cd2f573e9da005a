package dev.neuralake.delta;

import dev.neuralake.types.Column;
import dev.neuralake.types.DataType;
import dev.neuralake.types.DataType.Decimal;
import dev.neuralake.types.DataType.Primitive;
import dev.neuralake.types.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Types that can take the place of narrower ones without rewriting files (PROTOCOL.md, "Type Widening"). */
final class TypeWidening {
    private static final String CHANGES = "delta.typeChanges";
    private static final List<DataType> INTEGERS =
            List.of(Primitive.BYTE, Primitive.SHORT, Primitive.INT, Primitive.LONG);

    private TypeWidening() {}

    /** Whether a column of a type may get another by ALTER TABLE. */
    static boolean isWider(DataType from, DataType to) {
        return isWiderInKind(from, to)
                || from == Primitive.DATE && to == Primitive.TIMESTAMP_NTZ
                || to == Primitive.DOUBLE && INTEGERS.indexOf(from) >= 0 && from != Primitive.LONG
                || to instanceof Decimal d && INTEGERS.contains(from) && integerDigits(d) >= digits(from);
    }

    /** Whether both are of one kind, so that a column may be widened because wider values arrive. */
    static boolean isWiderInKind(DataType from, DataType to) {
        if (from instanceof Decimal f && to instanceof Decimal t) {
            return !f.equals(t) && t.scale() >= f.scale() && integerDigits(t) >= integerDigits(f);
        }
        boolean integers = INTEGERS.contains(from) && INTEGERS.indexOf(to) > INTEGERS.indexOf(from);
        return integers || from == Primitive.FLOAT && to == Primitive.DOUBLE;
    }

    private static int integerDigits(Decimal type) {
        return type.precision() - type.scale();
    }

    private static int digits(DataType integer) {
        return integer == Primitive.LONG ? 20 : 10;
    }

    /** Writes down a change of type in the metadata of the field that holds it. */
    static Column recorded(Column field, List<String> steps, DataType from, DataType to) {
        Map<String, Object> change = new LinkedHashMap<>();
        change.put("toType", text(to));
        change.put("fromType", text(from));
        if (!steps.isEmpty()) {
            change.put("fieldPath", String.join(".", steps));
        }
        List<Object> changes = new ArrayList<>();
        if (field.metadata().get(CHANGES) instanceof List<?> before) {
            changes.addAll(before);
        }
        changes.add(change);
        Map<String, Object> metadata = new LinkedHashMap<>(field.metadata());
        metadata.put(CHANGES, changes);
        return field.withMetadata(metadata);
    }

    /** The schema without what was written down. */
    static Schema forgotten(Schema schema) {
        return new Schema(forgotten(schema.columns()));
    }

    private static List<Column> forgotten(List<Column> columns) {
        return columns.stream()
                .map(column -> {
                    Map<String, Object> kept = new LinkedHashMap<>(column.metadata());
                    kept.remove(CHANGES);
                    return column.withMetadata(kept).withType(forgotten(column.type()));
                })
                .toList();
    }

    private static DataType forgotten(DataType type) {
        return switch (type) {
            case Primitive p -> p;
            case Decimal d -> d;
            case DataType.ArrayType a -> new DataType.ArrayType(forgotten(a.element()), a.containsNull());
            case DataType.MapType m ->
                new DataType.MapType(forgotten(m.key()), forgotten(m.value()), m.valueContainsNull());
            case DataType.StructType s -> new DataType.StructType(forgotten(s.fields()));
        };
    }

    /** The name of a type in the log. */
    static String text(DataType type) {
        return switch (type) {
            case Primitive p -> p == Primitive.INT ? "integer" : p.toString();
            case Decimal d -> d.toString();
            case DataType.ArrayType ignored -> "array";
            case DataType.MapType ignored -> "map";
            case DataType.StructType ignored -> "struct";
        };
    }
}
