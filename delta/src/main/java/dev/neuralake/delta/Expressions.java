package dev.neuralake.delta;

import dev.neuralake.delta.action.Json;
import dev.neuralake.delta.action.Metadata;
import dev.neuralake.types.Column;
import dev.neuralake.types.NeuralakeException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The expressions that a table carries: CHECK constraints, column invariants, generated columns, defaults. */
final class Expressions {
    static final String CONSTRAINT = "delta.constraints.";
    static final String GENERATED = "delta.generationExpression";
    static final String INVARIANT = "delta.invariants";
    static final String DEFAULT = "CURRENT_DEFAULT";

    private Expressions() {}

    /** The CHECK constraints and invariants by name, as Spark SQL. */
    static Map<String, String> checks(Metadata metadata) {
        Map<String, String> checks = new LinkedHashMap<>();
        metadata.configuration().forEach((key, value) -> {
            if (key.startsWith(CONSTRAINT)) {
                checks.put(key.substring(CONSTRAINT.length()), value);
            }
        });
        for (Column column : metadata.schema().columns()) {
            if (column.metadata().get(INVARIANT) instanceof String json) {
                checks.put("invariant of " + column.name(), invariant(json, column));
            }
        }
        return checks;
    }

    private static String invariant(String json, Column column) {
        try {
            return Json.MAPPER
                    .readTree(json)
                    .path("expression")
                    .path("expression")
                    .asText();
        } catch (IOException e) {
            throw new NeuralakeException(
                    "Cannot read the invariant of column " + column.name() + ": it is not JSON", e);
        }
    }

    /** The expressions of generated columns by column name, as Spark SQL. */
    static Map<String, String> generated(Metadata metadata) {
        return byColumn(metadata, GENERATED);
    }

    /** The default values by column name, as Spark SQL. */
    static Map<String, String> defaults(Metadata metadata) {
        return byColumn(metadata, DEFAULT);
    }

    private static Map<String, String> byColumn(Metadata metadata, String key) {
        Map<String, String> found = new LinkedHashMap<>();
        for (Column column : metadata.schema().columns()) {
            if (column.metadata().get(key) instanceof String expression) {
                found.put(column.name(), expression);
            }
        }
        return found;
    }

    /** Refuses a table with an expression that means something else here than in Spark, or that may. */
    static void requirePortable(Metadata metadata, String table) {
        checks(metadata).forEach((name, text) -> require(text, "constraint " + name, table));
        generated(metadata).forEach((name, text) -> require(text, "generated column " + name, table));
        defaults(metadata).forEach((name, text) -> require(text, "default of column " + name, table));
    }

    private static void require(String text, String what, String table) {
        try {
            PortableSql.translate(text);
        } catch (NeuralakeException e) {
            throw new NeuralakeException(
                    "Cannot write to table " + table + ": its " + what + " (" + text + ") "
                            + "cannot be evaluated here as Spark does: " + e.getMessage(),
                    e);
        }
    }
}
