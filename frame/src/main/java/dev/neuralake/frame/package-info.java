/**
 * Lazy frames: expressions, the logical plan, and the result. Enter through {@link dev.neuralake.frame.LazyFrame} and
 * the static imports of {@link dev.neuralake.frame.Functions}.
 */
@NullMarked
package dev.neuralake.frame;

import org.jspecify.annotations.NullMarked;
