/** The demo lake: its tables, its data and the generator of more. */
@NullMarked
package dev.neuralake.demo;

import org.jspecify.annotations.NullMarked;
