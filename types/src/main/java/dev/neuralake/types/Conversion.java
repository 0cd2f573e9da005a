package dev.neuralake.types;

import dev.neuralake.types.DataType.Primitive;
import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How one Java type becomes a column type, and its objects become values of that type and back. */
record Conversion(
        DataType type,
        boolean nullable,
        Function<Object, @Nullable Object> to,
        Function<Object, Object> from,
        @Nullable Object ofNull) {

    private static final DataType DEFAULT_DECIMAL = DataType.decimal(38, 18);

    @Nullable
    Object toValue(@Nullable Object component) {
        return component == null ? null : to.apply(component);
    }

    @Nullable
    Object fromValue(@Nullable Object value) {
        return value == null ? ofNull : from.apply(value);
    }

    static Conversion of(RecordComponent component, List<Class<?>> path) {
        AnnotatedType type = component.getAnnotatedType();
        return of(type, path.getLast().getSimpleName() + "." + component.getName(), path);
    }

    private static Conversion of(AnnotatedType annotated, String where, List<Class<?>> path) {
        boolean nullable = annotated.isAnnotationPresent(Nullable.class);
        if (annotated instanceof AnnotatedParameterizedType parameterized) {
            return parameterized(parameterized, nullable, where, path);
        }
        if (annotated instanceof AnnotatedArrayType && annotated.getType() == byte[].class) {
            return same(Primitive.BINARY, byte[].class, nullable);
        }
        if (annotated.getType() instanceof Class<?> raw) {
            return ofClass(raw, annotated, nullable, where, path);
        }
        throw noColumnType(annotated.getType(), where);
    }

    private static Conversion parameterized(
            AnnotatedParameterizedType annotated, boolean nullable, String where, List<Class<?>> path) {
        Type raw = ((ParameterizedType) annotated.getType()).getRawType();
        AnnotatedType[] arguments = annotated.getAnnotatedActualTypeArguments();
        if (raw == Optional.class) {
            return optional(of(arguments[0], where, path));
        }
        if (raw == List.class) {
            return list(of(arguments[0], where, path), nullable);
        }
        if (raw == Map.class) {
            return map(of(arguments[0], where, path), of(arguments[1], where, path), nullable);
        }
        throw noColumnType(annotated.getType(), where);
    }

    private static Conversion ofClass(
            Class<?> raw, AnnotatedType annotated, boolean nullable, String where, List<Class<?>> path) {
        if (raw.isEnum()) {
            return ofEnum(raw, nullable);
        }
        if (raw.isRecord()) {
            return struct(RecordCodec.of(raw.asSubclass(Record.class), path), nullable);
        }
        if (raw == BigDecimal.class) {
            Precision precision = annotated.getAnnotation(Precision.class);
            return decimal(
                    precision == null ? DEFAULT_DECIMAL : DataType.decimal(precision.digits(), precision.scale()),
                    nullable);
        }
        Conversion scalar = scalar(raw, nullable);
        if (scalar == null) {
            throw noColumnType(raw, where);
        }
        return scalar;
    }

    private static @Nullable Conversion scalar(Class<?> raw, boolean nullable) {
        return switch (raw.getName()) {
            case "boolean", "java.lang.Boolean" -> same(Primitive.BOOLEAN, Boolean.class, nullable);
            case "byte", "java.lang.Byte" ->
                integer(Primitive.BYTE, nullable, Byte.MIN_VALUE, Byte.MAX_VALUE, Long::byteValue);
            case "short", "java.lang.Short" ->
                integer(Primitive.SHORT, nullable, Short.MIN_VALUE, Short.MAX_VALUE, Long::shortValue);
            case "int", "java.lang.Integer" ->
                integer(Primitive.INT, nullable, Integer.MIN_VALUE, Integer.MAX_VALUE, Long::intValue);
            case "long", "java.lang.Long" ->
                integer(Primitive.LONG, nullable, Long.MIN_VALUE, Long.MAX_VALUE, value -> value);
            case "float", "java.lang.Float" -> same(Primitive.FLOAT, Float.class, nullable);
            case "double", "java.lang.Double" ->
                new Conversion(Primitive.DOUBLE, nullable, value -> value, Conversion::toDouble, null);
            case "java.lang.String" -> same(Primitive.STRING, String.class, nullable);
            case "java.time.LocalDate" -> same(Primitive.DATE, LocalDate.class, nullable);
            case "java.time.Instant" ->
                new Conversion(
                        Primitive.TIMESTAMP,
                        nullable,
                        value -> ((Instant) value).truncatedTo(ChronoUnit.MICROS),
                        Instant.class::cast,
                        null);
            case "java.time.LocalDateTime" ->
                new Conversion(
                        Primitive.TIMESTAMP_NTZ,
                        nullable,
                        value -> ((LocalDateTime) value).truncatedTo(ChronoUnit.MICROS),
                        LocalDateTime.class::cast,
                        null);
            case "java.util.UUID" ->
                new Conversion(
                        Primitive.STRING, nullable, Object::toString, value -> UUID.fromString((String) value), null);
            case "java.math.BigInteger" -> bigInteger(nullable);
            default -> null;
        };
    }

    private static Conversion same(DataType type, Class<?> raw, boolean nullable) {
        return new Conversion(type, nullable, value -> value, raw::cast, null);
    }

    private static Conversion integer(
            DataType type, boolean nullable, long least, long most, Function<Long, Object> narrow) {
        return new Conversion(type, nullable, value -> value, value -> narrow.apply(exact(value, least, most)), null);
    }

    private static Long exact(Object value, long least, long most) {
        long wide = switch (value) {
            case BigDecimal decimal -> decimal.longValueExact();
            case Long l -> l;
            case Integer i -> i;
            case Short s -> s;
            case Byte b -> b;
            default -> throw new ClassCastException("a " + value.getClass().getSimpleName() + " is no integer");
        };
        if (wide < least || wide > most) {
            throw new ArithmeticException("it is out of range");
        }
        return wide;
    }

    private static Object toDouble(Object value) {
        return value instanceof Float f ? Double.valueOf(f) : (Double) value;
    }

    private static Conversion decimal(DataType type, boolean nullable) {
        int scale = ((DataType.Decimal) type).scale();
        int precision = ((DataType.Decimal) type).precision();
        return new Conversion(
                type, nullable, value -> rescaled((BigDecimal) value, precision, scale), Conversion::toDecimal, null);
    }

    private static BigDecimal rescaled(BigDecimal value, int precision, int scale) {
        BigDecimal rescaled;
        try {
            rescaled = value.setScale(scale, RoundingMode.UNNECESSARY);
        } catch (ArithmeticException e) {
            throw new NeuralakeException(
                    "Cannot store " + value + " as decimal(" + precision + "," + scale + "): digits would be lost", e);
        }
        if (rescaled.precision() > precision) {
            throw new NeuralakeException(
                    "Cannot store " + value + " as decimal(" + precision + "," + scale + "): it has too many digits");
        }
        return rescaled;
    }

    private static Object toDecimal(Object value) {
        return value instanceof BigDecimal decimal
                ? decimal
                : BigDecimal.valueOf(exact(value, Long.MIN_VALUE, Long.MAX_VALUE));
    }

    private static Conversion bigInteger(boolean nullable) {
        return new Conversion(
                DataType.decimal(38, 0),
                nullable,
                value -> rescaled(new BigDecimal((BigInteger) value), 38, 0),
                value -> ((BigDecimal) toDecimal(value)).toBigIntegerExact(),
                null);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Conversion ofEnum(Class<?> raw, boolean nullable) {
        return new Conversion(
                Primitive.STRING,
                nullable,
                value -> ((Enum<?>) value).name(),
                value -> Enum.valueOf((Class) raw, (String) value),
                null);
    }

    private static <R extends Record> Conversion struct(RecordCodec<R> codec, boolean nullable) {
        return new Conversion(
                codec.schema().asStruct(),
                nullable,
                value -> codec.values(codec.type().cast(value)),
                value -> codec.record((@Nullable Object[]) value),
                null);
    }

    private static Conversion optional(Conversion held) {
        return new Conversion(
                held.type,
                true,
                value -> held.toValue(((Optional<?>) value).orElse(null)),
                value -> Optional.ofNullable(held.fromValue(value)),
                Optional.empty());
    }

    private static Conversion list(Conversion element, boolean nullable) {
        return new Conversion(
                new DataType.ArrayType(element.type, element.nullable),
                nullable,
                value -> each((List<?>) value, element::toValue),
                value -> each((List<?>) value, element::fromValue),
                null);
    }

    private static List<?> each(List<?> values, Function<@Nullable Object, @Nullable Object> conversion) {
        List<@Nullable Object> converted = new ArrayList<>(values.size());
        for (Object value : values) {
            converted.add(conversion.apply(value));
        }
        return converted;
    }

    private static Conversion map(Conversion key, Conversion value, boolean nullable) {
        return new Conversion(
                new DataType.MapType(key.type, value.type, value.nullable),
                nullable,
                map -> entries((Map<?, ?>) map, key::toValue, value::toValue),
                map -> entries((Map<?, ?>) map, key::fromValue, value::fromValue),
                null);
    }

    private static Map<?, ?> entries(
            Map<?, ?> map,
            Function<@Nullable Object, @Nullable Object> key,
            Function<@Nullable Object, @Nullable Object> value) {
        Map<@Nullable Object, @Nullable Object> converted = new LinkedHashMap<>();
        map.forEach((k, v) -> converted.put(key.apply(k), value.apply(v)));
        return converted;
    }

    private static NeuralakeException noColumnType(Type type, String where) {
        return new NeuralakeException("Cannot make a column of " + where + ": " + type.getTypeName()
                + " is not a column type (use a primitive, String, BigDecimal, byte[], LocalDate, Instant, "
                + "LocalDateTime, UUID, an enum, a record, List, Map or Optional)");
    }
}
