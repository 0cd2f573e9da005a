package dev.neuralake.query.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.neuralake.query.gate.Inspector.Context;
import dev.neuralake.query.gate.Inspector.Tally;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The expressions of a statement: what they are, what they call, and the values that they wait for. */
final class Expressions {
    private static final Set<String> CLASSES = Set.of(
            "BETWEEN",
            "CASE",
            "CAST",
            "COLLATE",
            "COLUMN_REF",
            "COMPARISON",
            "CONJUNCTION",
            "CONSTANT",
            "FUNCTION",
            "LAMBDA",
            "LAMBDA_REF",
            "OPERATOR",
            "PARAMETER",
            "POSITIONAL_REFERENCE",
            "STAR",
            "SUBQUERY",
            "TYPE",
            "WINDOW");

    private static final Set<String> DEPENDENT =
            Set.of("COLUMN_REF", "LAMBDA_REF", "POSITIONAL_REFERENCE", "STAR", "SUBQUERY");

    private static final Set<String> PRESENT =
            Set.of("current_date", "current_time", "current_timestamp", "localtime", "localtimestamp");

    /** Spark writes brackets behind these words, and the engine's functions have other names. */
    private static final Map<String, String> PRESENT_CALLS = Map.of(
            "current_timestamp", "get_current_timestamp",
            "current_time", "get_current_time",
            "localtimestamp", "current_localtimestamp");

    private static final Set<String> UNKNOWN =
            Set.of("COLUMN_REF", "LAMBDA_REF", "POSITIONAL_REFERENCE", "STAR", "SUBQUERY", "PARAMETER");

    /** The engine's own databases and schemas, which come before columns where a function is looked up. */
    private static final Set<String> SCHEMAS =
            Set.of("main", "memory", "system", "temp", "pg_catalog", "information_schema");

    /** A call that makes a list as long as its arguments say. */
    record Series(ObjectNode call, String function) {}

    private final Inspector inspector;
    private final Tree tree;
    private final Map<String, Integer> parameters = new LinkedHashMap<>();
    private final List<ObjectNode> qualifiedColumns = new ArrayList<>();
    private final List<Series> series = new ArrayList<>();

    /** How many lambdas the walk stands in. */
    private int lambdas;

    Expressions(Inspector inspector, Tree tree) {
        this.inspector = inspector;
        this.tree = tree;
    }

    List<String> parameters() {
        return List.copyOf(parameters.keySet());
    }

    /** Columns whose name has three parts or more, the first of which may be a database. */
    List<ObjectNode> qualifiedColumns() {
        return qualifiedColumns;
    }

    /** Calls whose result must be measured before the engine computes it, which it does while it plans. */
    List<Series> series() {
        return series;
    }

