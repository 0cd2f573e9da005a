/**
 * Checks a catalog's declarations while they compile and writes what the running catalog needs of the source: see
 * {@link dev.neuralake.processor.CatalogProcessor}. It depends on no other module and knows the annotations by name.
 */
@NullMarked
package dev.neuralake.processor;

import org.jspecify.annotations.NullMarked;
