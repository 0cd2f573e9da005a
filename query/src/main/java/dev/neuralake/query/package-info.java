/** Runs lazy frames and SQL over the tables of a catalog. */
@NullMarked
package dev.neuralake.query;

import org.jspecify.annotations.NullMarked;
