package dev.neuralake.catalog;

import dev.neuralake.types.Nearest;
import dev.neuralake.types.NeuralakeException;
import dev.neuralake.types.Schema;
import java.net.URI;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A stored, versioned table: {@code DeltaTable.of(Payment.class).partitionedBy("day").check("amount > 0")}. It is
 * created by the first write; until then it has the declared columns and no rows.
 *
 * @param <T> the record that a row is
 */
public final class DeltaTable<T extends Record> implements TableDefinition {
    private final RowShape shape;
    private final List<String> partitionColumns;
    private final List<String> keyColumns;
    private final Map<String, String> checks;
    private final Map<String, String> properties;
    private final @Nullable String location;

    private DeltaTable(
            RowShape shape,
            List<String> partitionColumns,
            List<String> keyColumns,
            Map<String, String> checks,
            Map<String, String> properties,
            @Nullable String location) {
        this.shape = shape;
        this.partitionColumns = List.copyOf(partitionColumns);
        this.keyColumns = List.copyOf(keyColumns);
        this.checks = Collections.unmodifiableMap(checks);
        this.properties = Collections.unmodifiableMap(properties);
        this.location = location;
    }

    /** A table whose rows are records. */
    public static <T extends Record> DeltaTable<T> of(Class<T> row) {
        return new DeltaTable<>(RowShape.of(row), List.of(), List.of(), Map.of(), Map.of(), null);
    }

    /** A table with these columns. */
    public static DeltaTable<Record> of(Schema schema) {
        return new DeltaTable<>(RowShape.of(schema), List.of(), List.of(), Map.of(), Map.of(), null);
    }

    /** A table that somebody else created: its log tells the columns. */
    public static DeltaTable<Record> existing(String location) {
        return new DeltaTable<>(RowShape.OPEN, List.of(), List.of(), Map.of(), Map.of(), location);
    }

    /** The same table, its files in a folder for each combination of values of these columns. */
    public DeltaTable<T> partitionedBy(String... columns) {
        return new DeltaTable<>(shape, List.of(columns), keyColumns, checks, properties, location);
    }

    /** The same table with the columns that identify a row; documents it as {@link Key} does. */
    public DeltaTable<T> key(String... columns) {
        return new DeltaTable<>(shape, partitionColumns, List.of(columns), checks, properties, location);
    }

    /**
     * The same table with a condition, in SQL, that every row written must meet; it is named {@code check_1} and so on.
     */
    public DeltaTable<T> check(String condition) {
        return check("check_" + (checks.size() + 1), condition);
    }

    /** The same table with a named condition, in SQL, that every row written must meet. */
    public DeltaTable<T> check(String name, String condition) {
        return new DeltaTable<>(
                shape, partitionColumns, keyColumns, with(checks, name, condition), properties, location);
    }

    /** The same table with a Delta table property, such as {@code delta.appendOnly}. */
    public DeltaTable<T> property(String name, String value) {
        return new DeltaTable<>(shape, partitionColumns, keyColumns, checks, with(properties, name, value), location);
    }

    /**
     * The same table stored elsewhere than in the lake's folder {@code <database>/<table>}.
     *
     * @param location a path, relative to the lake if it is not absolute, or a {@code file:} URI
     */
    public DeltaTable<T> at(String location) {
        return new DeltaTable<>(shape, partitionColumns, keyColumns, checks, properties, location);
    }

    /** The same table stored in this folder. */
    public DeltaTable<T> at(Path folder) {
        return at(folder.toAbsolutePath().toString());
    }

    private static Map<String, String> with(Map<String, String> map, String key, String value) {
        Map<String, String> all = new LinkedHashMap<>(map);
        all.put(key, value);
        return all;
    }

    @Override
    public TableKind kind() {
        return TableKind.DELTA;
    }

    @Override
    public Optional<Class<? extends Record>> rowType() {
        return shape.rowType();
    }

    /**
     * The columns as declared; empty for a table that somebody else created.
     *
     * @throws NeuralakeException where a partition or key column is not among them
     */
    public Optional<Schema> declaredSchema() {
        Optional<Schema> schema = shape.schema();
        schema.ifPresent(declared -> {
            requireColumns(declared, partitionColumns, "partition by");
            requireColumns(declared, keyColumns, "use as key");
        });
        return schema;
    }

    private static void requireColumns(Schema schema, List<String> columns, String verb) {
        for (String column : columns) {
            if (!schema.contains(column)) {
                throw new NeuralakeException("Cannot " + verb + " column '" + column + "': "
                        + Nearest.among("columns", column, schema.names()));
            }
        }
    }

    public List<String> partitionColumns() {
        return partitionColumns;
    }

    /** The columns given to {@link #key}. */
    public List<String> keyColumns() {
        return keyColumns;
    }

    /** Conditions that each row meets, in SQL, by name. */
    public Map<String, String> checks() {
        return checks;
    }

    /** Delta table properties by name. */
    public Map<String, String> properties() {
        return properties;
    }

    /** The folder of the table. */
    Path folder(Path lakeRoot, String database, String table) {
        if (location == null) {
            return lakeRoot.resolve(folderName(database)).resolve(folderName(table));
        }
        if (location.startsWith("file:")) {
            return Path.of(URI.create(location));
        }
        if (location.contains("://")) {
            throw new NeuralakeException("Cannot open Delta table " + location
                    + ": this version reads folders of this machine (give a path)");
        }
        return lakeRoot.resolve(location).normalize();
    }

    /** A name as a folder's name: signs that a file system may not take are written as {@code %XX}. */
    static String folderName(String name) {
        StringBuilder folder = new StringBuilder();
        name.codePoints().forEach(c -> {
            if (Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == ' ') {
                folder.appendCodePoint(c);
            } else {
                for (byte b : Character.toString(c).getBytes(java.nio.charset.StandardCharsets.UTF_8)) {
                    folder.append(String.format("%%%02X", b));
                }
            }
        });
        return folder.toString();
    }
}
