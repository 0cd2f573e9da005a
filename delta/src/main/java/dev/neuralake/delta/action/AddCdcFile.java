package dev.neuralake.delta.action;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A file of row-level changes; it is not part of the table's rows. */
public record AddCdcFile(
        String path, Map<String, @Nullable String> partitionValues, long sizeBytes, Map<String, @Nullable String> tags)
        implements Action {

    public AddCdcFile {
        partitionValues = AddFile.copy(partitionValues);
        tags = AddFile.copy(tags);
    }
}
