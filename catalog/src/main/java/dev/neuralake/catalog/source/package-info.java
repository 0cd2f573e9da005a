/**
 * Where database classes come from: a class name, a jar, or a Java file that is compiled in memory.
 * {@link dev.neuralake.catalog.source.CatalogSource} is where to begin.
 */
@NullMarked
package dev.neuralake.catalog.source;

import org.jspecify.annotations.NullMarked;
