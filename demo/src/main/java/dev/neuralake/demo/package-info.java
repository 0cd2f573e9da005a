/**
 * The demo lake. {@link dev.neuralake.demo.DemoCatalog} declares its tables, {@link dev.neuralake.demo.DemoTour} fills
 * and shows it.
 */
@NullMarked
package dev.neuralake.demo;

import org.jspecify.annotations.NullMarked;
