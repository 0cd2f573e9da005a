package dev.neuralake.frame;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A plan as a tree of text: each step above those whose rows it takes. */
final class PlanText {
    private PlanText() {}

    static String of(Plan plan) {
        StringBuilder text = new StringBuilder();
        write(plan, "", "", text);
        return text.toString();
    }

    private static void write(Plan plan, String first, String rest, StringBuilder text) {
        text.append(first).append(line(plan)).append('\n');
        List<Plan> inputs = plan.inputs();
        for (int i = 0; i < inputs.size(); i++) {
            boolean last = i == inputs.size() - 1;
            write(inputs.get(i), rest + (last ? "└─ " : "├─ "), rest + (last ? "   " : "│  "), text);
        }
    }

    private static String line(Plan plan) {
        return switch (plan) {
            case Plan.Scan scan -> "scan " + scan.source();
            case Plan.Filter filter -> "filter " + filter.condition();
            case Plan.Project project -> "select " + joined(project.outputs());
            case Plan.Join join ->
                join.kind().name().toLowerCase(Locale.ROOT) + " join"
                        + (join.kind() == JoinKind.CROSS ? "" : " on " + join.condition());
            case Plan.Group group ->
                (group.keys().isEmpty() ? "" : "group by " + joined(group.keys()) + " ")
                        + (group.aggregates().isEmpty() ? "" : "agg " + joined(group.aggregates()));
            case Plan.Sort sort -> "sort " + joined(sort.keys());
            case Plan.Limit(var _, var offset, var count) ->
                (count == Long.MAX_VALUE ? "" : "limit " + count)
                        + (count < Long.MAX_VALUE && offset > 0 ? " " : "")
                        + (offset == 0 ? "" : "offset " + offset);
            case Plan.Distinct _ -> "distinct";
            case Plan.Union _ -> "union";
            case Plan.Explode explode -> "explode " + explode.column() + (explode.outer() ? " (outer)" : "");
        };
    }

    private static String joined(List<?> parts) {
        return parts.stream().map(Object::toString).collect(Collectors.joining(", "));
    }
}
