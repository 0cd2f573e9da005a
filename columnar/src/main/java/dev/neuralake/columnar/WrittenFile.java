package dev.neuralake.columnar;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Parquet file that was written and forced to disk.
 *
 * @param path absolute
 * @param sizeBytes of the whole file
 * @param records rows in it
 * @param statistics by path of names from the column to the field ({@code [address, city]}): of columns and struct
 *     fields that have no parts, and of columns that are arrays or maps the null count
 * @param partitionValues by partition column, in order, of the classes that {@link dev.neuralake.types.DataType} lists;
 *     empty where the rows were not partitioned. The file itself does not hold these columns
 */
public record WrittenFile(
        Path path,
        long sizeBytes,
        long records,
        Map<List<String>, ColumnStatistics> statistics,
        Map<String, @Nullable Object> partitionValues) {

    public WrittenFile {
        statistics = Collections.unmodifiableMap(new LinkedHashMap<>(statistics));
        partitionValues = Collections.unmodifiableMap(new LinkedHashMap<>(partitionValues));
    }
}
