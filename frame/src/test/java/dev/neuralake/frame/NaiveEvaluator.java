package dev.neuralake.frame;

import dev.neuralake.types.DataType.Primitive;
import dev.neuralake.types.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Runs plans in plain Java, row by row and without any thought of speed: the oracle of the random plans. */
final class NaiveEvaluator {
    private final Map<String, List<List<@Nullable Object>>> tables;

    NaiveEvaluator(Map<String, List<List<@Nullable Object>>> tables) {
        this.tables = tables;
    }

    List<List<@Nullable Object>> rows(Plan plan) {
        return switch (plan) {
            case Plan.Scan scan -> tables.get(((Source.Table) scan.source()).name());
            case Plan.Filter filter ->
                rows(filter.input()).stream()
                        .filter(row -> Boolean.TRUE.equals(value(filter.condition(), filter.schema(), row)))
                        .toList();
            case Plan.Project project -> project(project);
            case Plan.Join join -> join(join);
            case Plan.Group group -> group(group);
            case Plan.Sort sort -> sorted(sort.keys(), sort.schema(), rows(sort.input()));
            case Plan.Limit(var input, var offset, var count) ->
                rows(input).stream().skip(offset).limit(count).toList();
            case Plan.Distinct(var input) -> List.copyOf(new LinkedHashSet<>(rows(input)));
            case Plan.Union(var inputs) ->
                inputs.stream().flatMap(input -> rows(input).stream()).toList();
            case Plan.Explode explode -> explode(explode);
        };
    }

    private List<List<@Nullable Object>> project(Plan.Project plan) {
        List<List<@Nullable Object>> input = rows(plan.input());
        Schema schema = plan.input().schema();
        List<List<@Nullable Object>> result = new ArrayList<>();
        for (int i = 0; i < input.size(); i++) {
            List<@Nullable Object> row = new ArrayList<>();
            for (Output output : plan.outputs()) {
                int index = i;
                row.add(value(
                        output.expr(),
                        ref -> input.get(index).get(schema.indexOf(ref.name())),
                        window -> window(window, schema, input, index)));
            }
            result.add(row);
        }
        return result;
    }

    private List<List<@Nullable Object>> explode(Plan.Explode plan) {
        int column = plan.input().schema().indexOf(plan.column());
        List<List<@Nullable Object>> result = new ArrayList<>();
        for (List<@Nullable Object> row : rows(plan.input())) {
            List<?> elements = row.get(column) == null ? List.of() : (List<?>) row.get(column);
            List<@Nullable Object> made = new ArrayList<>(elements);
            if (elements.isEmpty() && plan.outer()) {
                made.add(null);
            }
            for (Object element : made) {
                List<@Nullable Object> copy = new ArrayList<>(row);
                copy.set(column, element);
                result.add(copy);
            }
        }
        return result;
    }

    private List<List<@Nullable Object>> join(Plan.Join plan) {
        List<List<@Nullable Object>> left = rows(plan.left());
        List<List<@Nullable Object>> right = rows(plan.right());
        boolean[] matched = new boolean[right.size()];
        List<List<@Nullable Object>> result = new ArrayList<>();
        for (List<@Nullable Object> l : left) {
            boolean found = false;
            for (int i = 0; i < right.size(); i++) {
                if (Boolean.TRUE.equals(value(plan.condition(), sides(plan, l, right.get(i)), none()))) {
                    matched[i] = true;
                    if (plan.kind() != JoinKind.ANTI && !(plan.kind() == JoinKind.SEMI && found)) {
                        result.add(joined(plan, l, right.get(i)));
                    }
                    found = true;
                }
            }
            if (!found && List.of(JoinKind.LEFT, JoinKind.FULL, JoinKind.ANTI).contains(plan.kind())) {
                result.add(joined(plan, l, null));
            }
        }
        for (int i = 0; i < right.size(); i++) {
            if (!matched[i] && List.of(JoinKind.RIGHT, JoinKind.FULL).contains(plan.kind())) {
                result.add(joined(plan, null, right.get(i)));
            }
        }
        return result;
    }

