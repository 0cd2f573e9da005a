/**
 * The commands, and the composition root that puts the modules together for them. {@link dev.neuralake.cli.Main} is the
 * entry.
 */
@NullMarked
package dev.neuralake.cli;

import org.jspecify.annotations.NullMarked;
