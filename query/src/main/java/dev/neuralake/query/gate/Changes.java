package dev.neuralake.query.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.neuralake.query.token.Lexer;
import dev.neuralake.query.token.Token;
import dev.neuralake.types.NeuralakeException;
import java.util.ArrayList;
import java.util.List;

/**
 * A call of {@code table_changes('t', from, to)}, as Delta's users know it from Spark.
 *
 * @param table the parts of the table's name
 * @param bounds the first version or time, and the last where one is given
 */
record Changes(List<String> table, List<JsonNode> bounds) {
    private static final String FUNCTION = "table_changes";

    static boolean isCall(JsonNode node) {
        JsonNode path = node.path("function").path("qualified_name").path("path");
        return path.size() == 1 && path.path(0).asText().equalsIgnoreCase(FUNCTION);
    }

    String name() {
        return String.join(".", table);
    }

    static Changes of(JsonNode node, Tree tree) {
        List<JsonNode> arguments = new ArrayList<>();
        for (JsonNode argument : node.path("function").path("arguments")) {
            if (!argument.path("name").asText().isEmpty()) {
                throw refused(tree, node, "its arguments have no names");
            }
            arguments.add(argument.path("expression"));
        }
        if (arguments.size() < 2 || arguments.size() > 3) {
            throw refused(tree, node, "it takes a table, a first version or time, and perhaps a last one");
        }
        if (!node.path("with_ordinality").asText("WITHOUT_ORDINALITY").equals("WITHOUT_ORDINALITY")) {
            throw refused(tree, node, "its rows have no order to number");
        }
        JsonNode table = arguments.getFirst().path("literal");
        List<String> name = table.path("kind").asText().equals("STRING")
                ? parts(table.path("text").asText())
                : List.of();
        if (name.isEmpty()) {
            throw refused(tree, node, "its table must be named by a text, written out");
        }
        return new Changes(name, arguments.subList(1, arguments.size()));
    }

    private static RuntimeException refused(Tree tree, JsonNode node, String reason) {
        return tree.forbidden(
                node, "Cannot read the changes of a table: " + reason + " (write table_changes('name', 2, 5))");
    }

    /** A name with dots between its parts, which may be quoted; empty where it is none. */
    private static List<String> parts(String text) {
        List<Token> tokens;
        try {
            tokens = Lexer.tokens(text);
        } catch (NeuralakeException e) {
            return List.of();
        }
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            boolean fits = i % 2 == 0 ? token.isIdentifier() : token.isSymbol('.');
            if (!fits) {
                return List.of();
            }
            if (i % 2 == 0) {
                parts.add(token.text());
            }
        }
        return tokens.size() % 2 == 1 ? parts : List.of();
    }

    /** The engine's node for a table instead of the call, with the same alias. */
    static void becomeTable(ObjectNode node) {
        node.remove(List.of("function", "with_ordinality"));
        node.put("type", "BASE_TABLE").putNull("at_clause");
        if (node.path("alias").asText().isEmpty()) {
            node.put("alias", FUNCTION);
        }
    }
}
