/** Object stores: read ranges, list, write, and create exclusively. */
@NullMarked
package dev.neuralake.storage;

import org.jspecify.annotations.NullMarked;
