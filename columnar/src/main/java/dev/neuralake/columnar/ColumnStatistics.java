package dev.neuralake.columnar;

import org.jspecify.annotations.Nullable;

/**
 * What one column of a file holds, for skipping the file.
 *
 * @param min no value is less; null means unknown, or that there is no value. Exact but for long texts, where it is the
 *     beginning of the least one
 * @param max no value is greater, NaN included, which counts as the greatest; null means unknown. Exact but for long
 *     texts, where it may be a little greater than the greatest one
 * @param nullCount how many rows hold null, or lie in a struct that is null
 */
public record ColumnStatistics(
        @Nullable Object min, @Nullable Object max, long nullCount) {}
