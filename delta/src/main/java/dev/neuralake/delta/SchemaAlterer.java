package dev.neuralake.delta;

import dev.neuralake.delta.Alteration.AddColumns;
import dev.neuralake.delta.Alteration.AddedColumn;
import dev.neuralake.delta.Alteration.DropColumns;
import dev.neuralake.delta.Alteration.MoveColumn;
import dev.neuralake.delta.Alteration.Position;
import dev.neuralake.delta.Alteration.RenameColumn;
import dev.neuralake.delta.action.Metadata;
import dev.neuralake.types.Column;
import dev.neuralake.types.Nearest;
import dev.neuralake.types.NeuralakeException;
import dev.neuralake.types.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Plans which columns a table has, what they are called and in which order they stand. No file is rewritten. */
final class SchemaAlterer {
    private final TableFiles files;
    private final Snapshot basis;
    private final String table;

    SchemaAlterer(TableFiles files, Snapshot basis) {
        this.files = files;
        this.basis = basis;
        this.table = files.table();
    }

    Change add(AddColumns alteration) {
        Schema schema = basis.schema();
        List<Map<String, Object>> described = new ArrayList<>();
        for (AddedColumn added : alteration.columns()) {
            requireAddable(added);
            schema = new ColumnPath(table, added.parent())
                    .fields(schema, fields -> inserted(fields, added.column(), added.position()));
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("column", description(child(added.parent(), added.column().name()), added.column()));
            if (added.position() != null) {
                one.put("position", added.position().toString());
            }
            described.add(one);
        }
        return change(basis.metadata().withSchema(schema), "ADD COLUMNS", Map.of("columns", json(described)));
    }

    private void requireAddable(AddedColumn added) {
        Column column = added.column();
        ColumnPath path = new ColumnPath(table, child(added.parent(), column.name()));
        if (!column.nullable()) {
            throw path.refused("a column that is added is null in the rows that are there, so it cannot be NOT NULL "
                    + "(add it without, fill it, then SET NOT NULL)");
        }
        if (column.metadata().containsKey(Expressions.DEFAULT)) {
            throw path.refused("a default cannot come with a column that is added, for rows that are there would not "
                    + "get it (add the column, then SET DEFAULT)");
        }
        if (column.metadata().containsKey(Expressions.GENERATED)) {
            throw path.refused("a generated column cannot be added to rows that are there (create the table with it)");
        }
    }

    Change rename(RenameColumn alteration) {
        ColumnPath path = new ColumnPath(table, alteration.column());
        requireMapping(path, "renamed");
        new ColumnUse(basis.metadata()).requireUnused(path, alteration.column());
        List<String> parent = parent(alteration.column());
        Column old = field(path, alteration.column());
        Schema schema = new ColumnPath(table, parent)
                .fields(
                        basis.schema(),
                        fields -> fields.stream()
                                .map(field -> field.equals(old) ? field.withName(alteration.name()) : field)
                                .toList());
        Metadata metadata = basis.metadata()
                .withSchema(schema)
                .withConfiguration(StatisticsColumns.renamed(basis.metadata(), alteration.column(), alteration.name()));
        if (parent.isEmpty()) {
            metadata = metadata.withPartitionColumns(metadata.partitionColumns().stream()
                    .map(name -> name.equals(old.name()) ? alteration.name() : name)
                    .toList());
        }
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("oldColumnPath", path.toString());
        parameters.put("newColumnPath", String.join(".", child(parent, alteration.name())));
        return change(metadata, "RENAME COLUMN", parameters);
    }

    Change drop(DropColumns alteration) {
        Metadata metadata = basis.metadata();
        List<String> dropped = new ArrayList<>();
        for (List<String> column : alteration.columns()) {
            ColumnPath path = new ColumnPath(table, column);
            if (alteration.ifExists() && path.find(metadata.schema()).isEmpty()) {
                continue;
            }
            requireMapping(path, "dropped");
            Column field = field(path, column);
            requireDroppable(path, column, field);
            metadata = metadata.withSchema(new ColumnPath(table, parent(column))
                            .fields(metadata.schema(), fields -> without(path, fields, field)))
                    .withConfiguration(StatisticsColumns.dropped(metadata, column));
            dropped.add(path.toString());
        }
        return change(metadata, "DROP COLUMNS", Map.of("columns", json(dropped)));
    }

