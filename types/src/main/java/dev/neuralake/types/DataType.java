package dev.neuralake.types;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The type of a column: the types of the Delta protocol (PROTOCOL.md, "Schema Serialization Format").
 * {@link #toString()} gives the text that Delta and Spark SQL use ({@code decimal(10,2)}, {@code array<string>}) and
 * {@link #parse(String)} reads it back. Immutable.
 *
 * <p>Wherever rows appear as Java objects, values are: {@code Boolean, Byte, Short, Integer, Long, Float, Double,
 * BigDecimal, String, byte[], LocalDate}, {@code Instant} for {@code timestamp}, {@code LocalDateTime} for
 * {@code timestamp_ntz}, {@code List} for arrays, {@code Map} for maps, {@code Object[]} for structs, {@code String}
 * (JSON) for variants, and {@code null}.
 */
public sealed interface DataType {

    /** Types without parameters. */
    enum Primitive implements DataType {
        BOOLEAN,
        /** 8-bit signed integer. */
        BYTE,
        /** 16-bit signed integer. */
        SHORT,
        /** 32-bit signed integer; its Delta name is {@code integer}, {@code int} is read as well. */
        INT,
        /** 64-bit signed integer. */
        LONG,
        FLOAT,
        DOUBLE,
        /** UTF-8 text. */
        STRING,
        BINARY,
        /** A calendar day. */
        DATE,
        /** A moment in UTC, in microseconds. */
        TIMESTAMP,
        /** A wall-clock time without a zone, in microseconds. */
        TIMESTAMP_NTZ,
        /** Semi-structured data; read as JSON text. */
        VARIANT;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A decimal of {@code precision} digits (1 to 38), {@code scale} of them (0 to precision) behind the point. */
    record Decimal(int precision, int scale) implements DataType {
        public static final int MAX_PRECISION = 38;

        public Decimal {
            if (precision < 1 || precision > MAX_PRECISION || scale < 0 || scale > precision) {
                throw new NeuralakeException("Cannot use type decimal(" + precision + "," + scale
                        + "): the precision is 1 to 38 and the scale 0 to the precision");
            }
        }

        @Override
        public String toString() {
            return "decimal(" + precision + "," + scale + ")";
        }
    }

    /** A list of {@code element}s, which may be null where {@code containsNull}. */
    record ArrayType(DataType element, boolean containsNull) implements DataType {
        @Override
        public String toString() {
            return "array<" + element + ">";
        }
    }

    /** Keys (never null) to values, which may be null where {@code valueContainsNull}. */
    record MapType(DataType key, DataType value, boolean valueContainsNull) implements DataType {
        @Override
        public String toString() {
            return "map<" + key + "," + value + ">";
        }
    }

    /** Named fields in order. */
    record StructType(List<Column> fields) implements DataType {
        public StructType {
            fields = List.copyOf(fields);
        }

        @Override
        public String toString() {
            return fields.stream()
                    .map(field -> TypeParser.fieldName(field.name()) + ":" + field.type())
                    .collect(Collectors.joining(",", "struct<", ">"));
        }
    }

    static ArrayType array(DataType element) {
        return new ArrayType(element, true);
    }

    static MapType map(DataType key, DataType value) {
        return new MapType(key, value, true);
    }

    static StructType struct(Column... fields) {
        return new StructType(List.of(fields));
    }

    static Decimal decimal(int precision, int scale) {
        return new Decimal(precision, scale);
    }

    /**
     * Reads a type from its text, as {@link #toString()} writes it and as Spark SQL spells it ({@code bigint},
     * {@code string}, {@code struct<a: int, b: array<string>>}); letter case does not matter.
     *
     * @throws NeuralakeException where the text is not a type
     */
    static DataType parse(String text) {
        return new TypeParser(text).parse();
    }

    /** Whether values are numbers: the integers, float, double and decimal. */
    default boolean isNumeric() {
        return switch (this) {
            case Primitive p -> p.ordinal() >= Primitive.BYTE.ordinal() && p.ordinal() <= Primitive.DOUBLE.ordinal();
            case Decimal ignored -> true;
            case ArrayType ignored -> false;
            case MapType ignored -> false;
            case StructType ignored -> false;
        };
    }

    /** Whether the type holds other types: array, map or struct. */
    default boolean isNested() {
        return this instanceof ArrayType || this instanceof MapType || this instanceof StructType;
    }
}
