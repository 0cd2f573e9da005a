package dev.neuralake.catalog;

import dev.neuralake.columnar.EngineTypes;
import dev.neuralake.types.Column;
import dev.neuralake.types.DataType;
import dev.neuralake.types.DataType.Decimal;
import dev.neuralake.types.DataType.Primitive;
import dev.neuralake.types.Nearest;
import dev.neuralake.types.NeuralakeException;
import dev.neuralake.types.Schema;
import dev.neuralake.types.Sql;
import java.util.Optional;
import java.util.stream.Collectors;

/** Holds the columns that files have against those that are declared. */
final class Conformity {
    private Conformity() {}

    /**
     * The items of a SELECT that yields the declared columns from the actual ones. A column that is missing is null if
     * it may be; a type that loses nothing is widened.
     *
     * @throws NeuralakeException where a column is missing or of another type
     */
    static String select(Schema declared, Schema actual, String path) {
        return declared.columns().stream()
                .map(column -> item(column, actual, path))
                .collect(Collectors.joining(", "));
    }

    private static String item(Column declared, Schema actual, String path) {
        Optional<Column> found = actual.find(declared.name());
        String name = Sql.quote(declared.name());
        String type = EngineTypes.toSql(declared.type());
        if (found.isEmpty()) {
            if (!declared.nullable()) {
                throw new NeuralakeException("Cannot read column '" + declared.name() + "' of " + path
                        + ": it is not there; " + Nearest.among("columns", declared.name(), actual.names())
                        + " (declare it nullable if it may be missing)");
            }
            return "CAST(NULL AS " + type + ") AS " + name;
        }
        requireFits(declared, found.get(), path);
        String source = Sql.quote(found.get().name());
        return found.get().type().equals(declared.type())
                ? source + " AS " + name
                : "CAST(" + source + " AS " + type + ") AS " + name;
    }

    static void requireFits(Column declared, Column actual, String path) {
        if (!fits(actual.type(), declared.type())) {
            throw new NeuralakeException("Cannot read column '" + declared.name() + "' of " + path + " as "
                    + declared.type() + ": it is of type " + actual.type() + " (declare that type)");
        }
    }

    /** Whether each value of one type is a value of the other. */
    private static boolean fits(DataType from, DataType to) {
        if (from instanceof Primitive narrow && to instanceof Primitive wide) {
            return narrow == wide
                    || integerDigits(narrow) > 0 && integerDigits(narrow) < integerDigits(wide)
                    || narrow == Primitive.FLOAT && wide == Primitive.DOUBLE;
        }
        if (to instanceof Decimal(int precision, int scale)) {
            if (from instanceof Decimal(int fromPrecision, int fromScale)) {
                return fromScale <= scale && fromPrecision - fromScale <= precision - scale;
            }
            return from instanceof Primitive integer
                    && integerDigits(integer) > 0
                    && integerDigits(integer) <= precision - scale;
        }
        // Whether what lists and structs hold may be null matters to those who write them, not here.
        return from.toString().equals(to.toString());
    }

    /** How many decimal digits the integers of a type have; 0 for other types. */
    private static int integerDigits(Primitive type) {
        return switch (type) {
            case BYTE -> 3;
            case SHORT -> 5;
            case INT -> 10;
            case LONG -> 19;
            case BOOLEAN, FLOAT, DOUBLE, STRING, BINARY, DATE, TIMESTAMP, TIMESTAMP_NTZ, VARIANT -> 0;
        };
    }
}
