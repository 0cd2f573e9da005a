package dev.neuralake.delta;

import com.fasterxml.jackson.databind.JsonNode;
import dev.neuralake.delta.index.Predicate;
import dev.neuralake.delta.index.Predicate.Operator;
import dev.neuralake.types.DataType;
import dev.neuralake.types.DataType.Decimal;
import dev.neuralake.types.DataType.Primitive;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads a condition, as the engine parsed it, as a predicate that tells files apart. What is not understood becomes
 * "always", which leaves every file in.
 */
final class PredicateReader {
    private static final Map<String, Operator> OPERATORS = Map.of(
            "COMPARE_EQUAL", Operator.EQ,
            "COMPARE_NOTEQUAL", Operator.NE,
            "COMPARE_LESSTHAN", Operator.LT,
            "COMPARE_LESSTHANOREQUALTO", Operator.LE,
            "COMPARE_GREATERTHAN", Operator.GT,
            "COMPARE_GREATERTHANOREQUALTO", Operator.GE);

    private static final Map<Operator, Operator> MIRRORED = Map.of(
            Operator.EQ, Operator.EQ,
            Operator.NE, Operator.NE,
            Operator.LT, Operator.GT,
            Operator.LE, Operator.GE,
            Operator.GT, Operator.LT,
            Operator.GE, Operator.LE);

    /** A column of the table. */
    record Target(List<String> path, DataType type) {}

    private final Function<List<String>, Optional<Target>> resolve;

    /** @param resolve finds the column that names in the condition stand for, empty where it is none of the table's */
    PredicateReader(Function<List<String>, Optional<Target>> resolve) {
        this.resolve = resolve;
    }

    Predicate read(JsonNode node) {
        return switch (node.path("class").asText()) {
            case "CONJUNCTION" -> {
                List<Predicate> operands = new ArrayList<>();
                node.path("children").forEach(child -> operands.add(read(child)));
                yield node.path("type").asText().equals("CONJUNCTION_AND")
                        ? new Predicate.And(operands)
                        : new Predicate.Or(operands);
            }
            case "COMPARISON" -> comparison(node);
            case "BETWEEN" -> between(node);
            case "OPERATOR" -> operator(node);
            default -> Predicate.always();
        };
    }

    private Predicate comparison(JsonNode node) {
        Operator operator = OPERATORS.get(node.path("type").asText());
        if (operator == null) {
            return Predicate.always();
        }
        Optional<Target> left = column(node.path("left"));
        return left.isPresent()
                ? compare(left.get(), operator, node.path("right"))
                : column(node.path("right"))
                        .map(right -> compare(right, mirrored(operator), node.path("left")))
                        .orElse(Predicate.always());
    }

    private static Operator mirrored(Operator operator) {
        return MIRRORED.getOrDefault(operator, operator);
    }

    private static Predicate compare(Target column, Operator operator, JsonNode value) {
        Object known = value(value, column.type());
        return known == null ? Predicate.always() : new Predicate.Compare(column.path(), operator, known);
    }

    private Predicate between(JsonNode node) {
        if (!node.path("type").asText().equals("COMPARE_BETWEEN")) {
            return Predicate.always();
        }
        return column(node.path("input"))
                .map(column -> Predicate.and(
                        compare(column, Operator.GE, node.path("lower")),
                        compare(column, Operator.LE, node.path("upper"))))
                .orElse(Predicate.always());
    }

    private Predicate operator(JsonNode node) {
        JsonNode first = node.path("children").path(0);
        String type = node.path("type").asText();
        return switch (type) {
            case "OPERATOR_NOT" -> Predicate.not(read(first));
            case "OPERATOR_IS_NULL", "OPERATOR_IS_NOT_NULL" ->
                column(first)
                        .<Predicate>map(column -> new Predicate.IsNull(column.path(), type.endsWith("NOT_NULL")))
                        .orElse(Predicate.always());
            case "COMPARE_IN", "COMPARE_NOT_IN" ->
                column(first)
                        .map(column -> in(column, node.path("children"), type.equals("COMPARE_NOT_IN")))
                        .orElse(Predicate.always());
            default -> Predicate.always();
        };
    }

    private static Predicate in(Target column, JsonNode children, boolean negated) {
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 1; i < children.size(); i++) {
            Object value = value(children.path(i), column.type());
            if (value == null) {
                return Predicate.always();
            }
            values.add(value);
        }
        return new Predicate.In(column.path(), values, negated);
    }

    Optional<Target> column(JsonNode node) {
        if (!node.path("class").asText().equals("COLUMN_REF")) {
            return Optional.empty();
        }
        return resolve.apply(names(node));
    }

    static List<String> names(JsonNode columnReference) {
        List<String> names = new ArrayList<>();
        columnReference.path("column_names").forEach(name -> names.add(name.asText()));
        return names;
    }

    /** A literal as the Java value of a column's type; null where the comparison may be made in another type. */
    private static @Nullable Object value(JsonNode node, DataType type) {
        JsonNode inner = node;
        String cast = "";
        if (node.path("class").asText().equals("CAST")) {
            inner = node.path("child");
            cast = node.path("type_expr").path("type_name").asText().toUpperCase(Locale.ROOT);
        }
        JsonNode literal = inner.path("literal");
        String text = literal.path("text").asText();
        return switch (literal.path("kind").asText()) {
            case "INTEGER", "NUMERIC" -> cast.isEmpty() ? number(text, type) : null;
            case "STRING" -> text(text, cast, type);
            default -> null;
        };
    }

    private static @Nullable Object number(String text, DataType type) {
        boolean exact = type == Primitive.BYTE
                || type == Primitive.SHORT
                || type == Primitive.INT
                || type == Primitive.LONG
                || type instanceof Decimal;
        if (exact && text.matches("-?\\d+(\\.\\d+)?")) {
            return new BigDecimal(text);
        }
        return type == Primitive.DOUBLE && text.matches("-?[0-9.]+([eE][+-]?\\d+)?") ? Double.valueOf(text) : null;
    }

    private static @Nullable Object text(String text, String cast, DataType type) {
        if (type == Primitive.STRING) {
            return cast.isEmpty() || cast.equals("VARCHAR") ? text : null;
        }
        try {
            if (type == Primitive.DATE && (cast.isEmpty() || cast.equals("DATE"))) {
                return LocalDate.parse(text.strip());
            }
            boolean isTime = type == Primitive.TIMESTAMP || type == Primitive.TIMESTAMP_NTZ;
            if (isTime && (cast.isEmpty() || cast.startsWith("TIMESTAMP") || cast.equals("DATE"))) {
                LocalDateTime time = time(text.strip());
                return type == Primitive.TIMESTAMP ? time.toInstant(ZoneOffset.UTC) : time;
            }
            return null;
        } catch (DateTimeException unusual) {
            return null;
        }
    }

    private static LocalDateTime time(String text) {
        return text.length() == 10 ? LocalDate.parse(text).atStartOfDay() : LocalDateTime.parse(text.replace(' ', 'T'));
    }
}
