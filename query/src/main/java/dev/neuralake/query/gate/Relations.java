package dev.neuralake.query.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.neuralake.query.gate.Inspector.Context;
import dev.neuralake.query.gate.Inspector.Tally;
import dev.neuralake.query.gate.Scope.Cte;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The relations of a statement: each becomes a common table expression, of the user's or of the catalog's tables. */
final class Relations {
    private static final Weight TABLE_FUNCTION = new Weight(1, 10);
    private static final Weight DESCRIPTION = new Weight(1, 12);
    private static final Set<String> LISTINGS = Set.of("\"tables\"", "__show_tables_expanded");

    /** A mention in the making. */
    static final class Draft {
        final ObjectNode node;
        final List<String> name;
        final int position;
        final @Nullable JsonNode time;

        /** The ends of table_changes, one or two; null where the table itself is meant. */
        final @Nullable List<JsonNode> changes;

        private final List<Cte> inside;
        private final boolean repeats;

        private Draft(
                ObjectNode node,
                List<String> name,
                int position,
                @Nullable JsonNode time,
                @Nullable List<JsonNode> changes,
                Context context) {
            this.node = node;
            this.name = List.copyOf(name);
            this.position = position;
            this.time = time;
            this.changes = changes;
            this.inside = context.inside();
            this.repeats = context.repeats();
        }

        /** Known when the whole statement was walked, for each reference to an enclosing definition counts. */
        boolean repeats() {
            return repeats || inside.stream().anyMatch(Cte::repeats);
        }
    }

    private final Inspector inspector;
    private final Tree tree;
    private final List<Draft> drafts = new ArrayList<>();
    private final List<Draft> unaliased = new ArrayList<>();
    private final Set<String> aliases = new HashSet<>();

    Relations(Inspector inspector, Tree tree) {
        this.inspector = inspector;
        this.tree = tree;
    }

    /** The tables that the statement mentions, in the order of their indices. */
    List<Draft> drafts() {
        return drafts;
    }

    Weight relation(JsonNode node, Context context) {
        String alias = node.path("alias").asText();
        if (!alias.isEmpty()) {
            aliases.add(fold(alias));
        }
        inspector.walk(node.path("sample"), context, new Tally());
        return switch (node.path("type").asText()) {
            case "EMPTY" -> Weight.NONE;
            case "BASE_TABLE" -> table((ObjectNode) node, context);
            case "TABLE_FUNCTION" ->
                Changes.isCall(node) ? changes((ObjectNode) node, context) : function(node, context);
            case "SUBQUERY" -> inspector.query(node.path("subquery").path("node"), context);
            case "JOIN" -> join(node, context);
            case "EXPRESSION_LIST" -> values(node, context);
            case "PIVOT" -> pivot(node, context);
            case "SHOW_REF" -> show((ObjectNode) node, context);
            default -> throw tree.unknown(node, node.path("type").asText());
        };
    }

    private Weight table(ObjectNode node, Context context) {
        List<String> name = new ArrayList<>();
        node.path("qualified_name").path("path").forEach(part -> name.add(part.asText()));
        boolean recurring = name.size() == 2 && name.getFirst().equalsIgnoreCase("recurring");
        Cte cte = name.size() == 1 || recurring ? context.scope().find(name.getLast()) : null;
        if (cte != null && (!recurring || cte.recursive)) {
            return reference(node, cte, name, context);
        }
        mention(node, name, context);
        return Weight.TABLE;
    }

    private Weight reference(ObjectNode node, Cte cte, List<String> name, Context context) {
        if (node.path("at_clause").isObject()) {
            throw tree.forbidden(
                    node, "Cannot travel in time with '" + name.getLast() + "': it is defined in this query");
        }
        cte.refer(context.inside(), context.repeats());
        if (node.path("alias").asText().isEmpty()) {
            node.put("alias", name.getLast());
            aliases.add(fold(name.getLast()));
        }
        rename(node, name.size() == 1 ? List.of(cte.name) : List.of(name.getFirst(), cte.name));
        return cte.weight;
    }

    private void mention(ObjectNode node, List<String> name, Context context) {
        JsonNode time =
                node.path("at_clause").isObject() ? node.path("at_clause").deepCopy() : null;
        if (time != null) {
            inspector
                    .expressions()
                    .requireConstant(time.path("expr"), "the version or time of '" + name.getLast() + "'");
            inspector.walk(time.path("expr"), context, new Tally());
        }
        node.putNull("at_clause");
        Draft draft = new Draft(node, name, tree.position(node), time, null, context);
        if (node.path("alias").asText().isEmpty()) {
            unaliased.add(draft);
        }
        stand(draft);
    }

    /** Puts one of the gate's names where the draft's table stood. */
    private void stand(Draft draft) {
        rename(draft.node, List.of(Names.relation(drafts.size())));
        drafts.add(draft);
    }

    private static void rename(ObjectNode node, List<String> path) {
        node.put("catalog_name", "");
        node.put("schema_name", path.size() > 1 ? path.getFirst() : "");
        node.put("table_name", path.getLast());
        ArrayNode parts = SyntaxTrees.array();
        path.forEach(parts::add);
        node.set("qualified_name", SyntaxTrees.object().set("path", parts));
    }

    private Weight function(JsonNode node, Context context) {
        JsonNode call = node.path("function");
        inspector.expressions().requireTableFunction(node);
        Tally tally = new Tally();
        inspector.walk(call.path("arguments"), context, tally);
        return TABLE_FUNCTION.plus(tally.weight.withColumns(0));
    }