    void expression(ObjectNode node, Context context, Tally tally) {
        String kind = node.path("class").asText();
        if (!CLASSES.contains(kind)) {
            throw tree.unknown(node, kind);
        }
        switch (kind) {
            case "FUNCTION", "WINDOW" -> call(node);
            case "COLUMN_REF" -> column(node);
            case "PARAMETER" -> parameter(node);
            case "TYPE" ->
                requireUnqualified(node, "type", node.path("type_name").asText());
            case "STAR" -> tally.stars++;
            default -> {}
        }
        Context inner = kind.equals("SUBQUERY") ? context.repeated() : context;
        lambdas += kind.equals("LAMBDA") ? 1 : 0;
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            inspector.walk(field.getValue(), inner, tally);
        }
        lambdas -= kind.equals("LAMBDA") ? 1 : 0;
    }

    private void call(ObjectNode node) {
        if (isMethod(node)) {
            callPlainly(node, node.path("function_name").asText());
        }
        callPresent(node);
        String name = node.path("function_name").asText();
        requireUnqualified(node, "function", name);
        String refusal = Functions.refusal(name, node.path("arguments"));
        if (refusal != null) {
            throw tree.forbidden(node, "Cannot call " + name + ": " + refusal);
        }
        if (Functions.isSeries(name)) {
            if (lambdas > 0) {
                throw tree.forbidden(
                        node,
                        "Cannot call " + name + " inside a lambda: it makes a list for each element, which nothing "
                                + "limits (read from it instead: FROM t, " + name + "(…))");
            }
            require(
                    node.path("arguments"),
                    UNKNOWN,
                    "the list of " + name + ", which must fit in memory, (read from it instead: FROM t, " + name
                            + "(…)),");
            series.add(new Series(node.deepCopy(), name));
        }
        node.path("arguments").forEach(Expressions::aliasByName);
    }

    /** Whether a call is one of a column, {@code name.upper()}: the engine reads that as a function of a schema. */
    private static boolean isMethod(ObjectNode node) {
        JsonNode path = node.path("qualified_name").path("path");
        return path.size() > 1
                && node.path("class").asText().equals("FUNCTION")
                && !SCHEMAS.contains(path.path(0).asText().toLowerCase(Locale.ROOT));
    }

    /** {@code name.upper()} becomes {@code upper(name)}, as the engine does where there is no schema of that name. */
    private static void callPlainly(ObjectNode node, String name) {
        ArrayNode column = (ArrayNode) node.path("qualified_name").path("path").deepCopy();
        column.remove(column.size() - 1);
        ObjectNode receiver = SyntaxTrees.object()
                .put("class", "COLUMN_REF")
                .put("type", "COLUMN_REF")
                .put("alias", "");
        receiver.set("query_location", node.path("query_location"));
        receiver.set("column_names", column);
        ObjectNode argument = SyntaxTrees.object().put("name", "");
        argument.set("expression", receiver);
        ArrayNode arguments = SyntaxTrees.array().add(argument);
        node.path("arguments").forEach(arguments::add);
        node.put("schema", "").put("catalog", "").set("arguments", arguments);
        node.set(
                "qualified_name",
                SyntaxTrees.object().set("path", SyntaxTrees.array().add(name)));
    }

    /** {@code current_timestamp()} becomes a call of the engine's function. */
    private static void callPresent(ObjectNode node) {
        String engine = PRESENT_CALLS.get(node.path("function_name").asText().toLowerCase(Locale.ROOT));
        if (engine != null
                && node.path("arguments").isEmpty()
                && node.path("qualified_name").path("path").size() <= 1) {
            node.put("function_name", engine);
            node.set(
                    "qualified_name",
                    SyntaxTrees.object().set("path", SyntaxTrees.array().add(engine)));
        }
    }

    /** A named argument's value has its name as alias when the statement is read back, so it gets it at once. */
    private static void aliasByName(JsonNode argument) {
        String name = argument.path("name").asText();
        if (!name.isEmpty() && argument.path("expression") instanceof ObjectNode value) {
            value.put("alias", name);
        }
    }

    void requireTableFunction(JsonNode node) {
        JsonNode call = node.path("function");
        String name = call.path("function_name").asText();
        requireUnqualified(call, "function", name);
        String refusal = Functions.tableRefusal(name);
        if (refusal != null) {
            throw tree.forbidden(node, "Cannot read from " + name + "(…): " + refusal);
        }
    }

    /** Functions and types are the engine's own, which stand in no schema. */
    private void requireUnqualified(JsonNode node, String what, String name) {
        JsonNode path = node.path("qualified_name").path("path");
        if (path.size() > 1 || !node.path("schema").asText().isEmpty()) {
            List<String> parts = new ArrayList<>();
            path.forEach(part -> parts.add(part.asText()));
            throw tree.forbidden(
                    node,
                    "Cannot use " + what + " " + String.join(".", parts) + ": a " + what
                            + " stands in no schema (write " + name + ")");
        }
    }

    private void column(ObjectNode node) {
        if (node.path("column_names") instanceof ArrayNode names && names.size() > 2) {
            qualifiedColumns.add(node);
        }
    }

    private void parameter(ObjectNode node) {
        String name = node.path("identifier").asText().toLowerCase(Locale.ROOT);
        Integer number = parameters.computeIfAbsent(name, first -> parameters.size());
        node.put("identifier", Names.parameter(number));
    }

    /**
     * Refuses what depends on rows; a parameter does not.
     *
     * @param what what must be known before the query runs, for the message
     */
    void requireConstant(JsonNode expression, String what) {
        require(expression, DEPENDENT, what);
    }

    /** Whether this is the current date or time, which the engine writes like a column. */
    private static boolean isPresent(JsonNode expression) {
        JsonNode names = expression.path("column_names");
        return names.size() == 1 && PRESENT.contains(names.path(0).asText().toLowerCase(Locale.ROOT));
    }

    private void require(JsonNode expression, Set<String> excluded, String what) {
        if (excluded.contains(expression.path("class").asText()) && !isPresent(expression)) {
            throw tree.forbidden(expression, "Cannot compute " + what + " from something that is no constant");
        }
        expression.forEach(child -> require(child, excluded, what));
    }
}
