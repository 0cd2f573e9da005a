/** The embedded columnar engine: sessions, Parquet and Arrow in and out. */
@NullMarked
package dev.neuralake.columnar;

import org.jspecify.annotations.NullMarked;