    /** Table_changes becomes a table of the catalog's, which tells what happened to another. */
    private Weight changes(ObjectNode node, Context context) {
        Changes changes = Changes.of(node, tree);
        for (JsonNode bound : changes.bounds()) {
            inspector.expressions().requireConstant(bound, "the first or last version of '" + changes.name() + "'");
            inspector.walk(bound, context, new Tally());
        }
        Draft draft = new Draft(node, changes.table(), tree.position(node), null, changes.bounds(), context);
        Changes.becomeTable(node);
        stand(draft);
        return Weight.TABLE;
    }

    private Weight join(JsonNode node, Context context) {
        Weight left = relation(node.path("left"), context);
        Weight right = relation(node.path("right"), context);
        Tally rest = new Tally();
        for (var field : node.properties()) {
            if (!field.getKey().equals("left") && !field.getKey().equals("right")) {
                // The type of a join is no type of a node.
                inspector.walk(field.getValue(), context, rest);
            }
        }
        return left.plus(right).plus(rest.weight.withColumns(0));
    }

    private Weight values(JsonNode node, Context context) {
        Tally tally = new Tally();
        inspector.walk(node.path("values"), context, tally);
        inspector.walk(node.path("expected_types"), context, tally);
        int columns = node.path("values").path(0).size();
        return new Weight(1, columns).plus(tally.weight.withColumns(0));
    }

    private Weight pivot(JsonNode node, Context context) {
        Weight source = relation(node.path("source"), context);
        Tally rest = new Tally();
        inspector.walk(node.path("aggregates"), context, rest);
        inspector.walk(node.path("pivots"), context, rest);
        long entries = Math.max(1, node.path("aggregates").size());
        for (JsonNode pivot : node.path("pivots")) {
            entries = Math.min(
                    Weight.COLUMNS_MAX + 1,
                    entries * Math.max(1, pivot.path("entries").size()));
        }
        return source.plus(new Weight(1, entries)).plus(rest.weight.withColumns(0));
    }

    private Weight show(ObjectNode node, Context context) {
        String what = node.path("table_name").asText();
        if (node.path("show_type").asText().equals("SHOW_SPECIAL")) {
            if (!LISTINGS.contains(what)) {
                throw tree.forbidden(
                        node, "Cannot show " + what.replace("\"", "") + ": the catalog has tables (SHOW TABLES)");
            }
            listTables(node);
            mention(node, List.of(), context);
            return Weight.TABLE;
        }
        if (node.path("show_type").asText().equals("SHOW_FROM")) {
            throw tree.forbidden(
                    node, "Cannot show the tables of one database: SHOW TABLES shows those of all (write it)");
        }
        if (!node.path("query").isObject()) {
            node.put("show_type", "DESCRIBE");
            node.set("query", allOf(node.path("qualified_name")));
            node.put("table_name", "").put("schema_name", "").put("catalog_name", "");
            node.set("qualified_name", SyntaxTrees.object().set("path", SyntaxTrees.array()));
        }
        return inspector.query(node.path("query"), context).withColumns(DESCRIPTION.columns());
    }

    private static void listTables(ObjectNode node) {
        node.removeAll();
        node.put("type", "BASE_TABLE").put("alias", "tables").putNull("sample");
        node.set("column_name_alias", SyntaxTrees.array());
    }

    private static ObjectNode allOf(JsonNode name) {
        ObjectNode star =
                SyntaxTrees.object().put("class", "STAR").put("type", "STAR").put("alias", "");
        ObjectNode table =
                SyntaxTrees.object().put("type", "BASE_TABLE").put("alias", "").putNull("sample");
        table.set("qualified_name", name);
        table.set("column_name_alias", SyntaxTrees.array());
        ObjectNode select = SyntaxTrees.object().put("type", "SELECT_NODE");
        select.set("modifiers", SyntaxTrees.array());
        select.set("cte_map", SyntaxTrees.object().set("map", SyntaxTrees.array()));
        select.set("select_list", SyntaxTrees.array().add(star));
        select.set("from_table", table);
        select.set("group_expressions", SyntaxTrees.array());
        select.set("group_sets", SyntaxTrees.array());
        return select.put("aggregate_handling", "STANDARD_HANDLING");
    }

    /**
     * Gives the tables back the names by which the statement's columns are qualified. A table that is written as
     * {@code shop.users} is known as {@code users}, and as {@code shop.users}, which is then one quoted name where
     * another table is {@code users} already.
     */
    void restoreAliases(List<ObjectNode> qualifiedColumns) {
        for (Draft draft : unaliased) {
            draft.node.put("alias", isAmbiguous(draft) ? String.join(".", draft.name) : draft.name.getLast());
        }
        for (ObjectNode column : qualifiedColumns) {
            ArrayNode names = (ArrayNode) column.path("column_names");
            for (Draft draft : unaliased) {
                if (isQualifiedBy(names, draft)) {
                    names.remove(0);
                    names.set(0, draft.node.path("alias").asText());
                    break;
                }
            }
        }
    }

    private boolean isAmbiguous(Draft draft) {
        return draft.name.size() > 1
                && unaliased.stream()
                        .anyMatch(other -> fold(other.name.getLast()).equals(fold(draft.name.getLast()))
                                && !fold(String.join(".", other.name)).equals(fold(String.join(".", draft.name))));
    }

    private boolean isQualifiedBy(ArrayNode names, Draft draft) {
        return draft.name.size() == 2
                && draft.name.getFirst().equalsIgnoreCase(names.path(0).asText())
                && draft.name.getLast().equalsIgnoreCase(names.path(1).asText())
                && !aliases.contains(fold(names.path(0).asText()));
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
