/**
 * The actions of a Delta log, their JSON, and the table features; {@link dev.neuralake.delta.action.Action} is the
 * entry.
 */
@NullMarked
package dev.neuralake.delta.action;

import org.jspecify.annotations.NullMarked;
