/**
 * The files of {@code _delta_log}: finding, replaying, writing, cleaning up; {@link dev.neuralake.delta.log.TableLog}
 * is the entry.
 */
@NullMarked
package dev.neuralake.delta.log;

import org.jspecify.annotations.NullMarked;
