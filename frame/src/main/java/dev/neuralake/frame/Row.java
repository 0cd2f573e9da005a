package dev.neuralake.frame;

import dev.neuralake.types.DataType.StructType;
import dev.neuralake.types.NeuralakeException;
import dev.neuralake.types.RecordCodec;
import dev.neuralake.types.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * One row of a result, apart from its Arrow memory. Columns are named exactly, or else without regard to case. The
 * accessors of a type take what the column holds if nothing is lost, and refuse null: ask {@link #isNull} first.
 */
public final class Row {
    private final Schema schema;
    private final @Nullable Object[] values;

    Row(Schema schema, @Nullable Object[] values) {
        this.schema = schema;
        this.values = values;
    }

    public Schema schema() {
        return schema;
    }

    /** The value of a column, of the class that {@link dev.neuralake.types.DataType} lists for its type. */
    public @Nullable Object value(String column) {
        int index = schema.indexOf(column);
        if (index < 0) {
            throw new UnknownColumnException(column, schema.names());
        }
        return values[index];
    }

    /** The value of a column by its position, from 0. */
    public @Nullable Object value(int column) {
        return values[Objects.checkIndex(column, values.length)];
    }

    /** The values in the order of the schema. */
    public @Nullable Object[] values() {
        return values.clone();
    }

    public boolean isNull(String column) {
        return value(column) == null;
    }

    public boolean asBoolean(String column) {
        return as(column, Boolean.class);
    }

    public int asInt(String column) {
        return Math.toIntExact(asLong(column));
    }

    public long asLong(String column) {
        Number number = as(column, Number.class);
        if (number instanceof Double || number instanceof Float) {
            throw refusal(column, number, "a whole number");
        }
        return number instanceof BigDecimal decimal ? decimal.longValueExact() : number.longValue();
    }

    public double asDouble(String column) {
        return as(column, Number.class).doubleValue();
    }

    public BigDecimal asDecimal(String column) {
        Number number = as(column, Number.class);
        return number instanceof BigDecimal decimal ? decimal : new BigDecimal(number.toString());
    }

    public String asString(String column) {
        return as(column, String.class);
    }

    public byte[] asBytes(String column) {
        return as(column, byte[].class);
    }

    public LocalDate asDate(String column) {
        return as(column, LocalDate.class);
    }

    public Instant asInstant(String column) {
        return as(column, Instant.class);
    }

    public LocalDateTime asLocalDateTime(String column) {
        return as(column, LocalDateTime.class);
    }

    public List<?> asList(String column) {
        return as(column, List.class);
    }

    public Map<?, ?> asMap(String column) {
        return as(column, Map.class);
    }

    /** A struct as a row of its fields. */
    public Row asRow(String column) {
        @Nullable Object[] fields = as(column, Object[].class);
        return schema.column(column).type() instanceof StructType struct
                ? new Row(new Schema(struct.fields()), fields)
                : this;
    }

    /** The row as a record, whose components are found by column name; further columns are left out. */
    public <T extends Record> T as(Class<T> type) {
        return new RecordMapping<>(RecordCodec.of(type), schema).record(values);
    }

    private <T> T as(String column, Class<T> type) {
        Object value = value(column);
        if (value == null) {
            throw new NeuralakeException("Cannot read column '" + column + "': it is null here (ask isNull first)");
        }
        if (!type.isInstance(value)) {
            throw refusal(column, value, "a " + type.getSimpleName());
        }
        return type.cast(value);
    }

    private NeuralakeException refusal(String column, Object value, String wanted) {
        return new NeuralakeException("Cannot read column '" + column + "' as " + wanted + ": it is of type "
                + schema.column(column).type() + ", here " + value);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Row that
                && schema.names().equals(that.schema.names())
                && Arrays.deepEquals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(values);
    }

    /** {@code {id=1, name=Ann}}. */
    @Override
    public String toString() {
        StringJoiner text = new StringJoiner(", ", "{", "}");
        for (int i = 0; i < values.length; i++) {
            String value = Arrays.deepToString(new Object[] {values[i]});
            text.add(schema.names().get(i) + "=" + value.substring(1, value.length() - 1));
        }
        return text.toString();
    }
}
