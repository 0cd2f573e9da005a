package dev.neuralake.delta;

import dev.neuralake.columnar.EngineException;
import dev.neuralake.columnar.EngineTypes;
import dev.neuralake.columnar.Session;
import dev.neuralake.delta.Alteration.ChangeComment;
import dev.neuralake.delta.Alteration.ChangeDefault;
import dev.neuralake.delta.Alteration.ChangeType;
import dev.neuralake.delta.Alteration.DropNotNull;
import dev.neuralake.types.Column;
import dev.neuralake.types.DataType;
import dev.neuralake.types.NeuralakeException;
import dev.neuralake.types.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Plans what a column is: its type, comment, default, and whether it may be null. */
final class ColumnAlterer {
    private static final String OPERATION = "CHANGE COLUMN";

    private final TableFiles files;
    private final Snapshot basis;

    ColumnAlterer(TableFiles files, Snapshot basis) {
        this.files = files;
        this.basis = basis;
    }

    Change changeType(ChangeType alteration) {
        ColumnPath path = new ColumnPath(files.table(), alteration.column());
        Column[] described = new Column[1];
        Schema schema = path.field(basis.schema(), (field, steps) -> {
            DataType[] from = new DataType[1];
            DataType type = path.at(field.type(), steps, present -> {
                from[0] = present;
                requireWider(path, present, alteration.type());
                return alteration.type();
            });
            described[0] = from[0].equals(alteration.type())
                    ? field
                    : TypeWidening.recorded(field.withType(type), steps, from[0], alteration.type());
            return described[0];
        });
        if (!schema.equals(basis.schema())) {
            new ColumnUse(basis.metadata()).requireUnused(path, alteration.column());
        }
        return change(alteration.column(), described[0], schema);
    }

    private void requireWider(ColumnPath path, DataType from, DataType to) {
        if (from.equals(to)) {
            return;
        }
        if (!TypeWidening.isWider(from, to)) {
            throw path.refused("its type is " + from + ", and " + to + " does not hold all values of that "
                    + "(write the rows to another column)");
        }
        if (!basis.metadata().flag(TableFeatures.TYPE_WIDENING)) {
            throw path.refused("its type can change from " + from + " to " + to + " only where type widening is on "
                    + "(set the property " + TableFeatures.TYPE_WIDENING + " to 'true' first)");
        }
    }

    Change changeComment(ChangeComment alteration) {
        return edit(alteration.column(), field -> field.withComment(alteration.comment()));
    }

    Change dropNotNull(DropNotNull alteration) {
        return edit(alteration.column(), field -> field.withNullable(true));
    }

    Change changeDefault(ChangeDefault alteration) {
        ColumnPath path = new ColumnPath(files.table(), alteration.column());
        if (alteration.column().size() != 1) {
            throw path.refused("only a column of the table itself can have a default (name the whole column)");
        }
        return edit(alteration.column(), field -> {
            Map<String, Object> metadata = new LinkedHashMap<>(field.metadata());
            if (alteration.value() == null) {
                metadata.remove(Expressions.DEFAULT);
            } else {
                requireValue(path, field, alteration.value());
                metadata.put(Expressions.DEFAULT, alteration.value());
            }
            return field.withMetadata(metadata);
        });
    }

    private void requireValue(ColumnPath path, Column field, String value) {
        if (field.metadata().containsKey(Expressions.GENERATED)) {
            throw path.refused("it is a generated column, so it needs no default");
        }
        try (Session session = files.engine().session()) {
            session.json(
                    "SELECT CAST(" + PortableSql.translate(value) + " AS " + EngineTypes.toSql(field.type()) + ")");
        } catch (EngineException e) {
            throw path.refused("its default (" + value + ") is not a constant " + field.type() + ": " + e.getMessage());
        } catch (NeuralakeException e) {
            throw path.refused("its default (" + value + ") cannot be evaluated here as Spark does: " + e.getMessage());
        }
    }

    private Change edit(List<String> column, UnaryOperator<Column> change) {
        ColumnPath path = new ColumnPath(files.table(), column);
        Column[] described = new Column[1];
        Schema schema = path.field(basis.schema(), (field, steps) -> {
            if (!steps.isEmpty()) {
                throw path.refused("it is a part of an array or a map, which has nothing but a type");
            }
            described[0] = change.apply(field);
            return described[0];
        });
        return change(column, described[0], schema);
    }

    private Change change(List<String> column, Column described, Schema schema) {
        Map<String, Object> parameters =
                Map.of("column", SchemaAlterer.json(SchemaAlterer.description(column, described)));
        return Alterer.change(
                files, basis, basis.metadata().withSchema(schema), OPERATION, parameters, Reads.nothing());
    }
}
