package dev.neuralake.query.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.neuralake.columnar.Engine;
import dev.neuralake.columnar.EngineException;
import dev.neuralake.columnar.Session;
import dev.neuralake.query.failure.Place;
import dev.neuralake.query.failure.QueryException;
import dev.neuralake.query.failure.QueryException.Kind;
import dev.neuralake.query.gate.Expressions.Series;
import dev.neuralake.query.gate.Relations.Draft;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Lets one SELECT through and refuses everything else, judging the engine's own syntax tree. What it lets through is
 * written back from that tree, so what was judged is what runs. Safe for use by many threads.
 */
public final class Gate implements AutoCloseable {
    private static final int REMEMBERED = 500;
    private static final int REMEMBERED_CHARS = 16 << 10;
    private static final long SERIES_MAX = 10_000;

    private final Engine engine;
    private final SyntaxTrees trees;
    private final Map<String, Select> known = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Select> eldest) {
            return size() > REMEMBERED;
        }
    });

    /**
     * @param engine parses, and nothing else; it should hold no data and reach no file. Its owner closes it, after this
     */
    public Gate(Engine engine) {
        this.engine = engine;
        this.trees = new SyntaxTrees(engine);
    }

    /**
     * Judges a statement.
     *
     * @throws QueryException of kind SYNTAX or FORBIDDEN, with the place in the text
     */
    public Select check(String sql) {
        Select select = known.get(sql);
        if (select == null) {
            select = judge(sql);
            if (sql.length() <= REMEMBERED_CHARS) {
                known.put(sql, select);
            }
        }
        return select;
    }

    private Select judge(String sql) {
        Precheck text = Precheck.of(sql);
        Wording wording = text.wording();
        JsonNode answer = trees.parse(wording);
        if (answer.path("error").asBoolean()) {
            throw answer.path("error_message").asText().startsWith("Mixing named")
                    ? new QueryException(Kind.PARAMETER, "Cannot mix named and numbered parameters (use one kind)")
                    : text.notSelect();
        }
        Tree tree = new Tree(wording, (ObjectNode) answer.path("statements").path(0));
        tree.requireNothingReserved();
        Inspector inspector = new Inspector(tree);
        inspector.inspect();
        inspector.expressions().series().forEach(series -> requireShort(tree, series));
        inspector.relations().restoreAliases(inspector.expressions().qualifiedColumns());
        return select(tree, inspector);
    }

    private Select select(Tree tree, Inspector inspector) {
        List<Draft> drafts = inspector.relations().drafts();
        List<Mention> mentions = new ArrayList<>();
        ArrayNode ctes = SyntaxTrees.array();
        for (int i = 0; i < drafts.size(); i++) {
            mentions.add(mention(i, drafts.get(i)));
            ctes.add(definition(i));
        }
        if (tree.node().path("cte_map") instanceof ObjectNode map) {
            map.path("map").forEach(ctes::add);
            map.set("map", ctes);
        }
        List<String> parameters = inspector.expressions().parameters();
        tree.statement().set("named_param_map", parameterMap(parameters.size()));
        String text = trees.write(tree.statement());
        if (!Positions.same(tree.statement(), trees.parseOne(text))) {
            throw new QueryException(
                    Kind.FORBIDDEN,
                    "Cannot run the query: the engine reads its syntax and writes it otherwise, so that what was judged "
                            + "would not be what runs (write it in another way)");
        }
        return new Select(tree.wording(), tree.statement(), new Template(text), mentions, parameters);
    }

    private static ObjectNode definition(int mention) {
        ObjectNode literal = SyntaxTrees.object().put("kind", "STRING").put("text", Names.slot(mention));
        ObjectNode constant = SyntaxTrees.object()
                .put("class", "CONSTANT")
                .put("type", "VALUE_CONSTANT")
                .put("alias", "");
        constant.set("literal", literal);
        ObjectNode select = SyntaxTrees.object().put("type", "SELECT_NODE");
        select.set("modifiers", SyntaxTrees.array());
        select.set("cte_map", SyntaxTrees.object().set("map", SyntaxTrees.array()));
        select.set("select_list", SyntaxTrees.array().add(constant));
        select.set(
                "from_table",
                SyntaxTrees.object().put("type", "EMPTY").put("alias", "").putNull("sample"));
        select.set("group_expressions", SyntaxTrees.array());
        select.set("group_sets", SyntaxTrees.array());
        select.put("aggregate_handling", "STANDARD_HANDLING");
        ObjectNode value = SyntaxTrees.object();
        value.set("aliases", SyntaxTrees.array());
        value.put("materialized", "CTE_MATERIALIZE_NEVER");
        value.set("key_targets", SyntaxTrees.array());
        value.set("payload_aggregates", SyntaxTrees.array());
        value.set("query_node", select);
        ObjectNode entry = SyntaxTrees.object().put("key", Names.relation(mention));
        entry.set("value", value);
        return entry;
    }

    private static ArrayNode parameterMap(int count) {
        ArrayNode map = SyntaxTrees.array();
        for (int i = 0; i < count; i++) {
            map.add(SyntaxTrees.object().put("key", Names.parameter(i)).put("value", i + 1));
        }
        return map;
    }

    private Mention mention(int index, Draft draft) {
        return new Mention(
                index,
                draft.name,
                draft.time == null ? null : moment(draft.time),
                draft.changes == null ? null : changes(draft.changes),
                draft.repeats(),
                draft.position);
    }

    private Mention.Moment moment(JsonNode time) {
        return new Mention.Moment(
                time.path("unit").asText().equalsIgnoreCase("version"), expression(time.path("expr")));
    }

    private Mention.Changes changes(List<JsonNode> bounds) {
        return new Mention.Changes(expression(bounds.getFirst()), bounds.size() > 1 ? expression(bounds.get(1)) : null);
    }

    private Template expression(JsonNode expression) {
        return new Template(expressions(SyntaxTrees.array().add(expression)));
    }

    /** Expressions as text, separated by commas. */
    private String expressions(JsonNode list) {
        ObjectNode node = (ObjectNode) definition(0).path("value").path("query_node");
        node.set("select_list", list);
        ObjectNode statement = SyntaxTrees.object();
        statement.set("node", node);
        statement.set("named_param_map", SyntaxTrees.array());
        return trees.write(statement).substring("SELECT ".length());
    }

    /** What a statement selects, each as SQL of its own; relations in it have the names of the tree. */
    public List<String> items(Select select) {
        List<String> items = new ArrayList<>();
        for (JsonNode item : select.tree().path("node").path("select_list")) {
            items.add(expressions(SyntaxTrees.array().add(item.deepCopy())));
        }
        return items;
    }

    /** The engine folds constants while it plans, where nothing limits it; reading the series row by row, all does. */
    private void requireShort(Tree tree, Series series) {
        ArrayNode arguments = SyntaxTrees.array();
        series.call().path("arguments").forEach(argument -> arguments.add(argument.path("expression")));
        String rows = "SELECT CAST(count(*) AS VARCHAR) FROM (SELECT 1 FROM " + series.function() + "("
                + expressions(arguments) + ") LIMIT " + (SERIES_MAX + 1) + ")";
        try (Session session = engine.session()) {
            if (Long.parseLong(session.json(rows)) > SERIES_MAX) {
                throw tree.forbidden(
                        series.call(),
                        "Cannot make a list of more than " + SERIES_MAX + " elements (read the series row by row: FROM "
                                + series.function() + "(…))");
            }
        } catch (EngineException e) {
            throw new QueryException(
                    Kind.TYPE,
                    "Cannot make the list of " + series.function() + ": " + e.reason() + " (give it numbers or times)",
                    tree.place(series.call()),
                    e);
        }
    }

    /**
     * Where in the user's text the engine found a mistake.
     *
     * @param position where it found it in {@code filled}
     */
    public OptionalInt position(Select select, Template.Filled filled, int position) {
        int origin = filled.origin(position);
        if (origin < 0) {
            return OptionalInt.empty();
        }
        String text = select.template().text();
        ObjectNode written = trees.parseOne(text);
        int found = Positions.original(select.tree(), written, position(text, origin));
        return found < 0 ? OptionalInt.empty() : OptionalInt.of(select.wording().position(found));
    }

    private static int position(String text, int chars) {
        return text.substring(0, Math.min(chars, text.length()))
                .getBytes(java.nio.charset.StandardCharsets.UTF_8)
                .length;
    }

    /** Lets go of the engine. */
    @Override
    public void close() {
        trees.close();
    }

    /** A place in the statement, for an error; null where it is not known. */
    public static @Nullable Place place(Select select, int position) {
        return position < 0 ? null : new Place(select.sql(), position);
    }
}
