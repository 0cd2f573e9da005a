package dev.neuralake.types;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A Java record as a schema, both ways.
 *
 * <p>Component names become snake_case ({@code userId} is {@code user_id}). Types: the primitives and their boxes,
 * {@code String}, {@code BigDecimal} (see {@link Precision}), {@code BigInteger} ({@code decimal(38,0)}),
 * {@code byte[]}, {@code LocalDate}, {@code Instant} ({@code timestamp}), {@code LocalDateTime}
 * ({@code timestamp_ntz}), {@code UUID} and enums (strings), {@code List}, {@code Map}, and records. A column is
 * nullable where its component is an {@code Optional} or has {@code @Nullable}.
 *
 * <p>Codecs are made once a class and are safe for use by many threads.
 */
public final class RecordCodec<T extends Record> {
    private static final Map<Class<?>, RecordCodec<?>> CODECS = new ConcurrentHashMap<>();

    private final Class<T> type;
    private final Schema schema;
    private final List<Conversion> conversions;
    private final List<MethodHandle> accessors;
    private final MethodHandle constructor;

    private RecordCodec(Class<T> type, List<Class<?>> enclosing) {
        this.type = type;
        List<Column> columns = new ArrayList<>();
        this.conversions = new ArrayList<>();
        this.accessors = new ArrayList<>();
        List<Class<?>> path = new ArrayList<>(enclosing);
        path.add(type);
        for (RecordComponent component : type.getRecordComponents()) {
            Conversion conversion = Conversion.of(component, path);
            columns.add(new Column(
                    columnName(component.getName()), conversion.type(), conversion.nullable(), "", Map.of()));
            conversions.add(conversion);
            accessors.add(accessor(component.getAccessor()));
        }
        this.schema = new Schema(columns);
        this.constructor = constructor(type);
    }

    /**
     * The codec of a record class.
     *
     * @throws NeuralakeException where a component has a type that no column has, naming record and component
     */
    @SuppressWarnings("unchecked")
    public static <T extends Record> RecordCodec<T> of(Class<T> type) {
        return of(type, List.of());
    }

    @SuppressWarnings("unchecked")
    static <T extends Record> RecordCodec<T> of(Class<T> type, List<Class<?>> enclosing) {
        RecordCodec<?> known = CODECS.get(type);
        if (known == null) {
            if (enclosing.contains(type)) {
                throw new NeuralakeException("Cannot use record " + type.getSimpleName()
                        + " as a schema: it contains itself, and a column cannot be endless");
            }
            known = new RecordCodec<>(type, enclosing);
            CODECS.put(type, known);
        }
        return (RecordCodec<T>) known;
    }

    /** The column that a record component makes: {@code createdAt} is {@code created_at}. */
    public static String columnName(String component) {
        return component
                .replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                .replaceAll("([A-Z]+)([A-Z][a-z])", "$1_$2")
                .toLowerCase(Locale.ROOT);
    }

    public Class<T> type() {
        return type;
    }

    public Schema schema() {
        return schema;
    }

    /**
     * The values of a record, one a column, owned by the caller.
     *
     * @throws NeuralakeException where a component that is not nullable holds null
     */
    public @Nullable Object[] values(T row) {
        @Nullable Object[] values = new Object[accessors.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(i, row);
        }
        return values;
    }

    private @Nullable Object value(int index, T row) {
        Object component;
        try {
            component = accessors.get(index).invoke(row);
        } catch (Throwable e) {
            throw new NeuralakeException(
                    "Cannot read " + where(index) + ": its accessor failed (" + e.getMessage() + ")", e);
        }
        Object value = conversions.get(index).toValue(component);
        if (value == null && !conversions.get(index).nullable()) {
            throw new NeuralakeException("Cannot store null in " + where(index)
                    + ": the column is not nullable (declare the component @Nullable or Optional)");
        }
        return value;
    }

    /**
     * The record of these values, given in the order of the schema; integers and decimals may come in another width if
     * nothing is lost.
     *
     * @throws NeuralakeException where a value does not fit its component, naming it
     */
    @SuppressWarnings("unchecked")
    public T record(@Nullable Object[] values) {
        if (values.length != conversions.size()) {
            throw new NeuralakeException("Cannot make a " + type.getSimpleName() + " of " + values.length
                    + " values: it has " + conversions.size() + " components");
        }
        @Nullable Object[] arguments = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            arguments[i] = argument(i, values[i]);
        }
        try {
            return (T) constructor.invokeWithArguments(arguments);
        } catch (Throwable e) {
            throw new NeuralakeException(
                    "Cannot make a " + type.getSimpleName() + " of " + Arrays.toString(values) + ": " + e.getMessage(),
                    e);
        }
    }

    private @Nullable Object argument(int index, @Nullable Object value) {
        Conversion conversion = conversions.get(index);
        if (value == null && !conversion.nullable()) {
            throw new NeuralakeException("Cannot put null into " + where(index)
                    + ": the component is not nullable (declare it @Nullable or Optional)");
        }
        try {
            return conversion.fromValue(value);
        } catch (ClassCastException | ArithmeticException | IllegalArgumentException e) {
            throw new NeuralakeException(
                    "Cannot put " + value + " into " + where(index) + ": it is not a " + conversion.type() + " ("
                            + e.getMessage() + ")",
                    e);
        }
    }

    private String where(int index) {
        return type.getSimpleName() + "." + type.getRecordComponents()[index].getName() + " (column "
                + schema.columns().get(index).name() + ")";
    }

    private static MethodHandle accessor(Method method) {
        try {
            method.setAccessible(true);
            return MethodHandles.lookup().unreflect(method);
        } catch (IllegalAccessException e) {
            throw new NeuralakeException("Cannot read " + method + ": " + e.getMessage(), e);
        }
    }

    private static MethodHandle constructor(Class<? extends Record> type) {
        Class<?>[] parameters = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            Constructor<?> canonical = type.getDeclaredConstructor(parameters);
            canonical.setAccessible(true);
            return MethodHandles.lookup().unreflectConstructor(canonical);
        } catch (ReflectiveOperationException e) {
            throw new NeuralakeException("Cannot construct " + type + ": " + e.getMessage(), e);
        }
    }
}
