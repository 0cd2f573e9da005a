package dev.neuralake.frame;

import dev.neuralake.types.DataType;
import dev.neuralake.types.DataType.Primitive;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Resolves expressions against the columns that they can name: finds the columns, checks the types, and writes out the
 * conversions. An expression that is resolved already stays as it is.
 */
final class Resolver {
    private final Scope scope;

    Resolver(Scope scope) {
        this.scope = scope;
    }

    Typed resolve(Expr expr) {
        return switch (expr) {
            case Node.Ref ref -> scope.find(ref);
            case Node.Field(var struct, var name) -> Structs.field(resolve(struct), name);
            case Node.Literal literal -> new Typed(literal, literal.type(), literal.value() == null);
            case Node.Param param -> new Typed(param, null, true);
            case Node.Call call -> call(call);
            case Node.Cast cast -> cast(cast);
            case Node.RawSql raw -> new Typed(raw, null, true);
            case Node.Alias(var value, var _) -> resolve(value);
            case Aggregate aggregate -> aggregate(aggregate);
            case Window window -> window(window);
            case Case choice -> choice(choice);
        };
    }

    /** A condition. */
    Typed condition(Expr expr, String where) {
        Typed condition = resolve(expr);
        if (condition.type() != null && condition.type() != Primitive.BOOLEAN) {
            throw new FrameException("Cannot use " + condition + " as a condition of " + where
                    + ": it is not a boolean (compare it with something)");
        }
        return condition;
    }

    List<SortKey> keys(List<SortKey> keys) {
        return keys.stream()
                .map(key -> key.withExpr(resolve(key.expr()).expr()))
                .toList();
    }

    private Typed call(Node.Call call) {
        List<Typed> arguments = resolve(call.arguments());
        if (isWhole(call.function(), arguments)) {
            return arguments.getFirst();
        }
        Outcome outcome = call.function().check(arguments);
        return typed(new Node.Call(call.function(), expressions(outcome)), outcome);
    }

    /** Integers are whole already; the engine would take them through a double. */
    private static boolean isWhole(Builtin function, List<Typed> arguments) {
        return switch (function) {
            case FLOOR, CEIL, TRUNCATE ->
                Promotion.isInteger(arguments.getFirst().type());
            default -> false;
        };
    }

    private Typed aggregate(Aggregate aggregate) {
        Outcome outcome = aggregate.function().check(resolve(aggregate.arguments()));
        return typed(rebuilt(aggregate, outcome), outcome);
    }

    private Aggregate rebuilt(Aggregate aggregate, Outcome outcome) {
        Expr where = aggregate.where() == null
                ? null
                : condition(aggregate.where(), aggregate.function().label()).expr();
        return new Aggregate(
                aggregate.function(), expressions(outcome), aggregate.unique(), where, keys(aggregate.order()));
    }

    /** The cast of a result stands outside the window: SQL has OVER directly behind the function. */
    private Typed window(Window window) {
        Outcome outcome = switch (window.function()) {
            case Aggregate aggregate -> aggregate.function().check(resolve(aggregate.arguments()));
            case Node.Call call
            when call.function().family() == Builtin.Family.WINDOW ->
                call.function().check(resolve(call.arguments()));
            default ->
                throw new FrameException("Cannot use " + window.function()
                        + " with over: it is neither an aggregate nor a window function");
        };
        Expr function = switch (window.function()) {
            case Aggregate aggregate -> rebuilt(aggregate, outcome);
            case Node.Call call -> new Node.Call(call.function(), expressions(outcome));
            default -> window.function();
        };
        Windows.check(window);
        List<Expr> partition =
                window.partition().stream().map(key -> resolve(key).expr()).toList();
        return typed(new Window(function, partition, keys(window.order()), window.frame()), outcome);
    }

    private static Typed typed(Expr expr, Outcome outcome) {
        DataType type = outcome.type();
        Expr result = outcome.casts() && type != null ? new Node.Cast(expr, type, false) : expr;
        return new Typed(result, type, outcome.nullable());
    }

    private Typed cast(Node.Cast cast) {
        Typed value = resolve(cast.value());
        if (cast.type().equals(value.type())) {
            return value;
        }
        boolean nullable = value.nullable() || cast.lenient();
        Expr whole = cutsFraction(value, cast.type()) ? Node.call(Builtin.TRUNCATE, value.expr()) : value.expr();
        return new Typed(new Node.Cast(whole, cast.type(), cast.lenient()), cast.type(), nullable);
    }

    /** The engine rounds a fraction when it makes an integer of it; Java and Spark cut it off, and so do we. */
    private static boolean cutsFraction(Typed value, DataType target) {
        return Promotion.isFractional(value.type())
                && Promotion.isInteger(target)
                && !(value.expr() instanceof Node.Call call && call.function() == Builtin.TRUNCATE);
    }

    private Typed choice(Case choice) {
        List<Expr> conditions = new ArrayList<>();
        List<Typed> values = new ArrayList<>();
        for (Case.Branch branch : choice.branches()) {
            conditions.add(condition(branch.condition(), "when").expr());
            values.add(resolve(branch.value()));
        }
        boolean hasOtherwise = choice.otherwise() != null;
        if (choice.otherwise() != null) {
            values.add(resolve(choice.otherwise()));
        }
        @Nullable DataType type = Comparing.type("when", values);
        List<Typed> alike = Comparing.alike("when", values);
        List<Case.Branch> branches = new ArrayList<>();
        for (int i = 0; i < conditions.size(); i++) {
            branches.add(new Case.Branch(conditions.get(i), alike.get(i).expr()));
        }
        Expr otherwise = hasOtherwise ? alike.getLast().expr() : null;
        return new Typed(
                new Case(branches, otherwise),
                type,
                !hasOtherwise || values.stream().anyMatch(Typed::nullable));
    }

    private List<Typed> resolve(List<Expr> expressions) {
        return expressions.stream().map(this::resolve).toList();
    }

    private static List<Expr> expressions(Outcome outcome) {
        return outcome.arguments().stream().map(Typed::expr).toList();
    }
}
