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
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Which names columns can have in a table that other engines write as well. */
final class ColumnNames {
    /** What other engines keep out of names in files. */
    private static final String FORBIDDEN = " ,;{}()\n\t=";

    private static final Set<String> OF_CHANGES = Set.of("_change_type", "_commit_version", "_commit_timestamp");

    private ColumnNames() {}

    static void requireValid(Metadata metadata, String table) {
        if (!ColumnMapping.isOn(metadata)) {
            metadata.schema().columns().forEach(column -> requirePlain(column, table));
        }
        if (metadata.flag(TableFeatures.CHANGE_DATA_FEED)) {
            for (String name : metadata.schema().names()) {
                if (OF_CHANGES.contains(name.toLowerCase(Locale.ROOT))) {
                    throw new NeuralakeException("Cannot keep a change data feed of table " + table + ": its column '"
                            + name + "' has a name that the feed needs (rename it)");
                }
            }
        }
    }

    private static void requirePlain(Column column, String table) {
        if (column.name().chars().anyMatch(c -> FORBIDDEN.indexOf(c) >= 0)) {
            throw new NeuralakeException("Cannot name a column of table " + table + " '" + column.name()
                    + "': other engines forbid blanks and any of ,;{}()= in names (choose another name, or set "
                    + ColumnMapping.MODE + " to 'name')");
        }
        fields(column.type()).forEach(field -> requirePlain(field, table));
    }

    private static List<Column> fields(DataType type) {
        return switch (type) {
            case Primitive ignored -> List.of();
            case Decimal ignored -> List.of();
            case ArrayType a -> fields(a.element());
            case MapType m ->
                java.util.stream.Stream.concat(fields(m.key()).stream(), fields(m.value()).stream())
                        .toList();
            case StructType s -> s.fields();
        };
    }
}
