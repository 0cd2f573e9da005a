package dev.neuralake.columnar;

import dev.neuralake.types.Column;
import dev.neuralake.types.DataType;
import dev.neuralake.types.DataType.ArrayType;
import dev.neuralake.types.DataType.Decimal;
import dev.neuralake.types.DataType.MapType;
import dev.neuralake.types.DataType.Primitive;
import dev.neuralake.types.DataType.StructType;
import dev.neuralake.types.NeuralakeException;
import dev.neuralake.types.Schema;
import java.util.List;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;

/**
 * Column types as Arrow fields, both ways. Timestamps are microseconds, with the zone {@code UTC} for {@code timestamp}
 * and none for {@code timestamp_ntz}; decimals have 128 bits; variants are JSON text.
 */
public final class ArrowTypes {
    private static final int DECIMAL_BITS = 128;

    /** How a field says that its bytes mean something, and what UUIDs say. */
    private static final String EXTENSION = "ARROW:extension:name";

    private static final String UUID = "arrow.uuid";

    private ArrowTypes() {}

    public static org.apache.arrow.vector.types.pojo.Schema toArrow(Schema schema) {
        return new org.apache.arrow.vector.types.pojo.Schema(
                schema.columns().stream().map(ArrowTypes::toArrow).toList());
    }

    public static Field toArrow(Column column) {
        return field(column.name(), column.type(), column.nullable());
    }

    private static Field field(String name, DataType type, boolean nullable) {
        return switch (type) {
            case Primitive primitive -> leaf(name, arrow(primitive), nullable);
            case Decimal decimal ->
                leaf(name, new ArrowType.Decimal(decimal.precision(), decimal.scale(), DECIMAL_BITS), nullable);
            case ArrayType array ->
                node(name, new ArrowType.List(), nullable, field("element", array.element(), array.containsNull()));
            case MapType map -> {
                Field key = field(MapVector.KEY_NAME, map.key(), false);
                Field value = field(MapVector.VALUE_NAME, map.value(), map.valueContainsNull());
                Field entries = node(MapVector.DATA_VECTOR_NAME, new ArrowType.Struct(), false, key, value);
                yield node(name, new ArrowType.Map(false), nullable, entries);
            }
            case StructType struct ->
                node(
                        name,
                        new ArrowType.Struct(),
                        nullable,
                        struct.fields().stream().map(ArrowTypes::toArrow).toArray(Field[]::new));
        };
    }

    private static Field leaf(String name, ArrowType type, boolean nullable) {
        return new Field(name, new FieldType(nullable, type, null), null);
    }

    private static Field node(String name, ArrowType type, boolean nullable, Field... children) {
        return new Field(name, new FieldType(nullable, type, null), List.of(children));
    }

    private static ArrowType arrow(Primitive primitive) {
        return switch (primitive) {
            case BOOLEAN -> new ArrowType.Bool();
            case BYTE -> new ArrowType.Int(8, true);
            case SHORT -> new ArrowType.Int(16, true);
            case INT -> new ArrowType.Int(32, true);
            case LONG -> new ArrowType.Int(64, true);
            case FLOAT -> new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE);
            case DOUBLE -> new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
            case STRING, VARIANT -> new ArrowType.Utf8();
            case BINARY -> new ArrowType.Binary();
            case DATE -> new ArrowType.Date(DateUnit.DAY);
            case TIMESTAMP -> new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC");
            case TIMESTAMP_NTZ -> new ArrowType.Timestamp(TimeUnit.MICROSECOND, null);
        };
    }

    /**
     * The columns that Arrow data of any origin has once the engine has read it: unsigned integers become the next
     * wider type, other units of time microseconds, dictionaries their values, times and intervals text.
     *
     * @throws NeuralakeException for a type that the engine does not read, naming the field
     */
    public static Schema fromArrow(org.apache.arrow.vector.types.pojo.Schema schema) {
        return new Schema(schema.getFields().stream().map(ArrowTypes::fromArrow).toList());
    }

    public static Column fromArrow(Field field) {
        return Column.of(field.getName(), type(field)).withNullable(field.isNullable());
    }

    private static DataType type(Field field) {
        return switch (field.getType()) {
            case ArrowType.Bool ignored -> Primitive.BOOLEAN;
            case ArrowType.Int integer -> integer(integer);
            case ArrowType.FloatingPoint real ->
                switch (real.getPrecision()) {
                    case DOUBLE -> Primitive.DOUBLE;
                    case SINGLE -> Primitive.FLOAT;
                    case HALF -> throw unreadable(field);
                };
            case ArrowType.Decimal decimal -> {
                if (decimal.getBitWidth() > DECIMAL_BITS) {
                    throw unreadable(field);
                }
                yield DataType.decimal(decimal.getPrecision(), decimal.getScale());
            }
            case ArrowType.Utf8 ignored -> Primitive.STRING;
            case ArrowType.LargeUtf8 ignored -> Primitive.STRING;
            case ArrowType.Utf8View ignored -> Primitive.STRING;
            case ArrowType.Null ignored -> Primitive.STRING;
            case ArrowType.Time ignored -> Primitive.STRING;
            case ArrowType.Interval ignored -> Primitive.STRING;
            case ArrowType.Duration ignored -> Primitive.STRING;
            case ArrowType.Binary ignored -> Primitive.BINARY;
            case ArrowType.LargeBinary ignored -> Primitive.BINARY;
            case ArrowType.BinaryView ignored -> Primitive.BINARY;
            case ArrowType.FixedSizeBinary ignored ->
                UUID.equals(field.getMetadata().get(EXTENSION)) ? Primitive.STRING : Primitive.BINARY;
            case ArrowType.Date ignored -> Primitive.DATE;
            case ArrowType.Timestamp timestamp ->
                timestamp.getTimezone() == null ? Primitive.TIMESTAMP_NTZ : Primitive.TIMESTAMP;
            case ArrowType.List ignored -> array(field);
            case ArrowType.LargeList ignored -> array(field);
            case ArrowType.ListView ignored -> array(field);
            case ArrowType.FixedSizeList ignored -> array(field);
            case ArrowType.Map ignored -> map(field.getChildren().getFirst());
            case ArrowType.Struct ignored ->
                new StructType(
                        field.getChildren().stream().map(ArrowTypes::fromArrow).toList());
            default -> throw unreadable(field);
        };
    }

    private static NeuralakeException unreadable(Field field) {
        return new NeuralakeException(
                "Cannot use Arrow field '" + field.getName() + "': no column has the type " + field.getType());
    }

    private static DataType integer(ArrowType.Int integer) {
        int bits = integer.getBitWidth() * (integer.getIsSigned() ? 1 : 2);
        return switch (bits) {
            case 8 -> Primitive.BYTE;
            case 16 -> Primitive.SHORT;
            case 32 -> Primitive.INT;
            case 64 -> Primitive.LONG;
            default -> DataType.decimal(20, 0);
        };
    }

    private static DataType array(Field field) {
        Field element = field.getChildren().getFirst();
        return new ArrayType(type(element), element.isNullable());
    }

    private static DataType map(Field entries) {
        Field value = entries.getChildren().get(1);
        return new MapType(type(entries.getChildren().getFirst()), type(value), value.isNullable());
    }
}
