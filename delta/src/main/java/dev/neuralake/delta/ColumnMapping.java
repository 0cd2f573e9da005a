package dev.neuralake.delta;

import dev.neuralake.delta.action.Metadata;
import dev.neuralake.types.Column;
import dev.neuralake.types.DataType;
import dev.neuralake.types.DataType.ArrayType;
import dev.neuralake.types.DataType.Decimal;
import dev.neuralake.types.DataType.MapType;
import dev.neuralake.types.DataType.Primitive;
import dev.neuralake.types.DataType.StructType;
import dev.neuralake.types.NeuralakeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** The names that columns have in files, where the table keeps them apart from their names in the schema. */
final class ColumnMapping {
    static final String MODE = "delta.columnMapping.mode";
    static final String MAX_ID = "delta.columnMapping.maxColumnId";
    static final String ID = "delta.columnMapping.id";
    static final String PHYSICAL_NAME = "delta.columnMapping.physicalName";

    private ColumnMapping() {}

    static boolean isOn(Metadata metadata) {
        return !mode(metadata).equals("none");
    }

    static boolean byId(Metadata metadata) {
        return mode(metadata).equals("id");
    }

    private static String mode(Metadata metadata) {
        String mode = metadata.property(MODE, "none");
        if (!List.of("none", "id", "name").contains(mode)) {
            throw new NeuralakeException(
                    "Cannot read the table: its " + MODE + " is '" + mode + "', which is none of none, id, name");
        }
        return mode;
    }

    static String physicalName(Column column, boolean mapped) {
        Object physical = mapped ? column.metadata().get(PHYSICAL_NAME) : null;
        return physical == null ? column.name() : physical.toString();
    }

    static OptionalInt fieldId(Column column) {
        return column.metadata().get(ID) instanceof Number id ? OptionalInt.of(id.intValue()) : OptionalInt.empty();
    }

    /** The same type with the names that its fields have in files. */
    static DataType physical(DataType type, boolean mapped) {
        if (!mapped) {
            return type;
        }
        return switch (type) {
            case Primitive p -> p;
            case Decimal d -> d;
            case ArrayType a -> new ArrayType(physical(a.element(), true), a.containsNull());
            case MapType m -> new MapType(physical(m.key(), true), physical(m.value(), true), m.valueContainsNull());
            case StructType s ->
                new StructType(s.fields().stream()
                        .map(field -> field.withName(physicalName(field, true)).withType(physical(field.type(), true)))
                        .toList());
        };
    }

    /** The physical path and the type of a column path; empty where the schema has none. */
    static Optional<Map.Entry<List<String>, DataType>> find(Metadata metadata, List<String> path) {
        boolean mapped = isOn(metadata);
        List<String> physical = new ArrayList<>();
        List<Column> level = metadata.schema().columns();
        DataType type = null;
        for (String name : path) {
            Optional<Column> column = find(level, name);
            if (column.isEmpty()) {
                return Optional.empty();
            }
            physical.add(physicalName(column.get(), mapped));
            type = column.get().type();
            level = type instanceof StructType struct ? struct.fields() : List.of();
        }
        return type == null ? Optional.empty() : Optional.of(Map.entry(physical, type));
    }

    static Optional<Column> find(List<Column> columns, String name) {
        return columns.stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .or(() -> columns.stream()
                        .filter(column -> column.name().equalsIgnoreCase(name))
                        .findFirst());
    }

    /**
     * Gives every column an id and a physical name that has none yet.
     *
     * @param keepNames whether columns keep their present name as the physical one, for files that are there already
     */
    static Metadata assign(Metadata metadata, boolean keepNames) {
        int[] last = {Integer.parseInt(metadata.property(MAX_ID, "0"))};
        maxId(metadata.schema().columns(), last);
        List<Column> columns = assign(metadata.schema().columns(), last, keepNames);
        Map<String, String> configuration = new LinkedHashMap<>(metadata.configuration());
        configuration.put(MAX_ID, Integer.toString(last[0]));
        return metadata.withSchema(new dev.neuralake.types.Schema(columns)).withConfiguration(configuration);
    }

    /** The metadata without ids and names for files. */
    static Metadata removed(Metadata metadata) {
        Map<String, String> configuration = new LinkedHashMap<>(metadata.configuration());
        configuration.remove(MAX_ID);
        return metadata.withSchema(
                        new dev.neuralake.types.Schema(removed(metadata.schema().columns())))
                .withConfiguration(configuration);
    }

    private static List<Column> removed(List<Column> columns) {
        return columns.stream()
                .map(column -> {
                    Map<String, Object> kept = new LinkedHashMap<>(column.metadata());
                    kept.keySet().removeAll(List.of(ID, PHYSICAL_NAME));
                    return column.withMetadata(kept).withType(removed(column.type()));
                })
                .toList();
    }

    private static DataType removed(DataType type) {
        return switch (type) {
            case Primitive p -> p;
            case Decimal d -> d;
            case ArrayType a -> new ArrayType(removed(a.element()), a.containsNull());
            case MapType m -> new MapType(removed(m.key()), removed(m.value()), m.valueContainsNull());
            case StructType s -> new StructType(removed(s.fields()));
        };
    }

    private static void maxId(List<Column> columns, int[] last) {
        for (Column column : columns) {
            fieldId(column).ifPresent(id -> last[0] = Math.max(last[0], id));
            walk(column.type(), fields -> maxId(fields, last));
        }
    }

    private static void walk(DataType type, java.util.function.Consumer<List<Column>> structs) {
        switch (type) {
            case Primitive ignored -> {}
            case Decimal ignored -> {}
            case ArrayType a -> walk(a.element(), structs);
            case MapType m -> {
                walk(m.key(), structs);
                walk(m.value(), structs);
            }
            case StructType s -> structs.accept(s.fields());
        }
    }

    private static List<Column> assign(List<Column> columns, int[] last, boolean keepNames) {
        return columns.stream().map(column -> assign(column, last, keepNames)).toList();
    }

    private static Column assign(Column column, int[] last, boolean keepNames) {
        Map<String, Object> metadata = new LinkedHashMap<>(column.metadata());
        if (!metadata.containsKey(ID)) {
            metadata.put(ID, ++last[0]);
        }
        metadata.computeIfAbsent(PHYSICAL_NAME, _ -> keepNames ? column.name() : "col-" + UUID.randomUUID());
        return column.withMetadata(metadata).withType(assign(column.type(), last, keepNames));
    }

    private static DataType assign(DataType type, int[] last, boolean keepNames) {
        return switch (type) {
            case Primitive p -> p;
            case Decimal d -> d;
            case ArrayType a -> new ArrayType(assign(a.element(), last, keepNames), a.containsNull());
            case MapType m ->
                new MapType(
                        assign(m.key(), last, keepNames), assign(m.value(), last, keepNames), m.valueContainsNull());
            case StructType s -> new StructType(assign(s.fields(), last, keepNames));
        };
    }
}
