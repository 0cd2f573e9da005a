package dev.neuralake.frame;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Expressions as messages and plans show them; no engine reads this. */
final class ExprText {
    private static final Map<Builtin, String> SYMBOLS = Map.ofEntries(
            Map.entry(Builtin.EQ, "="),
            Map.entry(Builtin.NE, "<>"),
            Map.entry(Builtin.LT, "<"),
            Map.entry(Builtin.LE, "<="),
            Map.entry(Builtin.GT, ">"),
            Map.entry(Builtin.GE, ">="),
            Map.entry(Builtin.AND, "and"),
            Map.entry(Builtin.OR, "or"),
            Map.entry(Builtin.PLUS, "+"),
            Map.entry(Builtin.MINUS, "-"),
            Map.entry(Builtin.TIMES, "*"),
            Map.entry(Builtin.DIVIDE, "/"),
            Map.entry(Builtin.DIVIDE_INT, "div"),
            Map.entry(Builtin.MODULO, "mod"),
            Map.entry(Builtin.LIKE, "like"));

    private ExprText() {}

    static String of(Expr expr) {
        return switch (expr) {
            case Node.Ref(var side, var name) ->
                side == Node.Side.INPUT ? name : side.name().toLowerCase(java.util.Locale.ROOT) + "." + name;
            case Node.Field(var struct, var name) -> struct + "." + name;
            case Node.Literal(var value) -> literal(value);
            case Node.Param(var name) -> "$" + name;
            case Node.Call call -> call(call);
            case Node.Cast(var value, var type, var lenient) ->
                (lenient ? "try_cast(" : "cast(") + value + " as " + type + ")";
            case Node.RawSql(var code) -> "sql(" + code + ")";
            case Node.Alias(var value, var name) -> value + " as " + name;
            case Aggregate aggregate -> aggregate(aggregate);
            case Window window -> window(window);
            case Case choice -> choice(choice);
        };
    }

    private static String literal(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case String text -> "'" + text + "'";
            case byte[] bytes -> bytes.length + " bytes";
            case List<?> list -> list.stream().map(ExprText::literal).collect(Collectors.joining(", ", "[", "]"));
            default -> value.toString();
        };
    }

    private static String call(Node.Call call) {
        List<Expr> arguments = call.arguments();
        String symbol = SYMBOLS.get(call.function());
        if (symbol != null) {
            return operand(arguments.get(0)) + " " + symbol + " " + operand(arguments.get(1));
        }
        return switch (call.function()) {
            case NOT -> "not " + operand(arguments.getFirst());
            case IS_NULL -> operand(arguments.getFirst()) + " is null";
            case IS_NOT_NULL -> operand(arguments.getFirst()) + " is not null";
            case IN -> operand(arguments.getFirst()) + " in (" + joined(arguments.subList(1, arguments.size())) + ")";
            default -> call.function().label() + "(" + joined(arguments) + ")";
        };
    }

    private static String operand(Expr expr) {
        return expr instanceof Node.Call call && SYMBOLS.containsKey(call.function())
                ? "(" + expr + ")"
                : expr.toString();
    }

    private static String aggregate(Aggregate aggregate) {
        String arguments = (aggregate.unique() ? "distinct " : "") + joined(aggregate.arguments());
        String order = aggregate.order().isEmpty() ? "" : " order by " + keys(aggregate.order());
        String where = aggregate.where() == null ? "" : " where " + aggregate.where();
        return aggregate.function().label() + "(" + arguments + order + where + ")";
    }

    private static String window(Window window) {
        StringBuilder text = new StringBuilder().append(window.function()).append(" over (");
        text.append(joined(window.partition()));
        if (!window.order().isEmpty()) {
            text.append(window.partition().isEmpty() ? "" : " ")
                    .append("order by ")
                    .append(keys(window.order()));
        }
        if (window.frame() != null) {
            text.append(" rows ")
                    .append(bound(window.frame().from()))
                    .append(" to ")
                    .append(bound(window.frame().to()));
        }
        return text.append(")").toString();
    }

    private static String bound(long row) {
        return row == Window.FIRST ? "first" : row == Window.LAST ? "last" : String.valueOf(row);
    }

    private static String choice(Case choice) {
        StringBuilder text = new StringBuilder("case");
        for (Case.Branch branch : choice.branches()) {
            text.append(" when ").append(branch.condition()).append(" then ").append(branch.value());
        }
        if (choice.otherwise() != null) {
            text.append(" else ").append(choice.otherwise());
        }
        return text.append(" end").toString();
    }

    private static String keys(List<SortKey> keys) {
        return keys.stream().map(SortKey::toString).collect(Collectors.joining(", "));
    }

    private static String joined(List<Expr> expressions) {
        return expressions.stream().map(Expr::toString).collect(Collectors.joining(", "));
    }
}
