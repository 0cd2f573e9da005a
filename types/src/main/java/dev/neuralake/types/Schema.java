package dev.neuralake.types;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Columns in order, their names unique without regard to case. Immutable. */
public record Schema(List<Column> columns) {

    public Schema {
        columns = List.copyOf(columns);
        Set<String> seen = new HashSet<>();
        for (Column column : columns) {
            if (!seen.add(column.name().toLowerCase(Locale.ROOT))) {
                throw new NeuralakeException("Cannot make a schema with two columns '" + column.name()
                        + "': names must differ by more than case (rename one)");
            }
        }
    }

    public static Schema of(Column... columns) {
        return new Schema(List.of(columns));
    }

    /**
     * The schema that a record declares.
     *
     * @see RecordCodec
     * @throws NeuralakeException where a component has no column type, naming it
     */
    public static Schema of(Class<? extends Record> type) {
        return RecordCodec.of(type).schema();
    }

    public List<String> names() {
        return columns.stream().map(Column::name).toList();
    }

    public int size() {
        return columns.size();
    }

    /**
     * The column of this name, exactly or else without regard to case.
     *
     * @throws NeuralakeException where there is none, with the nearest names
     */
    public Column column(String name) {
        return find(name)
                .orElseThrow(() -> new NeuralakeException(
                        "Cannot find column '" + name + "': " + Nearest.among("columns", name, names())));
    }

    /** The column of this name, exactly or else without regard to case. */
    public Optional<Column> find(String name) {
        int index = indexOf(name);
        return index < 0 ? Optional.empty() : Optional.of(columns.get(index));
    }

    public boolean contains(String name) {
        return indexOf(name) >= 0;
    }

    /** The position of the column of this name, exactly or else without regard to case; -1 where there is none. */
    public int indexOf(String name) {
        int folded = -1;
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(name)) {
                return i;
            }
            if (columns.get(i).name().equalsIgnoreCase(name)) {
                folded = i;
            }
        }
        return folded;
    }

    /** These columns in this order. */
    public Schema select(Collection<String> names) {
        return new Schema(names.stream().map(this::column).toList());
    }

    public DataType.StructType asStruct() {
        return new DataType.StructType(columns);
    }

    @Override
    public String toString() {
        return columns.stream().map(Column::toString).collect(Collectors.joining(", ", "(", ")"));
    }
}
