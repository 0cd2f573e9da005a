package dev.neuralake.query.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.neuralake.query.failure.Place;
import dev.neuralake.query.failure.QueryException;
import dev.neuralake.query.failure.QueryException.Kind;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A statement beside the text that it was read from.
 *
 * @param statement what the engine calls a statement: its {@code node} and the map of its parameters
 */
record Tree(Wording wording, ObjectNode statement) {

    ObjectNode node() {
        return (ObjectNode) statement.path("node");
    }

    /** @throws QueryException where the statement holds names that are ours */
    void requireNothingReserved() {
        requireNothingReserved(statement);
    }

    private void requireNothingReserved(JsonNode part) {
        if (part.isTextual() && part.asText().toLowerCase(Locale.ROOT).contains(Names.RESERVED)) {
            throw new QueryException(
                    Kind.FORBIDDEN,
                    "Cannot run the query: '" + Names.RESERVED + "' in it is reserved (choose another name)");
        }
        for (var field : part.properties()) {
            requireNothingReserved(field.getValue());
        }
        if (part.isArray()) {
            part.forEach(this::requireNothingReserved);
        }
    }

    QueryException forbidden(JsonNode part, String message) {
        return new QueryException(Kind.FORBIDDEN, message, place(part));
    }

    QueryException unknown(JsonNode part, String type) {
        return forbidden(part, "Cannot run the query: the gate does not know its syntax '" + type + "'");
    }

    @Nullable
    Place place(JsonNode part) {
        int position = position(part);
        return position < 0 ? null : new Place(wording.original(), position);
    }

    /** Where a part begins, in chars; -1 where the engine does not tell. */
    int position(JsonNode part) {
        JsonNode location = part.path("query_location");
        return location.canConvertToInt() ? wording.position(location.asLong()) : -1;
    }
}
