package dev.neuralake.delta;

import dev.neuralake.types.Column;
import dev.neuralake.types.DataType;
import dev.neuralake.types.DataType.ArrayType;
import dev.neuralake.types.DataType.Decimal;
import dev.neuralake.types.DataType.MapType;
import dev.neuralake.types.DataType.Primitive;
import dev.neuralake.types.DataType.StructType;
import dev.neuralake.types.Nearest;
import dev.neuralake.types.NeuralakeException;
import dev.neuralake.types.Schema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** Changes a schema at one place, which a path names; the rest stays as it is. */
final class ColumnPath {
    private final String table;
    private final List<String> path;

    ColumnPath(String table, List<String> path) {
        this.table = table;
        this.path = path;
    }

    /** The path as SQL writes it. */
    @Override
    public String toString() {
        return String.join(".", path);
    }

    /** Changes the fields of the struct at this path; the empty path is the table itself. */
    Schema fields(Schema schema, UnaryOperator<List<Column>> change) {
        DataType changed = at(schema.asStruct(), path, type -> {
            if (type instanceof StructType struct) {
                return new StructType(distinct(change.apply(struct.fields())));
            }
            String parts = type instanceof ArrayType
                    ? " (its items are '" + this + ".element')"
                    : type instanceof MapType ? " (its parts are '" + this + ".key' and '" + this + ".value')" : "";
            throw refused("it is " + type + ", and only a struct has fields" + parts);
        });
        return new Schema(((StructType) changed).fields());
    }

    private List<Column> distinct(List<Column> fields) {
        Set<String> seen = new HashSet<>();
        for (Column field : fields) {
            if (!seen.add(field.name().toLowerCase(Locale.ROOT))) {
                String where = path.isEmpty() ? "" : " in " + this;
                throw new NeuralakeException("Cannot alter table " + table + ": there is a column '" + field.name()
                        + "'" + where + " already (choose another name)");
            }
        }
        return fields;
    }

    /**
     * Changes the field at this path, or the nearest one above, with the steps from it into arrays and maps to where the
     * path ends.
     */
    Schema field(Schema schema, BiFunction<Column, List<String>, Column> change) {
        int length = fieldLength(schema);
        List<String> parent = path.subList(0, length - 1);
        String name = path.get(length - 1);
        List<String> steps = path.subList(length, path.size());
        return new ColumnPath(table, parent)
                .fields(
                        schema,
                        fields -> fields.stream()
                                .map(field -> field.name().equalsIgnoreCase(name) ? change.apply(field, steps) : field)
                                .toList());
    }

    /** How many steps of the path lead to a field of a struct. */
    private int fieldLength(Schema schema) {
        // Names the nearest columns where the path leads nowhere.
        at(schema.asStruct(), path, found -> found);
        DataType type = schema.asStruct();
        int length = 0;
        for (int i = 0; i < path.size(); i++) {
            length = type instanceof StructType ? i + 1 : length;
            type = step(type, path.get(i)).orElseThrow();
        }
        if (length == 0) {
            throw refused("it names no column");
        }
        return length;
    }

    /** The type at this path; empty where there is none. */
    Optional<DataType> find(Schema schema) {
        Optional<DataType> type = Optional.of(schema.asStruct());
        for (String name : path) {
            type = type.flatMap(known -> step(known, name));
        }
        return type;
    }

    private static Optional<DataType> step(DataType type, String name) {
        return switch (type) {
            case StructType s -> ColumnMapping.find(s.fields(), name).map(Column::type);
            case ArrayType a -> name.equalsIgnoreCase("element") ? Optional.of(a.element()) : Optional.empty();
            case MapType m ->
                name.equalsIgnoreCase("key")
                        ? Optional.of(m.key())
                        : name.equalsIgnoreCase("value") ? Optional.of(m.value()) : Optional.empty();
            case Primitive ignored -> Optional.empty();
            case Decimal ignored -> Optional.empty();
        };
    }

    /** Changes what lies at {@code steps} below a type. */
    DataType at(DataType type, List<String> steps, UnaryOperator<DataType> change) {
        if (steps.isEmpty()) {
            return change.apply(type);
        }
        String name = steps.getFirst();
        List<String> rest = steps.subList(1, steps.size());
        return switch (type) {
            case StructType s -> inStruct(s, name, rest, change);
            case ArrayType a
            when name.equalsIgnoreCase("element") -> new ArrayType(at(a.element(), rest, change), a.containsNull());
            case MapType m
            when name.equalsIgnoreCase("key") ->
                new MapType(at(m.key(), rest, change), m.value(), m.valueContainsNull());
            case MapType m
            when name.equalsIgnoreCase("value") ->
                new MapType(m.key(), at(m.value(), rest, change), m.valueContainsNull());
            case ArrayType ignored -> throw inside("an array: its items are named 'element'", name);
            case MapType ignored -> throw inside("a map: its parts are named 'key' and 'value'", name);
            case Primitive p -> throw inside(p + ", which has no fields", name);
            case Decimal d -> throw inside(d + ", which has no fields", name);
        };
    }

    private StructType inStruct(StructType struct, String name, List<String> rest, UnaryOperator<DataType> change) {
        Column found = ColumnMapping.find(struct.fields(), name).orElseThrow(() -> unknown(struct.fields(), name));
        List<Column> fields = new ArrayList<>();
        for (Column field : struct.fields()) {
            fields.add(field.equals(found) ? field.withType(at(field.type(), rest, change)) : field);
        }
        return new StructType(fields);
    }

    private NeuralakeException unknown(List<Column> fields, String name) {
        List<String> names = fields.stream().map(Column::name).toList();
        return new NeuralakeException("Cannot alter table " + table + ": it has no column '" + this + "'; "
                + Nearest.among("columns", name, names));
    }

    private NeuralakeException inside(String what, String name) {
        return new NeuralakeException(
                "Cannot alter table " + table + ": column '" + this + "' lies in " + what + ", not '" + name + "'");
    }

    NeuralakeException refused(String reason) {
        return new NeuralakeException("Cannot alter column '" + this + "' of table " + table + ": " + reason);
    }
}
