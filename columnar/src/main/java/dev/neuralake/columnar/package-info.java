/**
 * The embedded columnar engine. {@link dev.neuralake.columnar.Engine} is the entry type: its
 * {@link dev.neuralake.columnar.Session sessions} run SQL and answer {@link dev.neuralake.columnar.Result streams of
 * Arrow batches}, read {@link dev.neuralake.columnar.ArrowSource rows made in Java} and write
 * {@link dev.neuralake.columnar.ParquetFile Parquet files} with statistics.
 */
@NullMarked
package dev.neuralake.columnar;

import org.jspecify.annotations.NullMarked;
