package dev.neuralake.query.gate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.neuralake.columnar.Engine;
import dev.neuralake.query.failure.Place;
import dev.neuralake.query.failure.QueryException;
import dev.neuralake.query.failure.QueryException.Kind;
import org.jspecify.annotations.Nullable;

/** Statements as the engine's own syntax trees, in JSON, both ways. Safe for use by many threads. */
final class SyntaxTrees implements AutoCloseable {
    /** Deeper trees overflow the native stack when the engine reads them back, and end the process. */
    private static final int DEPTH_MAX = 1000;

    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEPTH_MAX)
                    .maxStringLength(Translator.TREE_BYTES_MAX)
                    .build())
            .build());

    private final Translator translator;

    SyntaxTrees(Engine engine) {
        this.translator = new Translator(engine);
    }

    /**
     * The statements of a text.
     *
     * @throws QueryException where the text is not SQL or too large; a statement that is no SELECT gives an answer
     *     without statements and with {@code error_type}
     */
    JsonNode parse(Wording wording) {
        String answer = translator.parse(wording.text());
        if (answer.isEmpty()) {
            throw tooLarge();
        }
        JsonNode tree = read(answer);
        if (tree.path("error_type").asText().equals("parser")) {
            throw syntaxError(tree, wording);
        }
        return tree;
    }

    /** The only statement of a text that is known to be right. */
    ObjectNode parseOne(String sql) {
        return (ObjectNode) parse(Wording.same(sql)).path("statements").path(0);
    }

    /** The text of a statement. */
    String write(ObjectNode statement) {
        ObjectNode tree = JSON.createObjectNode().put("error", false);
        tree.set("statements", JSON.createArrayNode().add(statement));
        return translator.write(tree.toString());
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    static ArrayNode array() {
        return JSON.createArrayNode();
    }

    @Override
    public void close() {
        translator.close();
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (StreamConstraintsException e) {
            throw tooLarge();
        } catch (JsonProcessingException e) {
            throw new QueryException(
                    Kind.INTERNAL, "Cannot read the engine's syntax tree: " + e.getOriginalMessage(), null, e);
        }
    }

    private static QueryException syntaxError(JsonNode tree, Wording wording) {
        String reason = tree.path("error_message").asText();
        if (reason.startsWith("Max expression depth")) {
            return tooLarge();
        }
        return new QueryException(Kind.SYNTAX, "Cannot read the query: " + reason, place(tree, wording));
    }

    private static @Nullable Place place(JsonNode tree, Wording wording) {
        long bytes = tree.path("position").asLong(-1);
        return bytes < 0 ? null : new Place(wording.original(), wording.position(bytes));
    }

    static QueryException tooLarge() {
        return new QueryException(
                Kind.FORBIDDEN,
                "Cannot run the query: it is nested too deeply or too long (split it, or put its values into a table)");
    }
}
