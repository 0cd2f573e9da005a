package dev.neuralake.delta;

import dev.neuralake.types.Schema;

/**
 * The changes of some versions as a relation.
 *
 * @param sql a SELECT in the engine's SQL, whose rows come in no order; put it in parentheses to use it as a relation
 *
 * @param version the last version whose changes these are
 * @param files how many files tell of the changes
 * @param filesRead how many of them can hold rows that are asked for, and are read
 */
public record ChangeRelation(String sql, Schema schema, long version, int files, int filesRead) {}
