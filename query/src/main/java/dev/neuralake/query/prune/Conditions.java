package dev.neuralake.query.prune;

import com.fasterxml.jackson.databind.JsonNode;
import dev.neuralake.delta.PredicateReader;
import dev.neuralake.delta.index.Predicate;
import dev.neuralake.types.Schema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of a statement by the table whose rows they judge: from WHERE and ON, where leaving out rows that do not
 * fulfil them leaves the answer as it is. Immutable and safe for use by many threads.
 */
public final class Conditions {
    private record Judged(JsonNode expression, From from, Relation relation) {}

    private final Map<String, List<Judged>> byTable = new HashMap<>();

    /** @param tree the engine's syntax tree of a statement, in which each mention of a table has a name of its own */
    public Conditions(JsonNode tree) {
        walk(tree);
    }

    private void walk(JsonNode node) {
        if (node.path("type").asText().equals("SELECT_NODE")) {
            From from = From.of(node);
            for (From.Condition condition : from.conditions) {
                for (Relation relation : condition.relations()) {
                    if (relation.isTable()) {
                        byTable.computeIfAbsent(relation.name(), _ -> new ArrayList<>())
                                .add(new Judged(condition.expression(), from, relation));
                    }
                }
            }
        }
        node.forEach(this::walk);
    }

    /**
     * What is known of the rows of a table that matter.
     *
     * @param table its name in the tree
     * @param schema its columns
     * @param parameter the value of a parameter, by its name in the tree
     */
    public Predicate predicate(String table, Schema schema, Function<String, @Nullable Object> parameter) {
        List<Predicate> all = new ArrayList<>();
        for (Judged judged : byTable.getOrDefault(table, List.of())) {
            PredicateReader reader =
                    new PredicateReader(new Names(judged.from, judged.relation, schema)::find, parameter);
            for (Predicate conjunct : reader.conjuncts(judged.expression)) {
                // Where a join may add nulls, a condition that null fulfils says nothing about the table's own rows.
                if (!judged.relation.nullable() || !asksForNull(conjunct)) {
                    all.add(conjunct);
                }
            }
        }
        return new Predicate.And(all);
    }

    private static boolean asksForNull(Predicate predicate) {
        return switch (predicate) {
            case Predicate.IsNull _ -> true;
            case Predicate.And(var operands) -> operands.stream().anyMatch(Conditions::asksForNull);
            case Predicate.Or(var operands) -> operands.stream().anyMatch(Conditions::asksForNull);
            case Predicate.Not(var operand) -> asksForNull(operand);
            case Predicate.Always _, Predicate.Compare _, Predicate.In _, Predicate.StartsWith _ -> false;
        };
    }
}
