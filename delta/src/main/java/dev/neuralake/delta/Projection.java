package dev.neuralake.delta;

import dev.neuralake.types.Column;
import dev.neuralake.types.DataType;
import dev.neuralake.types.DataType.ArrayType;
import dev.neuralake.types.DataType.Decimal;
import dev.neuralake.types.DataType.MapType;
import dev.neuralake.types.DataType.Primitive;
import dev.neuralake.types.DataType.StructType;
import dev.neuralake.types.Sql;
import java.util.stream.Collectors;

/** Expressions between the form of values in files and their form in the table. */
final class Projection {
    private final boolean mapped;
    private int depth;

    /** @param mapped whether fields have other names in files */
    Projection(boolean mapped) {
        this.mapped = mapped;
    }

    /** The value of a table's type from the value in a file. */
    String read(String value, DataType type) {
        return convert(value, type, true);
    }

    /** The value in a file from the value of a table's type. */
    String write(String value, DataType type) {
        return convert(value, type, false);
    }

    private String convert(String value, DataType type, boolean reading) {
        if (!differs(type)) {
            return value;
        }
        return switch (type) {
            case Primitive ignored -> "CAST(CAST(" + variant(value) + " AS JSON) AS VARCHAR)";
            case Decimal ignored -> value;
            case ArrayType a -> {
                String item = "x" + depth++;
                yield "list_transform(" + value + ", lambda " + item + ": " + convert(item, a.element(), reading) + ")";
            }
            case MapType m -> {
                String item = "x" + depth++;
                yield "map_from_entries(list_transform(map_entries(" + value + "), lambda " + item
                        + ": struct_pack(k := "
                        + convert(item + ".key", m.key(), reading) + ", v := "
                        + convert(item + ".value", m.value(), reading) + ")))";
            }
            case StructType s -> {
                String fields = s.fields().stream()
                        .map(field -> field(value, field, reading))
                        .collect(Collectors.joining(", "));
                yield "CASE WHEN " + value + " IS NULL THEN NULL ELSE struct_pack(" + fields + ") END";
            }
        };
    }

    /**
     * A column that its file calls a variant is one. Older files hold no more than its two binaries in a struct, which the
     * engine makes an object of; JSON has no binaries, so the two cannot be confused.
     */
    private static String variant(String value) {
        String binaries = "CAST(" + value + " AS STRUCT(metadata BLOB, \"value\" BLOB))";
        return "CASE WHEN variant_typeof(" + value + ") = 'OBJECT(metadata, value)' AND variant_typeof(variant_extract("
                + value + ", 'value')) = 'BLOB' THEN variant_bytes_to_variant(" + binaries + ".metadata || " + binaries
                + ".\"value\") ELSE " + value + " END";
    }

    private String field(String value, Column field, boolean reading) {
        String physical = Sql.quote(ColumnMapping.physicalName(field, mapped));
        String logical = Sql.quote(field.name());
        String from = value + "." + (reading ? physical : logical);
        return (reading ? logical : physical) + " := " + convert(from, field.type(), reading);
    }

    private boolean differs(DataType type) {
        return switch (type) {
            case Primitive p -> p == Primitive.VARIANT;
            case Decimal ignored -> false;
            case ArrayType a -> differs(a.element());
            case MapType m -> differs(m.key()) || differs(m.value());
            case StructType s ->
                s.fields().stream()
                        .anyMatch(field -> differs(field.type())
                                || !ColumnMapping.physicalName(field, mapped).equals(field.name()));
        };
    }
}
