/**
 * The live files of a table in memory, and which of them a predicate can leave out;
 * {@link dev.neuralake.delta.index.FileIndex} is the entry.
 */
@NullMarked
package dev.neuralake.delta.index;

import org.jspecify.annotations.NullMarked;
