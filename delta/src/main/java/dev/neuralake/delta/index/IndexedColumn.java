package dev.neuralake.delta.index;

import dev.neuralake.types.DataType;
import java.util.List;

/**
 * A column as the log knows it.
 *
 * @param physicalPath the names under which statistics and partition values are kept
 * @param partition whether its values are partition values
 */
public record IndexedColumn(List<String> physicalPath, DataType type, boolean partition) {
    public IndexedColumn {
        physicalPath = List.copyOf(physicalPath);
    }
}