    private List<@Nullable Object> joined(
            Plan.Join plan, @Nullable List<@Nullable Object> left, @Nullable List<@Nullable Object> right) {
        List<@Nullable Object> row = new ArrayList<>();
        plan.outputs().forEach(output -> row.add(value(output.expr(), sides(plan, left, right), none())));
        return row;
    }

    private static Function<Node.Ref, @Nullable Object> sides(
            Plan.Join plan, @Nullable List<@Nullable Object> left, @Nullable List<@Nullable Object> right) {
        return ref -> {
            List<@Nullable Object> row = ref.side() == Node.Side.LEFT ? left : right;
            Plan side = ref.side() == Node.Side.LEFT ? plan.left() : plan.right();
            return row == null ? null : row.get(side.schema().indexOf(ref.name()));
        };
    }

    private List<List<@Nullable Object>> group(Plan.Group plan) {
        Schema schema = plan.input().schema();
        Map<List<@Nullable Object>, List<List<@Nullable Object>>> groups = new LinkedHashMap<>();
        if (plan.keys().isEmpty()) {
            groups.put(List.of(), new ArrayList<>());
        }
        for (List<@Nullable Object> row : rows(plan.input())) {
            List<@Nullable Object> key = new ArrayList<>();
            plan.keys().forEach(output -> key.add(value(output.expr(), schema, row)));
            groups.computeIfAbsent(key, _ -> new ArrayList<>()).add(row);
        }
        List<List<@Nullable Object>> result = new ArrayList<>();
        groups.forEach((key, rows) -> {
            List<@Nullable Object> row = new ArrayList<>(key);
            plan.aggregates().forEach(output -> row.add(aggregate(output.expr(), schema, rows)));
            result.add(row);
        });
        return result;
    }

    /** An expression of aggregates; keys do not occur in it. */
    private @Nullable Object aggregate(Expr expr, Schema schema, List<List<@Nullable Object>> rows) {
        return switch (expr) {
            case Aggregate aggregate -> aggregate(aggregate, schema, rows);
            case Node.Cast(var value, var _, var _) -> aggregate(value, schema, rows);
            case Node.Call(var function, var arguments) ->
                Scalars.call(
                        function,
                        arguments.stream()
                                .map(argument -> aggregate(argument, schema, rows))
                                .toList());
            case Node.Literal(var value) -> value;
            default -> throw new IllegalArgumentException(expr.toString());
        };
    }

    private @Nullable Object aggregate(Aggregate aggregate, Schema schema, List<List<@Nullable Object>> all) {
        List<List<@Nullable Object>> rows = all.stream()
                .filter(row -> aggregate.where() == null || Boolean.TRUE.equals(value(aggregate.where(), schema, row)))
                .toList();
        rows = sorted(aggregate.order(), schema, rows);
        if (aggregate.arguments().isEmpty()) {
            return (long) rows.size();
        }
        List<@Nullable Object> values = new ArrayList<>();
        rows.forEach(row -> values.add(value(aggregate.arguments().getFirst(), schema, row)));
        List<Object> present = new ArrayList<>(
                aggregate.unique()
                        ? new LinkedHashSet<>(
                                values.stream().filter(Objects::nonNull).toList())
                        : values.stream().filter(Objects::nonNull).toList());
        return switch (aggregate.function()) {
            case COUNT -> (long) present.size();
            case SUM -> present.stream().reduce(Scalars::plus).orElse(null);
            case MIN -> present.stream().min(Scalars::compare).orElse(null);
            case MAX -> present.stream().max(Scalars::compare).orElse(null);
            case MEAN ->
                present.isEmpty()
                        ? null
                        : present.stream()
                                        .mapToDouble(value -> ((Number) value).doubleValue())
                                        .sum()
                                / present.size();
            case FIRST -> values.isEmpty() ? null : values.getFirst();
            case LAST -> values.isEmpty() ? null : values.getLast();
            case LIST_OF -> values.isEmpty() ? null : values;
            default -> throw new IllegalArgumentException(aggregate.toString());
        };
    }

