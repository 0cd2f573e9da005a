package dev.neuralake.frame;

import dev.neuralake.frame.Plan.Project;
import dev.neuralake.types.Column;
import dev.neuralake.types.DataType;
import dev.neuralake.types.DataType.ArrayType;
import dev.neuralake.types.DataType.Primitive;
import dev.neuralake.types.DataType.StructType;
import dev.neuralake.types.Schema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes the nodes of a plan: resolves what users wrote against the input's columns and refuses what cannot work. */
final class Planner {
    private final Runner runner;

    Planner(Runner runner) {
        this.runner = runner;
    }

    Plan scan(Source source) {
        return new Plan.Scan(source, runner.schema(new Plan.Scan(source, Schema.of())));
    }

    /** Conditions on window functions are computed as columns first: SQL filters before it opens windows. */
    Plan filter(Plan input, List<Expr> conditions) {
        Plan plan = input;
        for (Expr written : conditions) {
            Expr condition = new Resolver(Scope.of(plan.schema()))
                    .condition(Naming.strip(written), "filter")
                    .expr();
            refuseAggregate(condition, "filter by");
            plan = ExprTree.hasWindow(condition) ? filterByWindow(plan, condition) : new Plan.Filter(plan, condition);
        }
        return plan;
    }

    private Plan filterByWindow(Plan input, Expr condition) {
        String name = Names.free("condition", input.schema());
        List<Expr> all = references(input.schema());
        List<Expr> withCondition = new ArrayList<>(all);
        withCondition.add(condition.as(name));
        Plan computed = project(input, withCondition);
        return project(new Plan.Filter(computed, Functions.col(name)), all);
    }

    Plan project(Plan input, List<Expr> expressions) {
        if (expressions.isEmpty()) {
            throw new FrameException("Cannot select no column (name one)");
        }
        Resolver resolver = new Resolver(Scope.of(input.schema()));
        List<Output> outputs = new ArrayList<>();
        List<Boolean> known = new ArrayList<>();
        for (Expr written : expressions) {
            Typed typed = resolver.resolve(Naming.strip(written));
            refuseAggregate(typed.expr(), "select");
            outputs.add(output(written, typed, input.schema()));
            known.add(typed.type() != null);
        }
        Names.requireDistinct(outputs);
        return known.contains(false)
                ? withEngineTypes(new Project(input, outputs), known)
                : new Project(input, outputs);
    }

    private Project withEngineTypes(Project plan, List<Boolean> known) {
        Schema told = runner.schema(plan);
        return new Project(plan.input(), typed(plan.outputs(), known, told, 0));
    }

    private static List<Output> typed(List<Output> outputs, List<Boolean> known, Schema told, int from) {
        List<Output> typed = new ArrayList<>();
        for (int i = 0; i < outputs.size(); i++) {
            Output output = outputs.get(i);
            DataType type = told.columns().get(from + i).type();
            typed.add(known.get(i) ? output : new Output(output.column().withType(type), output.expr()));
        }
        return typed;
    }

    /** New columns behind the old ones; a column of the same name takes the old one's place. */
    Plan withColumns(Plan input, List<Expr> expressions) {
        Resolver resolver = new Resolver(Scope.of(input.schema()));
        Map<String, Expr> replaced = new HashMap<>();
        List<Expr> added = new ArrayList<>();
        for (Expr expr : expressions) {
            String name = name(expr, resolver.resolve(Naming.strip(expr)));
            Expr named = Naming.strip(expr)
                    .as(input.schema().find(name).map(Column::name).orElse(name));
            if (!input.schema().contains(name)) {
                added.add(named);
            } else if (replaced.put(Names.fold(name), named) != null) {
                throw new FrameException("Cannot add two columns '" + name + "' (rename one with as)");
            }
        }
        List<Expr> all = new ArrayList<>();
        for (Expr column : references(input.schema())) {
            all.add(replaced.getOrDefault(Names.fold(Naming.require(column)), column));
        }
        all.addAll(added);
        return project(input, all);
    }

    Plan rename(Plan input, Map<String, String> names) {
        Map<String, String> resolved = new LinkedHashMap<>();
        names.forEach((from, to) -> resolved.put(column(input, from).name(), to));
        List<Expr> all = new ArrayList<>();
        for (Column column : input.schema().columns()) {
            Expr ref = reference(column.name());
            all.add(resolved.containsKey(column.name()) ? ref.as(resolved.get(column.name())) : ref);
        }
        return project(input, all);
    }

    Plan drop(Plan input, List<String> names) {
        Set<String> dropped = new HashSet<>();
        names.forEach(name -> dropped.add(column(input, name).name()));
        List<Expr> kept = new ArrayList<>();
        for (Column column : input.schema().columns()) {
            if (!dropped.contains(column.name())) {
                kept.add(reference(column.name()));
            }
        }
        if (kept.isEmpty()) {
            throw new FrameException("Cannot drop " + String.join(", ", names) + ": no column would be left");
        }
        return project(input, kept);
    }

