package dev.neuralake.delta;

import dev.neuralake.columnar.EngineTypes;
import dev.neuralake.types.Column;
import dev.neuralake.types.DataType;
import dev.neuralake.types.DataType.ArrayType;
import dev.neuralake.types.DataType.Decimal;
import dev.neuralake.types.DataType.MapType;
import dev.neuralake.types.DataType.Primitive;
import dev.neuralake.types.DataType.StructType;
import dev.neuralake.types.Sql;
import java.util.stream.Collectors;

/**
 * Casts values of statements to the type of the column that they are stored in as Spark's ANSI store assignment does:
 * fractions become whole numbers by leaving their digits out, decimals are rounded half up, and a value that does not fit
 * is an error that names the column and the value.
 */
final class StoreCast {
    private final String table;
    private int depth;

    StoreCast(String table) {
        this.table = table;
    }

    /**
     * The expression of the value as the column has it.
     *
     * @param value a name or another expression that is cheap and always yields the same, for it may stand there twice
     * @param column how errors name the column
     */
    String of(String value, DataType from, DataType to, String column) {
        if (from.equals(to)) {
            return value;
        }
        if (!Assignment.isLossy(from, to)) {
            return cast(value, to);
        }
        return switch (to) {
            case Primitive ignored -> scalar(value, from, to, column);
            case Decimal ignored -> scalar(value, from, to, column);
            case ArrayType a -> {
                String item = "v" + depth++;
                yield "list_transform(" + value + ", lambda " + item + ": "
                        + of(item, ((ArrayType) from).element(), a.element(), column + ".element") + ")";
            }
            case MapType m -> {
                String item = "v" + depth++;
                MapType f = (MapType) from;
                yield "map_from_entries(list_transform(map_entries(" + value + "), lambda " + item
                        + ": struct_pack(k := " + of(item + ".key", f.key(), m.key(), column + ".key") + ", v := "
                        + of(item + ".value", f.value(), m.value(), column + ".value") + ")))";
            }
            case StructType s -> {
                String fields = s.fields().stream()
                        .map(field -> Sql.quote(field.name()) + " := " + field(value, (StructType) from, field, column))
                        .collect(Collectors.joining(", "));
                yield "CASE WHEN " + value + " IS NULL THEN NULL ELSE struct_pack(" + fields + ") END";
            }
        };
    }

    private String field(String value, StructType from, Column field, String column) {
        return Assignment.find(from, field.name())
                .map(given -> of(
                        value + "." + Sql.quote(given.name()), given.type(), field.type(), column + "." + field.name()))
                .orElseGet(() -> cast("NULL", field.type()));
    }

    private String scalar(String value, DataType from, DataType to, String column) {
        if (to == Primitive.STRING) {
            return text(value, from);
        }
        boolean whole = to instanceof Primitive p && Assignment.isIntegral(p);
        String exact = whole && !Assignment.isIntegral(from)
                ? "trunc(" + value + ")"
                : to instanceof Decimal && Assignment.isFloating(from) ? cast(value, Primitive.STRING) : value;
        String message = Sql.text("Cannot write to table " + table + ": column '" + column + "' is " + to
                + ", which does not hold the value ");
        return "coalesce(TRY_CAST(" + exact + " AS " + EngineTypes.toSql(to) + "), CASE WHEN " + value
                + " IS NOT NULL THEN error(" + message + " || CAST(" + value + " AS VARCHAR)) END)";
    }

    private static String text(String value, DataType from) {
        if (from == Primitive.TIMESTAMP) {
            return cast(cast(value, Primitive.TIMESTAMP_NTZ), Primitive.STRING);
        }
        return from == Primitive.BINARY ? "decode(" + value + ")" : cast(value, Primitive.STRING);
    }

    private static String cast(String value, DataType type) {
        return "CAST(" + value + " AS " + EngineTypes.toSql(type) + ")";
    }
}
