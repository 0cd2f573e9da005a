package dev.neuralake.delta;

import dev.neuralake.delta.action.Metadata;
import dev.neuralake.types.Column;
import dev.neuralake.types.DataType;
import dev.neuralake.types.DataType.ArrayType;
import dev.neuralake.types.DataType.MapType;
import dev.neuralake.types.DataType.StructType;
import dev.neuralake.types.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Adds to a table's schema what arriving rows have beyond it: columns and fields behind the last, and wider numbers
 * where the table widens types. What does not fit stays as it is and is refused when the rows are fitted.
 */
final class SchemaMerge {
    private final boolean widens;

    private SchemaMerge(boolean widens) {
        this.widens = widens;
    }

    static Metadata merged(Metadata metadata, Schema rows) {
        SchemaMerge merge = new SchemaMerge(metadata.flag(TableFeatures.TYPE_WIDENING));
        List<Column> columns = merge.columns(metadata.schema().columns(), rows.columns());
        return columns.equals(metadata.schema().columns()) ? metadata : metadata.withSchema(new Schema(columns));
    }

    private List<Column> columns(List<Column> table, List<Column> rows) {
        List<Column> merged = new ArrayList<>();
        for (Column column : table) {
            Optional<Column> arriving = ColumnMapping.find(rows, column.name());
            merged.add(arriving.map(other -> column(column, other.type())).orElse(column));
        }
        for (Column arriving : rows) {
            if (ColumnMapping.find(table, arriving.name()).isEmpty()) {
                merged.add(arriving.withNullable(true).withMetadata(Map.of()));
            }
        }
        return merged;
    }

    private Column column(Column column, DataType arriving) {
        List<Widened> widened = new ArrayList<>();
        Column changed = column.withType(type(column.type(), arriving, List.of(), widened));
        for (Widened one : widened) {
            changed = TypeWidening.recorded(changed, one.steps(), one.from(), one.to());
        }
        return changed;
    }

    private record Widened(List<String> steps, DataType from, DataType to) {}

    private DataType type(DataType table, DataType arriving, List<String> steps, List<Widened> widened) {
        if (table instanceof StructType t && arriving instanceof StructType a) {
            return new StructType(columns(t.fields(), a.fields()));
        }
        if (table instanceof ArrayType t && arriving instanceof ArrayType a) {
            return new ArrayType(type(t.element(), a.element(), below(steps, "element"), widened), t.containsNull());
        }
        if (table instanceof MapType t && arriving instanceof MapType a) {
            return new MapType(
                    type(t.key(), a.key(), below(steps, "key"), widened),
                    type(t.value(), a.value(), below(steps, "value"), widened),
                    t.valueContainsNull());
        }
        if (widens && TypeWidening.isWiderInKind(table, arriving)) {
            widened.add(new Widened(steps, table, arriving));
            return arriving;
        }
        return table;
    }

    private static List<String> below(List<String> steps, String step) {
        List<String> longer = new ArrayList<>(steps);
        longer.add(step);
        return longer;
    }
}
