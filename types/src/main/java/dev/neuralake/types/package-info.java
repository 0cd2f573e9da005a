/** Schemas, data types and their mapping to Java records. */
@NullMarked
package dev.neuralake.types;

import org.jspecify.annotations.NullMarked;
