/**
 * Rows as bytes: the one place that decides how each column type is rendered. {@link
 * dev.neuralake.columnar.format.Format} is the entry type; {@code docs/reference/values.md} tells what it writes.
 */
@NullMarked
package dev.neuralake.columnar.format;

import org.jspecify.annotations.NullMarked;
