package dev.neuralake.frame.sql;

import dev.neuralake.frame.Aggregate;
import dev.neuralake.frame.Builtin;
import dev.neuralake.frame.Case;
import dev.neuralake.frame.Expr;
import dev.neuralake.frame.Node;
import dev.neuralake.frame.SortKey;
import dev.neuralake.frame.Window;
import dev.neuralake.frame.sql.Code.Trait;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes expressions, given what their columns are. */
final class ExprSql {
    private static final Pattern SLOT = Pattern.compile("\\{(\\d+)(\\.\\.)?\\}");

    private final Dialect dialect;
    private final Function<Node.Ref, Code> columns;
    /** The order of the rows, for aggregates that depend on it and were given none. */
    private final List<Order> rowOrder;

    ExprSql(Dialect dialect, Function<Node.Ref, Code> columns, List<Order> rowOrder) {
        this.dialect = dialect;
        this.columns = columns;
        this.rowOrder = rowOrder;
    }

    Code write(Expr expr) {
        return switch (expr) {
            case Node.Ref ref -> columns.apply(ref);
            case Node.Field(var struct, var name) -> field(write(struct), name);
            case Node.Literal(var value) -> literal(value);
            case Node.Param _ -> Code.of("NULL", Precedence.PRIMARY, List.of(), Trait.CONSTANT);
            case Node.Call call -> form(call.function(), call.arguments(), write(call.arguments()));
            case Node.Cast cast -> cast(cast);
            case Node.RawSql(var code) ->
                Code.of(enclosed(code), Precedence.PRIMARY, List.of(), Trait.RAW, Trait.COMPUTED);
            case Node.Alias(var value, var _) -> write(value);
            case Aggregate aggregate -> aggregate(aggregate);
            case Window window -> window(window);
            case Case choice -> choice(choice);
        };
    }

    Order order(SortKey key) {
        return new Order(write(key.expr()), key.descending(), key.nulls() == SortKey.Nulls.FIRST);
    }

    /** In parentheses; a comment at the end must not swallow the closing one. */
    private static String enclosed(String code) {
        return "(" + code + (code.contains("--") ? "\n)" : ")");
    }

    private Code field(Code struct, String name) {
        String text = "(" + struct.text() + ")." + dialect.identifier(name);
        return Code.of(text, Precedence.PRIMARY, List.of(struct));
    }

    private Code literal(@Nullable Object value) {
        String text = dialect.literal(value);
        Precedence precedence = text.startsWith("-") ? Precedence.UNARY : Precedence.PRIMARY;
        return Code.of(text, precedence, List.of(), Trait.CONSTANT);
    }

    private Code cast(Node.Cast cast) {
        Code value = write(cast.value());
        String text =
                (cast.lenient() ? "TRY_CAST(" : "CAST(") + value.text() + " AS " + dialect.type(cast.type()) + ")";
        return Code.of(text, Precedence.PRIMARY, List.of(value), Trait.COMPUTED);
    }

    private Code form(Builtin function, List<Expr> arguments, List<Code> codes) {
        return switch (dialect.form(function, arguments)) {
            case Form.Call(var name) ->
                Code.of(name + "(" + joined(codes) + ")", Precedence.PRIMARY, codes, Trait.COMPUTED);
            case Form.Infix(var symbol, var precedence) -> infix(symbol, precedence, codes);
            case Form.Template(var text, var precedence) ->
                Code.of(filled(text, codes), precedence, codes, Trait.COMPUTED);
        };
    }

    /** Operators that associate may repeat on both sides; others only on the left, and comparisons on neither. */
    private static Code infix(String symbol, Precedence precedence, List<Code> codes) {
        Code left = codes.get(0);
        Code right = codes.get(1);
        boolean logic = precedence == Precedence.AND || precedence == Precedence.OR;
        boolean chains = logic || precedence == Precedence.SUM || precedence == Precedence.PRODUCT;
        String text = (chains ? left.atLeast(precedence) : left.above(precedence))
                + " " + symbol + " "
                + (logic ? right.atLeast(precedence) : right.above(precedence));
        return Code.of(text, precedence, codes, Trait.COMPUTED);
    }

