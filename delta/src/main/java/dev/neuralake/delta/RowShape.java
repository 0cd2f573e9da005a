package dev.neuralake.delta;

import dev.neuralake.columnar.EngineTypes;
import dev.neuralake.delta.action.Metadata;
import dev.neuralake.types.Column;
import dev.neuralake.types.DataType;
import dev.neuralake.types.DataType.StructType;
import dev.neuralake.types.Nearest;
import dev.neuralake.types.NeuralakeException;
import dev.neuralake.types.Schema;
import dev.neuralake.types.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Fits rows to a table: checks names and types before a row is read, and writes the SELECT that casts them, fills in
 * what is missing and checks the table's rules row by row.
 */
final class RowShape {
    private final Metadata metadata;
    private final String table;
    private final Assignment assignment;

    RowShape(Metadata metadata, String table) {
        this(metadata, table, Assignment.STRICT);
    }

    RowShape(Metadata metadata, String table, Assignment assignment) {
        this.metadata = metadata;
        this.table = table;
        this.assignment = assignment;
    }

    /**
     * The SELECT that yields the table's columns, by name and in order.
     *
     * @param input the columns at hand
     * @param from a relation with those columns
     * @param untyped columns that are a bare NULL, which fits every type
     * @throws NeuralakeException where a column is unknown, missing or of another type
     */
    String select(Schema input, String from, Set<String> untyped) {
        return select(input, from, untyped, List.of(), Map.of());
    }

    /**
     * The same for rows some of whose generated columns are given and others are not.
     *
     * @param carried more columns of the relation, which follow the table's
     * @param givenWhere by generated column, the condition under which its value was given; elsewhere it is computed
     */
    String select(
            Schema input, String from, Set<String> untyped, List<String> carried, Map<String, String> givenWhere) {
        for (Column column : input.columns()) {
            if (!metadata.schema().contains(column.name())) {
                throw new NeuralakeException("Cannot write to table " + table + ": it has no column '" + column.name()
                        + "'; "
                        + Nearest.among(
                                "columns", column.name(), metadata.schema().names())
                        + " (rename it, or ask for schema evolution)");
            }
        }
        Map<String, String> generated = Expressions.generated(metadata);
        Map<String, String> defaults = Expressions.defaults(metadata);
        List<String> given = new ArrayList<>();
        for (Column column : metadata.schema().columns()) {
            if (input.contains(column.name())) {
                given.add(given(column, input.column(column.name()), untyped) + " AS " + Sql.quote(column.name()));
            } else if (defaults.containsKey(column.name())) {
                given.add(typed(PortableSql.translate(defaults.get(column.name())), column.type()) + " AS "
                        + Sql.quote(column.name()));
            } else if (IdentityColumns.is(column)) {
                given.add(IdentityColumns.values(column) + " AS " + Sql.quote(column.name()));
            } else if (!generated.containsKey(column.name())) {
                requireNullable(column);
                given.add(typed("NULL", column.type()) + " AS " + Sql.quote(column.name()));
            }
        }
        carried.forEach(name -> given.add(Sql.quote(name)));
        String also = carried.stream().map(name -> ", " + Sql.quote(name)).collect(Collectors.joining());
        String filled = "SELECT " + String.join(", ", given) + " FROM " + from;
        return checked("SELECT " + withGenerated(input, generated, givenWhere) + also + " FROM (" + filled + ")");
    }

    private static String typed(String expression, DataType type) {
        return "CAST(" + expression + " AS " + EngineTypes.toSql(type) + ")";
    }

    private void requireNullable(Column column) {
        if (!column.nullable()) {
            throw new NeuralakeException("Cannot write to table " + table + ": column '" + column.name()
                    + "' is missing, and it is not nullable (give it a value)");
        }
    }

    private String given(Column column, Column input, Set<String> untyped) {
        boolean isNull = untyped.contains(input.name().toLowerCase(Locale.ROOT));
        if (!isNull && !assignment.isAllowed(input.type(), column.type())) {
            throw new NeuralakeException("Cannot write to table " + table + ": column '" + column.name() + "' is "
                    + column.type() + ", and the rows have " + input.type() + " (cast it)");
        }
        String value = Sql.quote(input.name());
        return isNull
                ? typed(value, column.type())
                : new StoreCast(table).of(value, input.type(), column.type(), column.name());
    }

    /** Computes generated columns that are missing, and refuses values of others that differ. */
    private String withGenerated(Schema input, Map<String, String> generated, Map<String, String> givenWhere) {
        return metadata.schema().columns().stream()
                .map(column -> {
                    String name = Sql.quote(column.name());
                    String spark = generated.get(column.name());
                    if (spark == null) {
                        return name;
                    }
                    String computed = typed(PortableSql.translate(spark), column.type());
                    if (!input.contains(column.name())) {
                        return computed + " AS " + name;
                    }
                    String message = "generated column " + column.name() + " has a value that is not " + spark;
                    String givenHere = givenWhere.get(column.name());
                    return "CASE " + (givenHere == null ? "" : "WHEN NOT (" + givenHere + ") THEN " + computed + " ")
                            + "WHEN " + name + " IS NOT DISTINCT FROM " + computed + " THEN " + name + " ELSE "
                            + error(message) + " END AS " + name;
                })
                .collect(Collectors.joining(", "));
    }

    private String error(String message) {
        return "error(" + Sql.text("Cannot write to table " + table + ": " + message) + ")";
    }

    /** Adds the checks of NOT NULL and of constraints, which must be true: null is a violation. */
    private String checked(String select) {
        List<String> checks = new ArrayList<>();
        for (Column column : metadata.schema().columns()) {
            notNull(column, Sql.quote(column.name()), column.name(), checks);
        }
        Expressions.checks(metadata).forEach((name, spark) -> {
            String message = "a row violates constraint " + name + " (" + spark + ")";
            checks.add("CASE WHEN (" + PortableSql.translate(spark) + ") THEN TRUE ELSE " + error(message) + " END");
        });
        return checks.isEmpty() ? select : "SELECT * FROM (" + select + ") WHERE " + String.join(" AND ", checks);
    }

    private void notNull(Column column, String value, String path, List<String> checks) {
        if (!column.nullable()) {
            checks.add("CASE WHEN " + value + " IS NOT NULL THEN TRUE ELSE "
                    + error("column '" + path + "' is null in a row, and it is not nullable") + " END");
        }
        if (column.type() instanceof StructType struct) {
            for (Column field : struct.fields()) {
                List<String> inner = new ArrayList<>();
                notNull(field, value + "." + Sql.quote(field.name()), path + "." + field.name(), inner);
                inner.forEach(check -> checks.add("(" + value + " IS NULL OR " + check + ")"));
            }
        }
    }
}
