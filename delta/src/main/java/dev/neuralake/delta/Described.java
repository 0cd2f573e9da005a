package dev.neuralake.delta;

import dev.neuralake.columnar.EngineTypes;
import dev.neuralake.columnar.Session;
import dev.neuralake.types.Column;
import dev.neuralake.types.DataType;
import dev.neuralake.types.DataType.ArrayType;
import dev.neuralake.types.DataType.MapType;
import dev.neuralake.types.DataType.Primitive;
import dev.neuralake.types.DataType.StructType;
import dev.neuralake.types.Schema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a SELECT. A bare NULL has nobody's type: the engine calls it {@code "NULL"}, and its schema a string.
 *
 * @param schema parts of nested values that are a bare NULL have the type {@link #NULL}
 * @param untyped the columns, in lower case, that are a bare NULL
 */
record Described(Schema schema, Set<String> untyped) {
    /** Stands for a bare NULL in nested types, for queries yield no variants: those are read as texts. */
    static final DataType NULL = Primitive.VARIANT;

    /** As a type it ends an item, where the name of a field is followed by a type. */
    private static final Pattern ENGINE_NULL = Pattern.compile("\"NULL\"(?=[,)\\[]|$)");

    /** @param wanted what the columns are to become; looks closer only where a string is to become something else */
    static Described of(
            Session session, String sql, List<? extends @Nullable Object> parameters, Schema schema, Schema wanted) {
        boolean mayBe = schema.columns().stream()
                .anyMatch(column -> hasString(column.type())
                        && wanted.find(column.name())
                                .filter(target -> !target.type().equals(column.type()))
                                .isPresent());
        return mayBe ? of(session, sql, parameters, schema) : new Described(schema, Set.of());
    }

    static Described of(Session session, String sql, List<? extends @Nullable Object> parameters, Schema schema) {
        List<Column> columns = new ArrayList<>();
        Set<String> untyped = new HashSet<>();
        try (var result = session.query("DESCRIBE " + sql, parameters);
                var described = result.rows()) {
            for (Column column : schema.columns()) {
                String type = String.valueOf(described.next()[1]);
                Matcher bare = ENGINE_NULL.matcher(type);
                if (bare.matches()) {
                    untyped.add(column.name().toLowerCase(Locale.ROOT));
                }
                boolean inside = column.type().isNested() && bare.reset().find();
                columns.add(inside ? column.withType(EngineTypes.fromSql(bare.replaceAll("VARIANT"))) : column);
            }
        }
        return new Described(new Schema(columns), untyped);
    }

    private static boolean hasString(DataType type) {
        return switch (type) {
            case Primitive p -> p == Primitive.STRING;
            case DataType.Decimal ignored -> false;
            case ArrayType a -> hasString(a.element());
            case MapType m -> hasString(m.key()) || hasString(m.value());
            case StructType s -> s.fields().stream().anyMatch(field -> hasString(field.type()));
        };
    }
}
