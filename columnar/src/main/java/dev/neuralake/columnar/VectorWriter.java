package dev.neuralake.columnar;

import dev.neuralake.types.Column;
import dev.neuralake.types.DataType;
import dev.neuralake.types.DataType.ArrayType;
import dev.neuralake.types.DataType.Decimal;
import dev.neuralake.types.DataType.MapType;
import dev.neuralake.types.DataType.Primitive;
import dev.neuralake.types.DataType.StructType;
import dev.neuralake.types.NeuralakeException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;
import org.jspecify.annotations.Nullable;

/**
 * Writes the values of one vector, at growing positions. Integers may come as a narrower class than the column's,
 * decimals with another scale if no digit is lost; instants are cut to microseconds.
 */
@FunctionalInterface
interface VectorWriter {

    /** Writes a value and answers roughly how many bytes of it do not have a fixed length. */
    int write(int index, @Nullable Object value);

    /** @param path the column in messages: {@code "address.city"} */
    static VectorWriter of(Column column, FieldVector vector, String path) {
        VectorWriter values = values(column.type(), vector, path);
        return (index, value) -> {
            if (value != null) {
                try {
                    return values.write(index, value);
                } catch (ClassCastException | ArithmeticException e) {
                    throw misfit(value, column.type(), path, e);
                }
            }
            if (!column.nullable()) {
                throw new NeuralakeException("Cannot put null into column '" + path + "': it is not nullable");
            }
            vector.setNull(index);
            return 0;
        };
    }

    private static NeuralakeException misfit(Object value, DataType type, String path, RuntimeException cause) {
        String text = value instanceof Object[] ? "a struct" : "'" + value + "'";
        return new NeuralakeException(
                "Cannot put " + text + " (" + value.getClass().getSimpleName() + ") into column '" + path
                        + "': it is no " + type,
                cause);
    }

    private static VectorWriter values(DataType type, FieldVector vector, String path) {
        return switch (type) {
            case Primitive primitive -> primitive(primitive, vector);
            case Decimal decimal -> decimal(decimal, (DecimalVector) vector);
            case ArrayType array -> array(array, (ListVector) vector, path);
            case MapType map -> map(map, (MapVector) vector, path);
            case StructType struct -> struct(struct, (StructVector) vector, path);
        };
    }

    private static VectorWriter primitive(Primitive type, FieldVector vector) {
        return switch (type) {
            case BOOLEAN -> fixed((i, value) -> ((BitVector) vector).setSafe(i, (Boolean) value ? 1 : 0));
            case BYTE -> fixed((i, value) -> ((TinyIntVector) vector).setSafe(i, (Byte) value));
            case SHORT -> fixed((i, value) -> ((SmallIntVector) vector).setSafe(i, (short) integer(value, Short.SIZE)));
            case INT -> fixed((i, value) -> ((IntVector) vector).setSafe(i, (int) integer(value, Integer.SIZE)));
            case LONG -> fixed((i, value) -> ((BigIntVector) vector).setSafe(i, integer(value, Long.SIZE)));
            case FLOAT -> fixed((i, value) -> ((Float4Vector) vector).setSafe(i, (Float) value));
            case DOUBLE -> fixed((i, value) -> ((Float8Vector) vector).setSafe(i, real(value)));
            case STRING, VARIANT -> (i, value) -> bytes((VarCharVector) vector, i, (String) value);
            case BINARY -> (i, value) -> bytes((VarBinaryVector) vector, i, (byte[]) value);
            case DATE -> fixed((i, value) -> ((DateDayVector) vector).setSafe(i, days((LocalDate) value)));
            case TIMESTAMP -> fixed((i, value) -> ((TimeStampVector) vector).setSafe(i, micros((Instant) value)));
            case TIMESTAMP_NTZ ->
                fixed((i, value) -> ((TimeStampVector) vector)
                        .setSafe(i, micros(((LocalDateTime) value).toInstant(ZoneOffset.UTC))));
        };
    }

    interface Setter {
        void set(int index, Object value);
    }

