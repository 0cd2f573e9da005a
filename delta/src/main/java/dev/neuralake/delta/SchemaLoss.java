package dev.neuralake.delta;

import dev.neuralake.delta.action.Metadata;
import dev.neuralake.types.Column;
import dev.neuralake.types.DataType;
import dev.neuralake.types.DataType.ArrayType;
import dev.neuralake.types.DataType.MapType;
import dev.neuralake.types.DataType.StructType;
import java.util.List;
import java.util.Optional;

/**
 * Finds values of files of one version that are lost where they are read by the schema of another: columns, known by
 * their names in files, that are no longer there, have a type that does not hold theirs, or were partition columns.
 */
final class SchemaLoss {
    private final Metadata written;
    private final Metadata read;

    SchemaLoss(Metadata written, Metadata read) {
        this.written = written;
        this.read = read;
    }

    /** The first loss, as the end of a sentence; empty where every value is kept. */
    Optional<String> find() {
        if (!physicalPartitions(written).equals(physicalPartitions(read))) {
            return Optional.of(
                    "was partitioned by " + written.partitionColumns() + ", and not by " + read.partitionColumns());
        }
        return columns(written.schema().columns(), read.schema().columns(), "");
    }

    private static List<String> physicalPartitions(Metadata metadata) {
        return metadata.partitionColumns().stream()
                .map(name -> ColumnMapping.physicalName(metadata.schema().column(name), ColumnMapping.isOn(metadata)))
                .toList();
    }

    private Optional<String> columns(List<Column> before, List<Column> after, String path) {
        return before.stream()
                .flatMap(column -> column(column, after, path).stream())
                .findFirst();
    }

    private Optional<String> column(Column column, List<Column> after, String path) {
        String name = path + column.name();
        String physical = ColumnMapping.physicalName(column, ColumnMapping.isOn(written));
        return after.stream()
                .filter(other -> ColumnMapping.physicalName(other, ColumnMapping.isOn(read))
                        .equalsIgnoreCase(physical))
                .findFirst()
                .map(other -> type(column.type(), other.type(), name))
                .orElseGet(() -> Optional.of("had a column '" + name + "', which is not the same or no longer there"));
    }

    private Optional<String> type(DataType before, DataType after, String path) {
        if (before.equals(after) || TypeWidening.isWider(before, after)) {
            return Optional.empty();
        }
        if (before instanceof StructType b && after instanceof StructType a) {
            return columns(b.fields(), a.fields(), path + ".");
        }
        if (before instanceof ArrayType b && after instanceof ArrayType a) {
            return type(b.element(), a.element(), path + ".element");
        }
        if (before instanceof MapType b && after instanceof MapType a) {
            return type(b.key(), a.key(), path + ".key").or(() -> type(b.value(), a.value(), path + ".value"));
        }
        return Optional.of("had column '" + path + "' as " + before + ", and now it is " + after);
    }
}
