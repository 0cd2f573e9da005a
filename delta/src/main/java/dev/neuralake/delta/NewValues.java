package dev.neuralake.delta;

import dev.neuralake.columnar.EngineTypes;
import dev.neuralake.columnar.Session;
import dev.neuralake.delta.action.Metadata;
import dev.neuralake.types.Column;
import dev.neuralake.types.DataType;
import dev.neuralake.types.DataType.StructType;
import dev.neuralake.types.Nearest;
import dev.neuralake.types.NeuralakeException;
import dev.neuralake.types.Sql;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values of new rows as expressions by column, cast to the columns' types after a check that they may be stored
 * there. Generated columns that are not assigned are left out: they are computed from the rest.
 */
final class NewValues {
    private final Metadata metadata;
    private final String table;
    private final Session session;
    private final String relations;

    /** @param relations what stands behind FROM where the expressions are evaluated */
    NewValues(Metadata metadata, String table, Session session, String relations) {
        this.metadata = metadata;
        this.table = table;
        this.session = session;
        this.relations = relations;
    }

    /** What is assigned to one column: as a whole, or by field. */
    private static final class Assigned {
        private @Nullable String whole;
        private final Map<String, Assigned> fields = new LinkedHashMap<>();
    }

    /** The new values of a row that is updated; columns that are not assigned keep theirs. */
    Map<String, String> update(List<SetColumn> sets, String alias) {
        Map<String, Assigned> assigned =
                assigned(sets.stream().map(set -> unqualified(set, alias)).toList());
        Map<String, String> generated = Expressions.generated(metadata);
        Map<String, String> values = new LinkedHashMap<>();
        for (Column column : metadata.schema().columns()) {
            Assigned here = assigned.get(column.name());
            String old = Sql.quote(alias) + "." + Sql.quote(column.name());
            if (here != null) {
                IdentityColumns.requireNotUpdated(column, table);
                values.put(column.name(), value(here, column, old));
            } else if (!generated.containsKey(column.name())) {
                values.put(column.name(), old);
            }
        }
        return values;
    }

    /** A column may be named with the table's name before it, unless a column has that name. */
    private SetColumn unqualified(SetColumn set, String alias) {
        List<String> path = set.column();
        boolean qualified = path.size() > 1
                && path.getFirst().equalsIgnoreCase(alias)
                && ColumnMapping.find(metadata.schema().columns(), path.getFirst())
                        .isEmpty();
        return qualified ? new SetColumn(path.subList(1, path.size()), set.value()) : set;
    }

    /** The values of a row that is inserted; columns that are not named get their default. */
    Map<String, String> insert(List<SetColumn> sets) {
        Map<String, Assigned> assigned = assigned(sets);
        Map<String, String> generated = Expressions.generated(metadata);
        Map<String, String> values = new LinkedHashMap<>();
        for (Column column : metadata.schema().columns()) {
            Assigned here = assigned.get(column.name());
            if (here != null) {
                IdentityColumns.requireInsertable(column, table);
                values.put(column.name(), value(here, column, "NULL"));
            } else if (!generated.containsKey(column.name())) {
                values.put(column.name(), byDefault(column));
            }
        }
        return values;
    }

    private String byDefault(Column column) {
        if (IdentityColumns.is(column)) {
            return IdentityColumns.values(column);
        }
        String spark = Expressions.defaults(metadata).get(column.name());
        return typed(spark == null ? "NULL" : PortableSql.translate(spark), column.type());
    }

    private static String typed(String expression, DataType type) {
        return "CAST((" + expression + "\n) AS " + EngineTypes.toSql(type) + ")";
    }

    /** The assignments by column, each value cast to the type of what it is assigned to. */
    private Map<String, Assigned> assigned(List<SetColumn> sets) {
        List<String> expressions = new ArrayList<>();
        for (SetColumn set : sets) {
            expressions.add(set.isDefault() ? "NULL" : set.value());
        }
        StringBuilder sql = new StringBuilder("SELECT 0 AS none");
        for (int i = 0; i < expressions.size(); i++) {
            sql.append(", (").append(expressions.get(i)).append("\n) AS c").append(i);
        }
        sql.append(" FROM ").append(relations);
        String select = sql.toString();
        Described given = Described.of(session, select, List.of(), session.describe(select));
        Map<String, Assigned> assigned = new LinkedHashMap<>();
        for (int i = 0; i < sets.size(); i++) {
            boolean isNull = given.untyped().contains("c" + i);
            assign(
                    assigned,
                    sets.get(i),
                    isNull ? null : given.schema().column("c" + i).type());
        }
        return assigned;
    }

    /** @param type the type of the value, null for a bare NULL */
    private void assign(Map<String, Assigned> assigned, SetColumn set, @Nullable DataType type) {
        List<Column> level = metadata.schema().columns();
        Map<String, Assigned> siblings = assigned;
        Assigned place = null;
        Column column = null;
        for (String name : set.column()) {
            column = find(level, name, set);
            if (place != null && place.whole != null) {
                throw twice(set);
            }
            place = siblings.computeIfAbsent(column.name(), _ -> new Assigned());
            siblings = place.fields;
            level = column.type() instanceof StructType struct ? struct.fields() : List.of();
        }
        if (column == null || place == null || place.whole != null || !place.fields.isEmpty()) {
            throw twice(set);
        }
        if (type != null && !Assignment.ANSI.isAllowed(type, column.type())) {
            throw new NeuralakeException("Cannot write to table " + table + ": column '" + path(set) + "' is "
                    + column.type() + ", and its new value " + set.value() + " is " + type + " (cast it)");
        }
        place.whole = set.isDefault() ? byDefault(column) : stored(set, type, column.type());
    }

    private String stored(SetColumn set, @Nullable DataType from, DataType to) {
        if (from == null || !Assignment.isLossy(from, to)) {
            return typed(set.value(), to);
        }
        // The value is bound to a name, for it may be expensive, or another at each look.
        String cast = new StoreCast(table).of("given", from, to, path(set));
        return "list_extract(list_transform([(" + set.value() + "\n)], lambda given: " + cast + "), 1)";
    }

    private Column find(List<Column> level, String name, SetColumn set) {
        return ColumnMapping.find(level, name)
                .orElseThrow(() -> new NeuralakeException("Cannot write to table " + table + ": it has no column '"
                        + path(set) + "'; "
                        + Nearest.among(
                                "columns",
                                name,
                                level.stream().map(Column::name).toList())));
    }

    private NeuralakeException twice(SetColumn set) {
        return new NeuralakeException("Cannot write to table " + table + ": column '" + path(set)
                + "' is assigned twice in one clause (leave one of the two out)");
    }

    private static String path(SetColumn set) {
        return String.join(".", set.column());
    }

    /** The value of a column or field; fields of a struct that are not assigned keep their old value. */
    private static String value(Assigned assigned, Column column, String old) {
        if (assigned.whole != null || !(column.type() instanceof StructType struct)) {
            return assigned.whole == null ? old : assigned.whole;
        }
        List<String> fields = new ArrayList<>();
        for (Column field : struct.fields()) {
            String name = Sql.quote(field.name());
            String oldField = old.equals("NULL") ? typed("NULL", field.type()) : old + "." + name;
            Assigned here = assigned.fields.get(field.name());
            fields.add(name + " := " + (here == null ? oldField : value(here, field, oldField)));
        }
        return typed("struct_pack(" + String.join(", ", fields) + ")", column.type());
    }
}