    private void requireDroppable(ColumnPath path, List<String> column, Column field) {
        new ColumnUse(basis.metadata()).requireUnused(path, column);
        if (column.size() == 1 && basis.partitionColumns().contains(field.name())) {
            throw path.refused("the table is partitioned by it (write the rows to another table)");
        }
        if (Clustering.columns(basis).stream()
                .anyMatch(by -> String.join(".", by).equalsIgnoreCase(path.toString()))) {
            throw path.refused("the table is clustered by it (CLUSTER BY other columns first)");
        }
    }

    private static List<Column> without(ColumnPath path, List<Column> fields, Column dropped) {
        List<Column> left =
                fields.stream().filter(field -> !field.equals(dropped)).toList();
        if (left.isEmpty()) {
            throw path.refused("it is the only column there (drop the table, or the whole struct)");
        }
        return left;
    }

    Change move(MoveColumn alteration) {
        ColumnPath path = new ColumnPath(table, alteration.column());
        Column field = field(path, alteration.column());
        Schema schema = new ColumnPath(table, parent(alteration.column())).fields(basis.schema(), fields -> {
            List<Column> others =
                    fields.stream().filter(other -> !other.equals(field)).toList();
            return inserted(others, field, alteration.position());
        });
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("column", json(description(alteration.column(), field)));
        parameters.put("position", alteration.position().toString());
        return change(basis.metadata().withSchema(schema), "CHANGE COLUMN", parameters);
    }

    private List<Column> inserted(List<Column> fields, Column column, @Nullable Position position) {
        List<Column> all = new ArrayList<>(fields);
        all.add(place(fields, position), column);
        return all;
    }

    private int place(List<Column> fields, @Nullable Position position) {
        if (position == null) {
            return fields.size();
        }
        String after = position.after();
        if (after == null) {
            return 0;
        }
        List<String> names = fields.stream().map(Column::name).toList();
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).equalsIgnoreCase(after)) {
                return i + 1;
            }
        }
        throw new NeuralakeException("Cannot put a column of table " + table + " behind '" + after
                + "': there is none of that name; " + Nearest.among("columns", after, names));
    }

    private void requireMapping(ColumnPath path, String what) {
        if (!ColumnMapping.isOn(basis.metadata())) {
            throw path.refused("without column mapping its name in the files is its name in the table, so it cannot be "
                    + what + " (set the property " + ColumnMapping.MODE + " to 'name' first)");
        }
    }

    private Column field(ColumnPath path, List<String> column) {
        Column[] found = new Column[1];
        path.field(basis.schema(), (field, steps) -> {
            if (!steps.isEmpty()) {
                throw path.refused("it is a part of an array or a map and has no name of its own (name the column)");
            }
            found[0] = field;
            return field;
        });
        if (found[0] == null) {
            throw path.refused("there is no such column " + column);
        }
        return found[0];
    }

    private Change change(Metadata metadata, String operation, Map<String, Object> parameters) {
        return Alterer.change(files, basis, metadata, operation, parameters, Reads.nothing());
    }

    private static List<String> parent(List<String> column) {
        return column.subList(0, Math.max(0, column.size() - 1));
    }

    private static List<String> child(List<String> parent, String name) {
        List<String> path = new ArrayList<>(parent);
        path.add(name);
        return path;
    }

    /** A column as Spark tells of it in the history. */
    static Map<String, Object> description(List<String> path, Column column) {
        Map<String, Object> metadata = new LinkedHashMap<>(column.metadata());
        if (!column.comment().isEmpty()) {
            metadata.put("comment", column.comment());
        }
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("name", String.join(".", path));
        described.put("type", TypeWidening.text(column.type()));
        described.put("nullable", column.nullable());
        described.put("metadata", metadata);
        return described;
    }

    static String json(Object value) {
        return TableWriter.json(value);
    }
}
