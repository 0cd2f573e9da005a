/** Checks a catalog's declarations at compile time. */
@NullMarked
package dev.neuralake.processor;

import org.jspecify.annotations.NullMarked;
