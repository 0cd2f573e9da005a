package dev.neuralake.delta;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.neuralake.columnar.Session;
import dev.neuralake.delta.action.Json;
import dev.neuralake.delta.action.Metadata;
import dev.neuralake.delta.index.Predicate;
import dev.neuralake.types.NeuralakeException;
import dev.neuralake.types.Sql;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A condition on the rows of a table.
 *
 * @param sql the engine's SQL; null for a condition that is always true
 * @param predicate what of it tells files apart
 * @param hasSubquery whether it reads other rows than the one that it is about
 */
record Condition(@Nullable String sql, Predicate predicate, boolean hasSubquery) {

    static Condition always() {
        return new Condition(null, Predicate.always(), false);
    }

    /** @param alias what the condition calls the table */
    static Condition of(Session session, Metadata metadata, String alias, @Nullable String sql) {
        if (sql == null) {
            return always();
        }
        JsonNode parsed = parse(session, sql);
        PredicateReader reader = new PredicateReader(names -> resolve(metadata, alias, names));
        return new Condition(sql, reader.read(parsed), hasSubquery(parsed));
    }

    static Optional<PredicateReader.Target> resolve(Metadata metadata, String alias, List<String> names) {
        boolean qualified = names.size() > 1 && names.getFirst().equalsIgnoreCase(alias);
        List<String> path = qualified ? names.subList(1, names.size()) : names;
        return ColumnMapping.find(metadata, path).map(found -> new PredicateReader.Target(path, found.getValue()));
    }

    /** The engine's own parse of an expression. */
    static JsonNode parse(Session session, String sql) {
        String json = session.json("SELECT json_serialize_sql(" + Sql.text("SELECT 1 WHERE (" + sql + "\n)") + ")");
        try {
            JsonNode answer = Json.MAPPER.readTree(json);
            if (answer.path("error").asBoolean()) {
                throw new NeuralakeException("Cannot read the condition " + sql + ": "
                        + answer.path("error_message").asText());
            }
            return answer.path("statements").path(0).path("node").path("where_clause");
        } catch (JsonProcessingException e) {
            throw new NeuralakeException("Cannot read the condition " + sql + ": " + e.getOriginalMessage(), e);
        }
    }

    static boolean hasSubquery(JsonNode node) {
        if (node.path("class").asText().equals("SUBQUERY")) {
            return true;
        }
        for (JsonNode child : node) {
            if (hasSubquery(child)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether expressions read nothing but the row at hand: relations of a caller's session may be of one moment, or such
     * as can be read once.
     */
    static boolean areSelfContained(@Nullable Session callers, List<String> expressions) {
        return callers == null || expressions.stream().noneMatch(sql -> hasSubquery(parse(callers, sql)));
    }

    /** What a change that rests on this condition reads: a subquery may read every row of the very table. */
    Reads reads() {
        return sql == null || hasSubquery ? Reads.everything() : Reads.matching(predicate);
    }

    String where() {
        return sql == null ? "" : " WHERE (" + sql + "\n)";
    }
}
