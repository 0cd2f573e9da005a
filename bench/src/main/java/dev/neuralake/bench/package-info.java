/** Benchmarks of start-up and queries. */
@NullMarked
package dev.neuralake.bench;

import org.jspecify.annotations.NullMarked;
