package dev.neuralake.columnar;

import dev.neuralake.columnar.EngineException.Kind;
import dev.neuralake.types.DataType;
import dev.neuralake.types.DataType.Decimal;
import dev.neuralake.types.DataType.Primitive;
import dev.neuralake.types.NeuralakeException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBPreparedStatement;
import org.jspecify.annotations.Nullable;

/** Values of a statement's {@code ?} in the classes that the driver takes. */
final class Parameters {
    private final DuckDBConnection connection;

    Parameters(DuckDBConnection connection) {
        this.connection = connection;
    }

    void bind(DuckDBPreparedStatement statement, List<? extends @Nullable Object> values) throws SQLException {
        int expected = statement.getParameterMetaData().getParameterCount();
        if (values.size() != expected) {
            String reason = "it has " + expected + " parameters, and " + values.size() + " values were given";
            throw new EngineException(Kind.BINDING, "run the query", reason, -1, new IllegalArgumentException(reason));
        }
        for (int i = 0; i < values.size(); i++) {
            statement.setObject(i + 1, toEngine(values.get(i)));
        }
    }

    private @Nullable Object toEngine(@Nullable Object value) throws SQLException {
        return switch (value) {
            case null -> null;
            case Instant instant -> instant.atOffset(ZoneOffset.UTC);
            case BigDecimal decimal -> decimal.scale() < 0 ? decimal.setScale(0) : decimal;
            case List<?> list -> connection.createArrayOf(EngineTypes.toSql(common(list)), elements(list));
            case Map<?, ?> map -> map(map);
            case Boolean ignored -> value;
            case Number ignored -> value;
            case String ignored -> value;
            case byte[] ignored -> value;
            case LocalDate ignored -> value;
            case LocalDateTime ignored -> value;
            case UUID ignored -> value;
            default -> throw unusable(value);
        };
    }

    private @Nullable Object[] elements(Collection<? extends @Nullable Object> list) throws SQLException {
        @Nullable Object[] elements = new Object[list.size()];
        int i = 0;
        for (Object element : list) {
            elements[i++] = toEngine(element);
        }
        return elements;
    }

    private Object map(Map<?, ?> map) throws SQLException {
        Map<@Nullable Object, @Nullable Object> converted = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            converted.put(toEngine(entry.getKey()), toEngine(entry.getValue()));
        }
        DataType type = DataType.map(common(map.keySet()), common(map.values()));
        return connection.createMap(EngineTypes.toSql(type), converted);
    }

    /** The one type of all values; an empty list is one of strings, which the engine casts to what it needs. */
    private static DataType common(Collection<? extends @Nullable Object> values) {
        DataType common = null;
        for (Object value : values) {
            if (value != null) {
                common = common == null ? typeOf(value) : common(common, typeOf(value));
            }
        }
        return common == null ? Primitive.STRING : common;
    }

    private static DataType common(DataType a, DataType b) {
        if (a.equals(b)) {
            return a;
        }
        if (a instanceof Decimal x && b instanceof Decimal y) {
            int scale = Math.max(x.scale(), y.scale());
            int digits = Math.max(x.precision() - x.scale(), y.precision() - y.scale());
            return DataType.decimal(Math.min(Decimal.MAX_PRECISION, digits + scale), scale);
        }
        if (isInteger(a) && isInteger(b)) {
            return Primitive.LONG;
        }
        if (a.isNumeric() && b.isNumeric()) {
            return Primitive.DOUBLE;
        }
        throw new NeuralakeException("Cannot use a list of " + a + " and " + b
                + " as a parameter: its elements have no type in common (make them one type)");
    }

    private static boolean isInteger(DataType type) {
        return type == Primitive.BYTE || type == Primitive.SHORT || type == Primitive.INT || type == Primitive.LONG;
    }

    private static DataType typeOf(Object value) {
        return switch (value) {
            case Boolean ignored -> Primitive.BOOLEAN;
            case Byte ignored -> Primitive.BYTE;
            case Short ignored -> Primitive.SHORT;
            case Integer ignored -> Primitive.INT;
            case Long ignored -> Primitive.LONG;
            case Float ignored -> Primitive.FLOAT;
            case Double ignored -> Primitive.DOUBLE;
            case BigInteger ignored -> DataType.decimal(Decimal.MAX_PRECISION, 0);
            case BigDecimal decimal -> typeOf(decimal);
            case String ignored -> Primitive.STRING;
            case UUID ignored -> Primitive.STRING;
            case byte[] ignored -> Primitive.BINARY;
            case LocalDate ignored -> Primitive.DATE;
            case Instant ignored -> Primitive.TIMESTAMP;
            case LocalDateTime ignored -> Primitive.TIMESTAMP_NTZ;
            case List<?> list -> DataType.array(common(list));
            case Map<?, ?> map -> DataType.map(common(map.keySet()), common(map.values()));
            default -> throw unusable(value);
        };
    }

    private static DataType typeOf(BigDecimal decimal) {
        int scale = Math.max(0, decimal.scale());
        int digits = decimal.precision() - decimal.scale();
        return DataType.decimal(Math.max(1, Math.max(scale, digits + scale)), scale);
    }

    private static NeuralakeException unusable(Object value) {
        return new NeuralakeException(
                "Cannot use a " + value.getClass().getName() + " as a parameter: it is none of the types of a column");
    }
}
