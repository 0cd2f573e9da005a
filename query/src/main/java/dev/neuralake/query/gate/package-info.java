/**
 * What stands between untrusted SQL and the engine: one SELECT is let through, its relations become places for the
 * catalog's tables to stand in, and everything else that it names is on a list.
 * {@link dev.neuralake.query.gate.Gate} is the entry type.
 */
@NullMarked
package dev.neuralake.query.gate;

import org.jspecify.annotations.NullMarked;
