package dev.neuralake.query.prune;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The relations behind one FROM, and the conditions of its joins. */
final class From {
    private static final Set<String> PLAIN_JOINS = Set.of("REGULAR", "CROSS", "NATURAL");

    /**
     * A condition that rows of some of the relations have to fulfil to matter.
     *
     * @param relations those whose other rows change nothing
     */
    record Condition(JsonNode expression, List<Relation> relations) {}

    final List<Relation> relations = new ArrayList<>();
    final List<Condition> conditions = new ArrayList<>();

    /** Names that stand for columns of several relations at once. */
    private final Set<String> merged = new HashSet<>();

    private boolean natural;

    /** Reads a FROM with the WHERE behind it. */
    static From of(JsonNode select) {
        From from = new From();
        List<Relation> all = from.read(select.path("from_table"), false);
        from.judge(select.path("where_clause"), all);
        return from;
    }

    /** Whether a name without a qualifier can mean a column of one of several relations. */
    boolean isMerged(String column) {
        return natural || merged.contains(column.toLowerCase(Locale.ROOT));
    }

    private List<Relation> read(JsonNode node, boolean nullable) {
        return switch (node.path("type").asText()) {
            case "BASE_TABLE" -> List.of(add(table(node, nullable)));
            case "JOIN" -> join(node, nullable);
            default -> List.of(add(Relation.computed()));
        };
    }

    private void judge(JsonNode expression, List<Relation> judged) {
        if (expression.isObject()) {
            conditions.add(new Condition(expression, judged));
        }
    }

    private Relation add(Relation relation) {
        relations.add(relation);
        return relation;
    }

    /** A sample is drawn from all rows, and columns under new names are not the table's. */
    private static Relation table(JsonNode node, boolean nullable) {
        if (!node.path("sample").isNull() || !node.path("column_name_alias").isEmpty()) {
            return Relation.computed();
        }
        String name = node.path("table_name").asText();
        String alias = node.path("alias").asText();
        return new Relation(name, alias.isEmpty() ? name : alias, nullable);
    }

    private List<Relation> join(JsonNode node, boolean nullable) {
        String type = node.path("join_type").asText();
        if (!PLAIN_JOINS.contains(node.path("ref_type").asText())) {
            // Which row meets which depends on all rows.
            node.path("using_columns").forEach(column -> merge(column.asText()));
            read(node.path("left"), nullable);
            read(node.path("right"), nullable);
            return List.of();
        }
        natural |= node.path("ref_type").asText().equals("NATURAL");
        node.path("using_columns").forEach(column -> merge(column.asText()));
        boolean full = type.equals("OUTER") || type.equals("FULL");
        List<Relation> left = read(node.path("left"), nullable || full || type.equals("RIGHT"));
        List<Relation> right = read(node.path("right"), nullable || full || type.equals("LEFT"));
        List<Relation> both = new ArrayList<>(left);
        both.addAll(right);
        List<Relation> bound = switch (type) {
            case "INNER", "SEMI" -> both;
            case "LEFT", "ANTI" -> right;
            case "RIGHT" -> left;
            default -> List.<Relation>of();
        };
        judge(node.path("condition"), bound);
        return switch (type) {
            case "INNER", "LEFT", "RIGHT", "OUTER", "FULL" -> both;
            case "SEMI", "ANTI" -> left;
            default -> List.of();
        };
    }

    private void merge(String column) {
        merged.add(column.toLowerCase(Locale.ROOT));
    }
}