    private @Nullable Object window(Window window, Schema schema, List<List<@Nullable Object>> rows, int current) {
        List<@Nullable Object> key = values(window.partition(), schema, rows.get(current));
        List<Integer> partition = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            if (values(window.partition(), schema, rows.get(i)).equals(key)) {
                partition.add(i);
            }
        }
        Comparator<List<@Nullable Object>> order = comparator(window.order(), schema);
        partition.sort((a, b) -> order.compare(rows.get(a), rows.get(b)));
        int place = partition.indexOf(current);
        if (window.function() instanceof Aggregate aggregate) {
            List<List<@Nullable Object>> seen = new ArrayList<>();
            for (int i = 0; i < partition.size(); i++) {
                if (inFrame(window, i, place, order, rows, partition)) {
                    seen.add(rows.get(partition.get(i)));
                }
            }
            return aggregate(aggregate, schema, seen);
        }
        Node.Call call = (Node.Call) window.function();
        return switch (call.function()) {
            case ROW_NUMBER -> place + 1L;
            case RANK ->
                1L
                        + partition.stream()
                                .filter(i -> order.compare(rows.get(i), rows.get(current)) < 0)
                                .count();
            case LAG ->
                place == 0 ? null : value(call.arguments().getFirst(), schema, rows.get(partition.get(place - 1)));
            default -> throw new IllegalArgumentException(window.toString());
        };
    }

    private static boolean inFrame(
            Window window,
            int row,
            int current,
            Comparator<List<@Nullable Object>> order,
            List<List<@Nullable Object>> rows,
            List<Integer> partition) {
        if (window.frame() != null) {
            long distance = row - current;
            return distance >= window.frame().from()
                    && distance <= window.frame().to();
        }
        return order.compare(rows.get(partition.get(row)), rows.get(partition.get(current))) <= 0;
    }

    private List<@Nullable Object> values(List<Expr> expressions, Schema schema, List<@Nullable Object> row) {
        List<@Nullable Object> values = new ArrayList<>();
        expressions.forEach(expr -> values.add(value(expr, schema, row)));
        return values;
    }

    private List<List<@Nullable Object>> sorted(List<SortKey> keys, Schema schema, List<List<@Nullable Object>> rows) {
        List<List<@Nullable Object>> sorted = new ArrayList<>(rows);
        sorted.sort(comparator(keys, schema));
        return sorted;
    }

    private Comparator<List<@Nullable Object>> comparator(List<SortKey> keys, Schema schema) {
        return (a, b) -> {
            for (SortKey key : keys) {
                Object x = value(key.expr(), schema, a);
                Object y = value(key.expr(), schema, b);
                int sign = compare(key, x, y);
                if (sign != 0) {
                    return sign;
                }
            }
            return 0;
        };
    }

    private static int compare(SortKey key, @Nullable Object x, @Nullable Object y) {
        if (x == null || y == null) {
            int nullsLast = Boolean.compare(x == null, y == null);
            return key.nulls() == SortKey.Nulls.FIRST ? -nullsLast : nullsLast;
        }
        return key.descending() ? Scalars.compare(y, x) : Scalars.compare(x, y);
    }

    private static @Nullable Object value(Expr expr, Schema schema, List<@Nullable Object> row) {
        return value(expr, ref -> row.get(schema.indexOf(ref.name())), none());
    }

    private static Function<Window, @Nullable Object> none() {
        return window -> {
            throw new IllegalArgumentException(window.toString());
        };
    }

    private static @Nullable Object value(
            Expr expr, Function<Node.Ref, @Nullable Object> columns, Function<Window, @Nullable Object> windows) {
        return switch (expr) {
            case Node.Ref ref -> columns.apply(ref);
            case Node.Literal(var value) -> value;
            case Node.Alias(var value, var _) -> value(value, columns, windows);
            case Node.Cast(var value, var type, var _) ->
                Scalars.cast(value(value, columns, windows), (Primitive) type);
            case Node.Call(var function, var arguments) -> {
                List<@Nullable Object> values = new ArrayList<>();
                arguments.forEach(argument -> values.add(value(argument, columns, windows)));
                yield Scalars.call(function, values);
            }
            case Case choice -> {
                for (Case.Branch branch : choice.branches()) {
                    if (Boolean.TRUE.equals(value(branch.condition(), columns, windows))) {
                        yield value(branch.value(), columns, windows);
                    }
                }
                yield choice.otherwise() == null ? null : value(choice.otherwise(), columns, windows);
            }
            case Window window -> windows.apply(window);
            default -> throw new IllegalArgumentException(expr.toString());
        };
    }

    /** Scalar functions with SQL's nulls. */
    static final class Scalars {
        private Scalars() {}

        static @Nullable Object call(Builtin function, List<@Nullable Object> values) {
            Object a = values.getFirst();
            Object b = values.getLast();
            return switch (function) {
                case IS_NULL -> a == null;
                case IS_NOT_NULL -> a != null;
                case AND ->
                    Boolean.FALSE.equals(a) || Boolean.FALSE.equals(b)
                            ? Boolean.FALSE
                            : a == null || b == null ? null : true;
                case OR ->
                    Boolean.TRUE.equals(a) || Boolean.TRUE.equals(b)
                            ? Boolean.TRUE
                            : a == null || b == null ? null : false;
                case COALESCE ->
                    values.stream().filter(Objects::nonNull).findFirst().orElse(null);
                case SAME -> a == null || b == null ? a == b : compare(a, b) == 0;
                case IN -> in(a, values.subList(1, values.size()));
                default -> values.contains(null) ? null : strict(function, a, b);
            };
        }

        private static @Nullable Object in(@Nullable Object value, Collection<@Nullable Object> values) {
            return value == null ? null : values.stream().anyMatch(other -> compare(value, other) == 0);
        }

        private static Object strict(Builtin function, Object a, Object b) {
            return switch (function) {
                case EQ -> compare(a, b) == 0;
                case NE -> compare(a, b) != 0;
                case LT -> compare(a, b) < 0;
                case LE -> compare(a, b) <= 0;
                case GT -> compare(a, b) > 0;
                case GE -> compare(a, b) >= 0;
                case NOT -> !(Boolean) a;
                case PLUS -> plus(a, b);
                case MINUS -> plus(a, negate(b));
                case TIMES -> times(a, b);
                case NEGATE -> negate(a);
                case UPPER -> ((String) a).toUpperCase(java.util.Locale.ROOT);
                case LENGTH -> (long) ((String) a).codePointCount(0, ((String) a).length());
                default -> throw new IllegalArgumentException(function.toString());
            };
        }

        static Object plus(Object a, Object b) {
            return a instanceof Double || b instanceof Double
                    ? (Object) (((Number) a).doubleValue() + ((Number) b).doubleValue())
                    : (Object) Math.addExact(((Number) a).longValue(), ((Number) b).longValue());
        }

        private static Object times(Object a, Object b) {
            return a instanceof Double || b instanceof Double
                    ? (Object) (((Number) a).doubleValue() * ((Number) b).doubleValue() + 0.0)
                    : (Object) Math.multiplyExact(((Number) a).longValue(), ((Number) b).longValue());
        }

        private static Object negate(Object a) {
            return a instanceof Double number ? (Object) (0.0 - number) : (Object) (-((Number) a).longValue());
        }

        static @Nullable Object cast(@Nullable Object value, Primitive type) {
            return switch (value) {
                case null -> null;
                case Number number when type == Primitive.DOUBLE -> number.doubleValue();
                case Number number when type == Primitive.LONG -> number.longValue();
                default -> value;
            };
        }

        @SuppressWarnings({"unchecked", "rawtypes"})
        static int compare(Object a, Object b) {
            if (a instanceof Number x && b instanceof Number y) {
                return a instanceof Double || b instanceof Double
                        ? Double.compare(x.doubleValue() + 0.0, y.doubleValue() + 0.0)
                        : Long.compare(x.longValue(), y.longValue());
            }
            if (a instanceof String x && b instanceof String y) {
                return Arrays.compareUnsigned(
                        x.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        y.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            }
            return ((Comparable) a).compareTo(b);
        }
    }
}
