/**
 * Sample data for any schema, made by the engine itself. {@link dev.neuralake.demo.sample.SampleTable} says what,
 * {@link dev.neuralake.demo.sample.SampleWriter} where to.
 */
@NullMarked
package dev.neuralake.demo.sample;

import org.jspecify.annotations.NullMarked;
