package dev.neuralake.delta;

import dev.neuralake.types.Column;
import java.util.List;

/**
 * A folder of Parquet files to make a table of.
 *
 * @param partitionColumns what the folders {@code name=value} stand for, in order, with their types
 * @param collectStatistics whether to read all rows once for bounds by which queries leave files out
 */
public record ConvertSpec(List<Column> partitionColumns, boolean collectStatistics) {
    public ConvertSpec {
        partitionColumns = List.copyOf(partitionColumns);
    }

    /** A folder whose sub-folders {@code name=value} stand for these columns; bounds are collected. */
    public static ConvertSpec partitionedBy(Column... columns) {
        return new ConvertSpec(List.of(columns), true);
    }
}
