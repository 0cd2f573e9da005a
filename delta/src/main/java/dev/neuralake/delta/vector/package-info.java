/**
 * Deletion vectors: sets of row positions and where they are kept; {@link dev.neuralake.delta.vector.VectorStore} is
 * the entry.
 */
@NullMarked
package dev.neuralake.delta.vector;

import org.jspecify.annotations.NullMarked;
