package dev.neuralake.delta;

import dev.neuralake.types.Schema;

/**
 * The changes of some versions as a relation.
 *
 * @param sql a SELECT in the engine's SQL, whose rows come in no order; put it in parentheses to use it as a relation
 */
public record ChangeRelation(String sql, Schema schema) {}
