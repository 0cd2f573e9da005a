/**
 * How a query fails: one exception, whose kind tells callers how to react and whose message tells people what to do.
 * {@link dev.neuralake.query.failure.QueryException} is the entry type.
 */
@NullMarked
package dev.neuralake.query.failure;

import org.jspecify.annotations.NullMarked;