    private static VectorWriter fixed(Setter setter) {
        return (index, value) -> {
            setter.set(index, present(value));
            return 0;
        };
    }

    private static Object present(@Nullable Object value) {
        if (value == null) {
            throw new IllegalStateException("null is written elsewhere");
        }
        return value;
    }

    /** A narrower integer fits a wider column, which has {@code bits}. */
    private static long integer(Object value, int bits) {
        return switch (value) {
            case Byte b -> b;
            case Short s -> s;
            case Integer i when bits >= Integer.SIZE -> i;
            case Long l when bits == Long.SIZE -> l;
            default -> throw new ClassCastException();
        };
    }

    private static double real(Object value) {
        return value instanceof Float f ? f : (Double) value;
    }

    private static int bytes(VarCharVector vector, int index, @Nullable String value) {
        byte[] utf8 = ((String) present(value)).getBytes(StandardCharsets.UTF_8);
        vector.setSafe(index, utf8);
        return utf8.length;
    }

    private static int bytes(VarBinaryVector vector, int index, byte @Nullable [] value) {
        byte[] bytes = (byte[]) present(value);
        vector.setSafe(index, bytes);
        return bytes.length;
    }

    private static int days(LocalDate date) {
        return Math.toIntExact(date.toEpochDay());
    }

    static long micros(Instant instant) {
        return Math.addExact(
                Math.multiplyExact(instant.getEpochSecond(), VectorReader.MICROS_PER_SECOND), instant.getNano() / 1000);
    }

    private static VectorWriter decimal(Decimal type, DecimalVector vector) {
        return fixed((index, value) -> {
            BigDecimal decimal = ((BigDecimal) value).setScale(type.scale(), RoundingMode.UNNECESSARY);
            if (decimal.precision() > type.precision()) {
                throw new ArithmeticException();
            }
            vector.setSafe(index, decimal);
        });
    }

    private static VectorWriter array(ArrayType type, ListVector vector, String path) {
        Column element = Column.of("element", type.element()).withNullable(type.containsNull());
        VectorWriter elements = of(element, vector.getDataVector(), path + ".element");
        return (index, value) -> {
            List<?> list = (List<?>) present(value);
            int start = vector.startNewValue(index);
            int bytes = 0;
            int i = start;
            for (Object item : list) {
                bytes += Long.BYTES + elements.write(i++, item);
            }
            vector.endValue(index, i - start);
            return bytes;
        };
    }

    private static VectorWriter map(MapType type, MapVector vector, String path) {
        StructVector entries = (StructVector) vector.getDataVector();
        List<FieldVector> children = entries.getChildrenFromFields();
        Column key = Column.of("key", type.key()).required();
        Column entry = Column.of("value", type.value()).withNullable(type.valueContainsNull());
        VectorWriter keys = of(key, children.getFirst(), path + ".key");
        VectorWriter values = of(entry, children.getLast(), path + ".value");
        return (index, value) -> {
            Map<?, ?> map = (Map<?, ?>) present(value);
            int start = vector.startNewValue(index);
            int bytes = 0;
            int i = start;
            for (Map.Entry<?, ?> item : map.entrySet()) {
                entries.setIndexDefined(i);
                bytes += 2 * Long.BYTES + keys.write(i, item.getKey()) + values.write(i, item.getValue());
                i++;
            }
            vector.endValue(index, i - start);
            return bytes;
        };
    }

    private static VectorWriter struct(StructType type, StructVector vector, String path) {
        List<FieldVector> children = vector.getChildrenFromFields();
        VectorWriter[] fields = new VectorWriter[children.size()];
        for (int i = 0; i < fields.length; i++) {
            Column field = type.fields().get(i);
            fields[i] = of(field, children.get(i), path + "." + field.name());
        }
        return (index, value) -> {
            @Nullable Object[] values = (Object[]) present(value);
            if (values.length != fields.length) {
                throw new ClassCastException();
            }
            vector.setIndexDefined(index);
            int bytes = 0;
            for (int i = 0; i < fields.length; i++) {
                bytes += fields[i].write(index, values[i]);
            }
            return bytes;
        };
    }
}
