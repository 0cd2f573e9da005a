package dev.neuralake.query.gate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/** Compares a tree with the tree of the text that was written from it. */
final class Positions {
    private Positions() {}

    /** Whether both mean the same: all but the places in the text. */
    static boolean same(JsonNode a, JsonNode b) {
        if (a.isObject() && b.isObject()) {
            if (isValues(a) && !isValues(b)) {
                return same(a.path("values"), values(b).path("values"));
            }
            Set<String> names = new HashSet<>();
            a.fieldNames().forEachRemaining(names::add);
            b.fieldNames().forEachRemaining(names::add);
            return names.stream().allMatch(name -> isForm(name) || same(a.path(name), b.path(name)));
        }
        if (a.isArray() && b.isArray()) {
            Iterator<JsonNode> others = b.iterator();
            for (JsonNode element : a) {
                if (!others.hasNext() || !same(element, others.next())) {
                    return false;
                }
            }
            return !others.hasNext();
        }
        return a.equals(b) || isNothing(a) && isNothing(b);
    }

    /** Whether a field tells how something is written rather than what it means. */
    private static boolean isForm(String field) {
        return field.startsWith("query_location") || field.equals("named_param_map") || field.equals("is_operator");
    }

    private static boolean isValues(JsonNode node) {
        return node.path("type").asText().equals("EXPRESSION_LIST");
    }

    /** A list of values is written as {@code (SELECT * FROM (VALUES …))}. */
    private static JsonNode values(JsonNode written) {
        return written.path("subquery").path("node").path("from_table");
    }

    /** A field that is left out means the same as one that says nothing. */
    private static boolean isNothing(JsonNode node) {
        return node.isMissingNode()
                || node.isNull()
                || node.isTextual() && node.asText().isEmpty()
                || node.isContainerNode() && node.isEmpty()
                || node.isBoolean() && !node.asBoolean();
    }

    /**
     * The place, in bytes, of the part of {@code tree} that stands in {@code written} at {@code position}; -1 where
     * there is none.
     */
    static int original(JsonNode tree, JsonNode written, int position) {
        JsonNode place = written.path("query_location");
        JsonNode original = tree.path("query_location");
        if (place.canConvertToInt() && place.asInt() == position && original.canConvertToInt()) {
            return original.asInt();
        }
        if (isValues(tree) && !isValues(written)) {
            return original(tree, values(written), position);
        }
        if (written.isArray()) {
            for (int i = 0; i < written.size(); i++) {
                int found = original(tree.path(i), written.path(i), position);
                if (found >= 0) {
                    return found;
                }
            }
        }
        for (Map.Entry<String, JsonNode> field : written.properties()) {
            int found = original(tree.path(field.getKey()), field.getValue(), position);
            if (found >= 0) {
                return found;
            }
        }
        return -1;
    }
}
