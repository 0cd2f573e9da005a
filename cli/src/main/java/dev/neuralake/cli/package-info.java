/** The command line; puts the modules together. */
@NullMarked
package dev.neuralake.cli;

import org.jspecify.annotations.NullMarked;
