package dev.neuralake.frame;

import dev.neuralake.types.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the parameters of a plan and gives them values. */
final class Parameters {
    private final Planner planner;
    private final String name;
    private final Expr value;

    private Parameters(Planner planner, String name, Expr value) {
        this.planner = planner;
        this.name = name;
        this.value = value;
    }

    /** The same plan with a value for a parameter; types are worked out anew. */
    static Plan bind(Planner planner, Plan plan, String name, @Nullable Object value) {
        Set<String> open = open(plan);
        if (!open.contains(name)) {
            throw new FrameException(
                    "Cannot bind parameter '" + name + "': " + Nearest.among("open parameters", name, open));
        }
        return new Parameters(planner, name, new Node.Literal(value)).bind(plan);
    }

    static void requireBound(Plan plan) {
        Set<String> open = open(plan);
        if (!open.isEmpty()) {
            throw new FrameException("Cannot run the frame: parameter '"
                    + open.iterator().next() + "' has no value (give it one with .with(\"…\", value))");
        }
    }

    /** The parameters that have no value, in the order in which rows would meet them. */
    static Set<String> open(Plan plan) {
        Set<String> names = new LinkedHashSet<>();
        plan.inputs().forEach(input -> names.addAll(open(input)));
        if (plan instanceof Plan.Scan(Source.Sql(var text, var values), var _)) {
            Placeholders.in(text).stream()
                    .map(Source.Sql.Placeholder::name)
                    .filter(placeholder -> !values.containsKey(placeholder))
                    .forEach(names::add);
        }
        expressions(plan).forEach(expr -> collect(expr, names));
        return names;
    }

    private static void collect(Expr expr, Set<String> names) {
        if (expr instanceof Node.Param(var name)) {
            names.add(name);
        }
        ExprTree.children(expr).forEach(child -> collect(child, names));
    }

    private static List<Expr> expressions(Plan plan) {
        List<Expr> all = new ArrayList<>();
        switch (plan) {
            case Plan.Filter filter -> all.add(filter.condition());
            case Plan.Project project -> project.outputs().forEach(output -> all.add(output.expr()));
            case Plan.Join join -> all.add(join.condition());
            case Plan.Group group -> {
                group.keys().forEach(output -> all.add(output.expr()));
                group.aggregates().forEach(output -> all.add(output.expr()));
            }
            case Plan.Sort sort -> sort.keys().forEach(key -> all.add(key.expr()));
            case Plan.Scan _, Plan.Limit _, Plan.Distinct _, Plan.Union _, Plan.Explode _ -> {}
        }
        return all;
    }

    private Plan bind(Plan plan) {
        return switch (plan) {
            case Plan.Scan(Source.Sql sql, var _)
            when open(plan).contains(name) -> planner.scan(sql.with(name, ((Node.Literal) value).value()));
            case Plan.Scan scan -> scan;
            case Plan.Filter filter -> planner.filter(bind(filter.input()), List.of(bind(filter.condition())));
            case Plan.Project project -> planner.project(bind(project.input()), bind(project.outputs()));
            case Plan.Join join -> Joins.rebuild(join, bind(join.left()), bind(join.right()), bind(join.condition()));
            case Plan.Group group -> planner.group(bind(group.input()), bind(group.keys()), bind(group.aggregates()));
            case Plan.Sort sort -> planner.sort(bind(sort.input()), ExprTree.mapKeys(sort.keys(), this::bind));
            case Plan.Limit(var input, var offset, var count) -> planner.limit(bind(input), offset, count);
            case Plan.Distinct(var input) -> new Plan.Distinct(bind(input));
            case Plan.Union(var inputs) ->
                new Unions(planner).union(inputs.stream().map(this::bind).toList());
            case Plan.Explode(var input, var column, var outer, var _) -> planner.explode(bind(input), column, outer);
        };
    }

    private List<Expr> bind(List<Output> outputs) {
        return outputs.stream()
                .map(output -> bind(output.expr()).as(output.name()))
                .toList();
    }

    private Expr bind(Expr expr) {
        return ExprTree.rewrite(expr, inner -> inner.equals(new Node.Param(name)) ? value : inner);
    }
}
