package dev.neuralake.delta;

import dev.neuralake.types.Column;
import dev.neuralake.types.DataType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A change of a table's schema or rules, as ALTER TABLE states it; {@link DeltaLog#alter} makes it. A column is named by
 * its path: {@code ["address", "city"]} for a field, with {@code element}, {@code key} and {@code value} for what lies in
 * arrays and maps.
 */
public sealed interface Alteration {

    record AddColumns(List<AddedColumn> columns) implements Alteration {
        public AddColumns {
            columns = List.copyOf(columns);
        }
    }

    /**
     * A column to add.
     *
     * @param parent the struct that gets it; empty for the table itself
     * @param position null: behind the last
     */
    record AddedColumn(
            List<String> parent, Column column, @Nullable Position position) {
        public AddedColumn {
            parent = List.copyOf(parent);
        }
    }

    /** First where {@code after} is null, else behind that column of the same struct. */
    record Position(@Nullable String after) {
        /** As Spark writes it. */
        @Override
        public String toString() {
            return after == null ? "FIRST" : "AFTER " + after;
        }
    }

    record RenameColumn(List<String> column, String name) implements Alteration {
        public RenameColumn {
            column = List.copyOf(column);
        }
    }

    record DropColumns(List<List<String>> columns, boolean ifExists) implements Alteration {
        public DropColumns {
            columns = columns.stream().map(List::copyOf).toList();
        }
    }

    /** Another type, into which every value of the present one fits. */
    record ChangeType(List<String> column, DataType type) implements Alteration {
        public ChangeType {
            column = List.copyOf(column);
        }
    }

    record ChangeComment(List<String> column, String comment) implements Alteration {
        public ChangeComment {
            column = List.copyOf(column);
        }
    }

    record MoveColumn(List<String> column, Position position) implements Alteration {
        public MoveColumn {
            column = List.copyOf(column);
        }
    }

    record DropNotNull(List<String> column) implements Alteration {
        public DropNotNull {
            column = List.copyOf(column);
        }
    }

    /** Forbids null; rows that are there are checked first. */
    record SetNotNull(List<String> column) implements Alteration {
        public SetNotNull {
            column = List.copyOf(column);
        }
    }

    /** The value of rows that give none, in portable Spark SQL; null takes the default away. */
    record ChangeDefault(List<String> column, @Nullable String value) implements Alteration {
        public ChangeDefault {
            column = List.copyOf(column);
        }
    }

    /** A CHECK constraint in portable Spark SQL; rows that are there are checked first. */
    record AddConstraint(String name, String condition) implements Alteration {}

    record DropConstraint(String name, boolean ifExists) implements Alteration {}

    record SetProperties(Map<String, String> properties) implements Alteration {
        public SetProperties {
            properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
        }
    }

    record UnsetProperties(List<String> keys, boolean ifExists) implements Alteration {
        public UnsetProperties {
            keys = List.copyOf(keys);
        }
    }

    /** Clusters by columns, dotted paths; none ends the clustering. */
    record ClusterBy(List<String> columns) implements Alteration {
        public ClusterBy {
            columns = List.copyOf(columns);
        }
    }

    /**
     * Takes a table feature out of the protocol, after what the table has of it.
     *
     * @param truncateHistory whether versions that need the feature are to go as well
     */
    record DropFeature(String feature, boolean truncateHistory) implements Alteration {}
}
