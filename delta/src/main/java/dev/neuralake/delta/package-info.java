/**
 * Tables of the Delta protocol; {@link dev.neuralake.delta.DeltaLog} is the entry. The protocol is PROTOCOL.md in
 * delta-io/delta.
 */
@NullMarked
package dev.neuralake.delta;

import org.jspecify.annotations.NullMarked;
