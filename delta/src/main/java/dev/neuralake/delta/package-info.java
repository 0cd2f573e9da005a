/** The Delta protocol: log, snapshot, transaction, checkpoint. */
@NullMarked
package dev.neuralake.delta;

import org.jspecify.annotations.NullMarked;