    private static String filled(String template, List<Code> codes) {
        Matcher slot = SLOT.matcher(template);
        StringBuilder text = new StringBuilder();
        while (slot.find()) {
            int index = Integer.parseInt(slot.group(1));
            String code = slot.group(2) != null
                    ? joined(codes.subList(index, codes.size()))
                    : enclosed(template, slot)
                            ? codes.get(index).text()
                            : codes.get(index).above(Precedence.UNARY);
            slot.appendReplacement(text, Matcher.quoteReplacement(code));
        }
        return slot.appendTail(text).toString();
    }

    private static boolean enclosed(String template, Matcher slot) {
        String before = template.substring(0, slot.start()).stripTrailing();
        String after = template.substring(slot.end()).stripLeading();
        return (before.endsWith("(") || before.endsWith(",")) && (after.startsWith(")") || after.startsWith(","));
    }

    private Code aggregate(Aggregate aggregate) {
        List<Code> parts = new ArrayList<>(write(aggregate.arguments()));
        Form form = dialect.form(aggregate.function(), aggregate.arguments());
        String arguments = (aggregate.unique() ? "DISTINCT " : "") + joined(parts);
        List<Order> order = aggregateOrder(aggregate);
        if (!order.isEmpty()) {
            arguments += " ORDER BY " + Order.joined(order);
        }
        String text = switch (form) {
            case Form.Call(var name) -> name + "(" + arguments + ")";
            case Form.Template template -> filled(template.text(), parts);
            case Form.Infix infix -> throw new IllegalStateException("no aggregate is an operator: " + infix);
        };
        order.forEach(key -> parts.add(key.code()));
        if (aggregate.where() != null) {
            Code where = write(aggregate.where());
            parts.add(where);
            text += " FILTER (WHERE " + where.text() + ")";
        }
        return Code.of(text, Precedence.PRIMARY, parts, Trait.COMPUTED);
    }

    private List<Order> aggregateOrder(Aggregate aggregate) {
        boolean depends = switch (aggregate.function()) {
            case FIRST, LAST, LIST_OF -> true;
            default -> false;
        };
        if (!aggregate.order().isEmpty() || !depends || aggregate.unique()) {
            return aggregate.order().stream().map(this::order).toList();
        }
        return rowOrder;
    }

    private Code window(Window window) {
        List<Code> parts = new ArrayList<>();
        Code function = new ExprSql(dialect, columns, List.of()).write(window.function());
        parts.add(function);
        List<String> clauses = new ArrayList<>();
        if (!window.partition().isEmpty()) {
            List<Code> partition = write(window.partition());
            parts.addAll(partition);
            clauses.add("PARTITION BY " + joined(partition));
        }
        if (!window.order().isEmpty()) {
            List<Order> order = window.order().stream().map(this::order).toList();
            order.forEach(key -> parts.add(key.code()));
            clauses.add("ORDER BY " + Order.joined(order));
        }
        if (window.frame() != null) {
            clauses.add("ROWS BETWEEN " + bound(window.frame().from()) + " AND "
                    + bound(window.frame().to()));
        }
        String text = function.text() + " OVER (" + String.join(" ", clauses) + ")";
        return Code.of(text, Precedence.PRIMARY, parts, Trait.COMPUTED, Trait.WINDOW);
    }

    private static String bound(long row) {
        if (row == Window.FIRST) {
            return "UNBOUNDED PRECEDING";
        }
        if (row == Window.LAST) {
            return "UNBOUNDED FOLLOWING";
        }
        return row == 0 ? "CURRENT ROW" : Math.abs(row) + (row < 0 ? " PRECEDING" : " FOLLOWING");
    }

    private Code choice(Case choice) {
        List<Code> parts = new ArrayList<>();
        StringBuilder text = new StringBuilder("CASE");
        for (Case.Branch branch : choice.branches()) {
            Code condition = write(branch.condition());
            Code value = write(branch.value());
            parts.add(condition);
            parts.add(value);
            text.append(" WHEN ").append(condition.text()).append(" THEN ").append(value.text());
        }
        if (choice.otherwise() != null) {
            Code otherwise = write(choice.otherwise());
            parts.add(otherwise);
            text.append(" ELSE ").append(otherwise.text());
        }
        return Code.of(text.append(" END").toString(), Precedence.PRIMARY, parts, Trait.COMPUTED);
    }

    private List<Code> write(List<Expr> expressions) {
        return expressions.stream().map(this::write).toList();
    }

    private static String joined(List<Code> codes) {
        return codes.stream().map(Code::text).collect(Collectors.joining(", "));
    }
}
