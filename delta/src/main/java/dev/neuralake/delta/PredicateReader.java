package dev.neuralake.delta;

import com.fasterxml.jackson.databind.JsonNode;
import dev.neuralake.delta.index.Predicate;
import dev.neuralake.delta.index.Predicate.Operator;
import dev.neuralake.types.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads a condition, as the engine parsed it, as a predicate that tells files apart: as far as it compares columns of one
 * table with values. What is not understood becomes "always", which leaves every file in. For one condition, by one
 * thread.
 */
public final class PredicateReader {
    private static final Predicate ANYTHING = new Predicate.Always(true);
    private static final Set<String> PREFIX_FUNCTIONS = Set.of("starts_with", "prefix", "^@");
    private static final Map<String, Operator> OPERATORS = Map.of(
            "COMPARE_EQUAL", Operator.EQ,
            "COMPARE_NOTEQUAL", Operator.NE,
            "COMPARE_LESSTHAN", Operator.LT,
            "COMPARE_LESSTHANOREQUALTO", Operator.LE,
            "COMPARE_GREATERTHAN", Operator.GT,
            "COMPARE_GREATERTHANOREQUALTO", Operator.GE);

    /** A column of the table, or a field of one. */
    public record Target(List<String> path, DataType type) {
        public Target {
            path = List.copyOf(path);
        }
    }

    private final Function<List<String>, Optional<Target>> resolve;
    private final Constants constants;

    /** A reader of conditions that have no parameters. */
    PredicateReader(Function<List<String>, Optional<Target>> resolve) {
        this(resolve, name -> {
            throw new IllegalStateException("the condition has a parameter, " + name);
        });
    }

    /**
     * @param resolve finds the column that names in the condition stand for, empty where it is none of the table's
     * @param parameter the value of a parameter, by its name in the tree
     */
    public PredicateReader(
            Function<List<String>, Optional<Target>> resolve, Function<String, @Nullable Object> parameter) {
        this.resolve = resolve;
        this.constants = new Constants(parameter);
    }

    /** The conditions that AND holds together. */
    public List<Predicate> conjuncts(JsonNode node) {
        if (!node.path("type").asText().equals("CONJUNCTION_AND")) {
            return List.of(read(node));
        }
        List<Predicate> all = new ArrayList<>();
        node.path("children").forEach(child -> all.addAll(conjuncts(child)));
        return all;
    }

    /** The condition as one predicate. */
    public Predicate read(JsonNode node) {
        String type = node.path("type").asText();
        JsonNode children = node.path("children");
        return switch (type) {
            case "CONJUNCTION_AND" -> new Predicate.And(all(children));
            case "CONJUNCTION_OR" -> new Predicate.Or(all(children));
            case "OPERATOR_NOT" -> new Predicate.Not(read(children.path(0)));
            case "OPERATOR_IS_NULL", "OPERATOR_IS_NOT_NULL" ->
                column(children.path(0))
                        .<Predicate>map(
                                field -> new Predicate.IsNull(field.path(), type.equals("OPERATOR_IS_NOT_NULL")))
                        .orElse(ANYTHING);
            case "COMPARE_IN", "COMPARE_NOT_IN" -> in(children, type.equals("COMPARE_NOT_IN"));
            case "COMPARE_BETWEEN" ->
                new Predicate.And(List.of(
                        compare(node.path("input"), Operator.GE, node.path("lower")),
                        compare(node.path("input"), Operator.LE, node.path("upper"))));
            case "COLUMN_REF" -> flag(node);
            case "FUNCTION" -> function(node);
            default -> comparison(node, OPERATORS.get(type));
        };
    }

    private List<Predicate> all(JsonNode children) {
        List<Predicate> all = new ArrayList<>();
        children.forEach(child -> all.add(read(child)));
        return all;
    }

    private Predicate comparison(JsonNode node, @Nullable Operator operator) {
        if (operator == null) {
            return ANYTHING;
        }
        boolean columnLeft = column(node.path("left")).isPresent();
        return columnLeft
                ? compare(node.path("left"), operator, node.path("right"))
                : compare(node.path("right"), flipped(operator), node.path("left"));
    }

    private static Operator flipped(Operator operator) {
        return switch (operator) {
            case EQ, NE -> operator;
            case LT -> Operator.GT;
            case LE -> Operator.GE;
            case GT -> Operator.LT;
            case GE -> Operator.LE;
        };
    }

    private Predicate compare(JsonNode column, Operator operator, JsonNode constant) {
        return column(column)
                .flatMap(field -> constants.value(constant, field.type()).map(value ->
                        (Predicate) new Predicate.Compare(field.path(), operator, value.orElse(null))))
                .orElse(ANYTHING);
    }

    private Predicate in(JsonNode children, boolean negated) {
        Optional<Target> field = column(children.path(0));
        if (field.isEmpty()) {
            return ANYTHING;
        }
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 1; i < children.size(); i++) {
            Optional<Optional<Object>> value =
                    constants.value(children.path(i), field.get().type());
            if (value.isEmpty()) {
                return ANYTHING;
            }
            values.add(value.get().orElse(null));
        }
        return Predicate.in(field.get().path(), values, negated);
    }

    private Predicate flag(JsonNode node) {
        return column(node)
                .filter(field -> field.type() == DataType.Primitive.BOOLEAN)
                .<Predicate>map(field -> new Predicate.Compare(field.path(), Operator.EQ, true))
                .orElse(ANYTHING);
    }

    private Predicate function(JsonNode node) {
        String name = node.path("function_name").asText();
        boolean like = name.equals("~~");
        JsonNode arguments = node.path("arguments");
        if (!like && !PREFIX_FUNCTIONS.contains(name) || arguments.size() != 2) {
            return ANYTHING;
        }
        Optional<Target> field = column(arguments.path(0).path("expression"));
        Object pattern = constants
                .value(arguments.path(1).path("expression"), DataType.Primitive.STRING)
                .flatMap(value -> value)
                .orElse(null);
        if (field.isEmpty() || field.get().type() != DataType.Primitive.STRING || !(pattern instanceof String text)) {
            return ANYTHING;
        }
        String prefix = like ? text.split("[%_]", 2)[0] : text;
        if (like && prefix.length() == text.length()) {
            return new Predicate.Compare(field.get().path(), Operator.EQ, text);
        }
        return prefix.isEmpty()
                ? ANYTHING
                : new Predicate.StartsWith(field.get().path(), prefix, false);
    }

    /** The column that a node is a reference to. */
    Optional<Target> column(JsonNode node) {
        if (!node.path("type").asText().equals("COLUMN_REF")) {
            return Optional.empty();
        }
        return resolve.apply(names(node));
    }

    /** The parts of a reference to a column. */
    static List<String> names(JsonNode reference) {
        List<String> names = new ArrayList<>();
        reference.path("column_names").forEach(name -> names.add(name.asText()));
        return names;
    }
}
