package dev.neuralake.query.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.neuralake.query.gate.Scope.Cte;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Walks the tree of one statement. Everything in it must be of a kind that stands on a list here, so that syntax of a
 * later engine is refused until someone has thought about it. On the way, relations and parameters get names of ours;
 * the tree is changed in place. For one statement, by one thread.
 */
final class Inspector {
    private static final int QUERY_DEPTH_MAX = 32;

    private static final Set<String> QUERIES = Set.of("SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE");
    private static final Set<String> RELATIONS =
            Set.of("BASE_TABLE", "TABLE_FUNCTION", "SUBQUERY", "JOIN", "EXPRESSION_LIST", "EMPTY", "PIVOT", "SHOW_REF");
    private static final Set<String> PARTS =
            Set.of("ORDER_MODIFIER", "LIMIT_MODIFIER", "DISTINCT_MODIFIER", "ORDER_DEFAULT", "ASCENDING", "DESCENDING");

    private static final Map<String, String> WRITES = Map.of(
            "INSERT_QUERY_NODE", "INSERT",
            "DELETE_QUERY_NODE", "DELETE",
            "UPDATE_QUERY_NODE", "UPDATE",
            "MERGE_INTO_QUERY_NODE", "MERGE");

    /**
     * Where the walk stands.
     *
     * @param inside the common table expressions in whose definitions it stands
     * @param repeats whether what stands here may be evaluated more than once
     */
    record Context(Scope scope, List<Cte> inside, boolean repeats, int depth) {
        Context within(Scope inner) {
            return new Context(inner, inside, repeats, depth);
        }

        Context defining(Scope inner, Cte cte) {
            return new Context(inner, cte.andEnclosing(), repeats, depth);
        }

        Context repeated() {
            return new Context(scope, inside, true, depth);
        }

        Context deeper() {
            return new Context(scope, inside, repeats, depth + 1);
        }
    }

    /** What a part of a query holds. */
    static final class Tally {
        Weight weight = Weight.NONE;
        int stars;

        void add(Weight more) {
            weight = weight.plus(more);
        }
    }

    private final Tree tree;
    private final Relations relations;
    private final Expressions expressions;
    private int ctes;

    Inspector(Tree tree) {
        this.tree = tree;
        this.relations = new Relations(this, tree);
        this.expressions = new Expressions(this, tree);
    }

    /** Checks the statement and names its relations and parameters. @throws QueryException where it is refused */
    void inspect() {
        if (tree.node().path("from_table").path("type").asText().equals("SHOW_REF")) {
            wrap(tree.node());
        }
        Weight weight = query(tree.node(), new Context(Scope.EMPTY, List.of(), false, 0));
        if (weight.isTooMuch()) {
            throw SyntaxTrees.tooLarge();
        }
    }

    /** The engine writes a description that stands alone without its WITH, so it becomes a subquery. */
    private static void wrap(ObjectNode description) {
        ObjectNode inner = description.deepCopy();
        ObjectNode subquery =
                SyntaxTrees.object().put("type", "SUBQUERY").put("alias", "").putNull("sample");
        subquery.set("subquery", SyntaxTrees.object().set("node", inner));
        subquery.set("column_name_alias", SyntaxTrees.array());
        description.set("from_table", subquery);
        inner.set("cte_map", SyntaxTrees.object().set("map", SyntaxTrees.array()));
    }

    Relations relations() {
        return relations;
    }

    Expressions expressions() {
        return expressions;
    }

    Weight query(JsonNode node, Context outer) {
        String type = node.path("type").asText();
        if (!QUERIES.contains(type)) {
            throw tree.forbidden(node, refusedQuery(type));
        }
        if (outer.depth() > QUERY_DEPTH_MAX) {
            throw SyntaxTrees.tooLarge();
        }
        List<Cte> own = new ArrayList<>();
        Context context =
                outer.within(define((ObjectNode) node, outer.deeper(), own)).deeper();
        Weight weight = switch (type) {
            case "SELECT_NODE" -> select((ObjectNode) node, context);
            case "SET_OPERATION_NODE" -> setOperation(node, context);
            default -> recursion(node, context);
        };
        Tally rest = new Tally();
        walk(node.path("modifiers"), context, rest);
        for (Cte cte : own) {
            if (!cte.isReferred()) {
                rest.add(cte.weight.withColumns(0));
            }
        }
        return limited(weight.plus(rest.weight.withColumns(0)));
    }