    Plan group(Plan input, List<Expr> keys, List<Expr> aggregates) {
        Resolver resolver = new Resolver(Scope.of(input.schema()));
        List<Output> outputs = new ArrayList<>();
        List<Boolean> known = new ArrayList<>();
        for (Expr written : keys) {
            Typed key = resolver.resolve(Naming.strip(written));
            refuseAggregate(key.expr(), "group by");
            if (ExprTree.hasWindow(key.expr())) {
                throw new FrameException("Cannot group by " + key.expr()
                        + ": a window is computed behind the groups (add it with withColumns first)");
            }
            outputs.add(output(written, key, input.schema()));
            known.add(key.type() != null);
        }
        Set<Expr> keyExpressions =
                new HashSet<>(outputs.stream().map(Output::expr).toList());
        for (Expr written : aggregates) {
            Typed typed = resolver.resolve(Naming.strip(written));
            GroupCheck.require(typed.expr(), keyExpressions);
            outputs.add(output(written, typed, input.schema()));
            known.add(typed.type() != null);
        }
        if (outputs.isEmpty()) {
            throw new FrameException("Cannot aggregate into no column (give agg an aggregate, for instance count())");
        }
        Names.requireDistinct(outputs);
        List<Output> typed = known.contains(false)
                ? typed(outputs, known, runner.schema(grouped(input, outputs, keys.size())), 0)
                : outputs;
        return grouped(input, typed, keys.size());
    }

    private static Plan grouped(Plan input, List<Output> outputs, int keys) {
        return new Plan.Group(input, outputs.subList(0, keys), outputs.subList(keys, outputs.size()));
    }

    Plan sort(Plan input, List<SortKey> keys) {
        if (keys.isEmpty()) {
            throw new FrameException("Cannot sort by no column (name one)");
        }
        List<SortKey> resolved = new Resolver(Scope.of(input.schema())).keys(keys);
        for (SortKey key : resolved) {
            refuseAggregate(key.expr(), "sort by");
            if (ExprTree.hasWindow(key.expr())) {
                throw new FrameException(
                        "Cannot sort by " + key.expr() + ": it is a window (add it with withColumns first)");
            }
        }
        return new Plan.Sort(input, resolved);
    }

    Plan limit(Plan input, long offset, long count) {
        if (offset < 0 || count < 0) {
            throw new FrameException(
                    "Cannot limit to " + count + " rows from row " + offset + " on: both count from 0");
        }
        return new Plan.Limit(input, offset, count);
    }

    Plan explode(Plan input, String name, boolean outer) {
        Column list = column(input, name);
        if (!(list.type() instanceof ArrayType(var element, var containsNull))) {
            throw new FrameException(
                    "Cannot explode column " + list.name() + " (" + list.type() + "): it is not a list");
        }
        List<Column> columns = new ArrayList<>(input.schema().columns());
        columns.set(input.schema().indexOf(list.name()), list.withType(element).withNullable(outer || containsNull));
        return new Plan.Explode(input, list.name(), outer, new Schema(columns));
    }

    /** The fields of a struct as columns, in its place. */
    Plan unnest(Plan input, String name) {
        Column struct = column(input, name);
        if (!(struct.type() instanceof StructType(var fields))) {
            throw new FrameException(
                    "Cannot unnest column " + struct.name() + " (" + struct.type() + "): it is not a struct");
        }
        List<Expr> all = new ArrayList<>();
        for (Column column : input.schema().columns()) {
            if (!column.name().equals(struct.name())) {
                all.add(reference(column.name()));
                continue;
            }
            for (Column field : fields) {
                all.add(reference(struct.name()).field(field.name()));
            }
        }
        return project(input, all);
    }

    Column column(Plan input, String name) {
        return input.schema()
                .find(name)
                .orElseThrow(
                        () -> new UnknownColumnException(name, input.schema().names()));
    }

    static Expr reference(String name) {
        return new Node.Ref(Node.Side.INPUT, name);
    }

    static List<Expr> references(Schema schema) {
        return schema.names().stream().map(Planner::reference).toList();
    }

    /** A column that passes keeps its description; where the type is not known yet, a text stands in. */
    private static Output output(Expr written, Typed typed, Schema input) {
        String name = name(written, typed);
        if (typed.expr() instanceof Node.Ref(var _, var source)) {
            return new Output(input.column(source).withName(name), typed.expr());
        }
        DataType type = typed.type() == null ? Primitive.STRING : typed.type();
        return new Output(Column.of(name, type).withNullable(typed.nullable()), typed.expr());
    }

    /** The name that was given, or else that of the column or field that was found. */
    private static String name(Expr written, Typed typed) {
        return written instanceof Node.Alias
                ? Naming.require(written)
                : Naming.of(typed.expr()).orElseGet(() -> Naming.require(written));
    }

    private static void refuseAggregate(Expr expr, String verb) {
        if (ExprTree.hasAggregate(expr)) {
            throw new FrameException("Cannot " + verb + " " + expr + ": it is an aggregate of many rows "
                    + "(use agg or groupBy(…).agg(…), or add .over(…) for each row's partition)");
        }
        if (ExprTree.hasBareWindowFunction(expr)) {
            throw new FrameException("Cannot " + verb + " " + expr + ": it needs a window (add .over(…).orderBy(…))");
        }
    }
}
