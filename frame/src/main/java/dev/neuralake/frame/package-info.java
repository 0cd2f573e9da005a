/** Lazy frames: expressions, the logical plan and its SQL. */
@NullMarked
package dev.neuralake.frame;

import org.jspecify.annotations.NullMarked;