    private static String refusedQuery(String type) {
        String verb = WRITES.get(type);
        return verb == null
                ? "Cannot run " + type + ": the gate does not know this syntax"
                : "Cannot run " + verb + " inside WITH: queries only read";
    }

    private Weight limited(Weight weight) {
        if (weight.isTooMuch()) {
            throw SyntaxTrees.tooLarge();
        }
        return weight;
    }

    /** Names the common table expressions of a query; each sees those before it. */
    private Scope define(ObjectNode node, Context outer, List<Cte> own) {
        Scope scope = outer.scope();
        for (JsonNode entry : node.path("cte_map").path("map")) {
            JsonNode definition = entry.path("value");
            JsonNode body = definition.path("query_node");
            boolean recursive = body.path("type").asText().equals("RECURSIVE_CTE_NODE");
            Cte cte = new Cte(Names.cte(ctes++), recursive, outer.inside());
            String userName = entry.path("key").asText();
            Scope next = scope.with(userName, cte);
            Context context = outer.defining(recursive ? next : scope, cte);
            cte.weight = query(body, context);
            own.add(cte);
            walk(definition.path("key_targets"), context.within(next), new Tally());
            walk(definition.path("payload_aggregates"), context.within(next), new Tally());
            ((ObjectNode) entry).put("key", cte.name);
            if (recursive) {
                ((ObjectNode) body).put("cte_name", cte.name);
            }
            scope = next;
        }
        return scope;
    }

    private Weight select(ObjectNode node, Context context) {
        Weight from = relations.relation(node.path("from_table"), context);
        Tally list = new Tally();
        walk(node.path("select_list"), context, list);
        Tally rest = new Tally();
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (!Set.of("from_table", "select_list", "cte_map", "modifiers").contains(field.getKey())) {
                walk(field.getValue(), context, rest);
            }
        }
        int others = node.path("select_list").size()
                - Math.min(list.stars, node.path("select_list").size());
        return from.selecting(list.stars, others)
                .plus(list.weight.withColumns(0))
                .plus(rest.weight.withColumns(0));
    }

    private Weight setOperation(JsonNode node, Context context) {
        List<JsonNode> children = new ArrayList<>();
        node.path("children").forEach(children::add);
        for (String side : List.of("left", "right")) {
            if (node.path(side).isObject()) {
                children.add(node.path(side));
            }
        }
        long relationCount = 0;
        long columns = 0;
        boolean byName = node.path("setop_type").asText().endsWith("BY_NAME");
        for (JsonNode child : children) {
            Weight weight = query(child, context);
            relationCount += weight.relations();
            columns = byName ? columns + weight.columns() : Math.max(columns, weight.columns());
        }
        return new Weight(relationCount, columns);
    }

    private Weight recursion(JsonNode node, Context context) {
        Weight start = query(node.path("left"), context);
        Weight step = query(node.path("right"), context.repeated());
        return start.plus(step).withColumns(start.columns());
    }

    /** Walks anything that may hold expressions, relations and queries. */
    void walk(@Nullable JsonNode node, Context context, Tally tally) {
        if (node == null || node.isValueNode()) {
            return;
        }
        if (node.isArray()) {
            node.forEach(element -> walk(element, context, tally));
            return;
        }
        String type = node.path("type").isTextual() ? node.path("type").asText() : "";
        if (node.path("class").isTextual()) {
            expressions.expression((ObjectNode) node, context, tally);
        } else if (type.endsWith("_NODE")) {
            tally.add(query(node, context));
        } else if (RELATIONS.contains(type)) {
            tally.add(relations.relation(node, context));
        } else if (type.isEmpty() || PARTS.contains(type)) {
            node.forEach(child -> walk(child, context, tally));
        } else {
            throw tree.unknown(node, type);
        }
    }
}
