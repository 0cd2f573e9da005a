package dev.neuralake.columnar;

import dev.neuralake.types.DataType;
import dev.neuralake.types.DataType.ArrayType;
import dev.neuralake.types.DataType.Decimal;
import dev.neuralake.types.DataType.MapType;
import dev.neuralake.types.DataType.Primitive;
import dev.neuralake.types.DataType.StructType;
import dev.neuralake.types.NeuralakeException;
import dev.neuralake.types.Sql;
import java.util.stream.Collectors;

/**
 * Column types as the engine's SQL spells them, both ways.
 *
 * <p>The engine has more types than a table. What a query yields beyond ours becomes: the unsigned integers the next
 * wider type ({@code UBIGINT} is {@code decimal(20,0)}), {@code HUGEINT} and {@code UHUGEINT} {@code decimal(38,0)},
 * timestamps of other precision {@code timestamp_ntz} or {@code timestamp} in microseconds, fixed-size arrays
 * {@code array}, tuples a struct of {@code _1, _2, …}, JSON, UUID, ENUM, TIME, INTERVAL, BIT, BIGNUM, UNION, GEOMETRY
 * and a bare NULL {@code string}.
 */
public final class EngineTypes {
    private EngineTypes() {}

    /** The engine's name of a type, fit for a cast or a table definition. */
    public static String toSql(DataType type) {
        return toSql(type, "VARIANT");
    }

    /** The same for a cast of a value that leaves the engine: variants leave it as JSON text. */
    static String toResultSql(DataType type) {
        return toSql(type, "JSON");
    }

    private static String toSql(DataType type, String variant) {
        return switch (type) {
            case Primitive primitive -> primitive == Primitive.VARIANT ? variant : name(primitive);
            case Decimal decimal -> "DECIMAL(" + decimal.precision() + "," + decimal.scale() + ")";
            case ArrayType array -> toSql(array.element(), variant) + "[]";
            case MapType map -> "MAP(" + toSql(map.key(), variant) + ", " + toSql(map.value(), variant) + ")";
            case StructType struct ->
                struct.fields().stream()
                        .map(field -> Sql.quote(field.name()) + " " + toSql(field.type(), variant))
                        .collect(Collectors.joining(", ", "STRUCT(", ")"));
        };
    }

    private static String name(Primitive primitive) {
        return switch (primitive) {
            case BOOLEAN -> "BOOLEAN";
            case BYTE -> "TINYINT";
            case SHORT -> "SMALLINT";
            case INT -> "INTEGER";
            case LONG -> "BIGINT";
            case FLOAT -> "FLOAT";
            case DOUBLE -> "DOUBLE";
            case STRING -> "VARCHAR";
            case BINARY -> "BLOB";
            case DATE -> "DATE";
            case TIMESTAMP -> "TIMESTAMPTZ";
            case TIMESTAMP_NTZ -> "TIMESTAMP";
            case VARIANT -> "VARIANT";
        };
    }

    /**
     * The column type of what the engine calls {@code sql}.
     *
     * @throws NeuralakeException where the text is not a type of the engine
     */
    public static DataType fromSql(String sql) {
        return new EngineTypeParser(sql).parse().type();
    }
}
