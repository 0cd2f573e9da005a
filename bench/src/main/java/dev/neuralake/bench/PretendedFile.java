package dev.neuralake.bench;

import dev.neuralake.delta.action.AddFile;
import java.util.Map;

/** Files of a table that are in its log alone, for what nobody reads. */
final class PretendedFile {
    private PretendedFile() {}

    /** A file of a thousand rows of the columns {@code id}, a long, and {@code country}, a string. */
    static AddFile of(long id) {
        String stats =
                "{\"numRecords\":1000,\"minValues\":{\"id\":" + id + ",\"country\":\"CH\"},\"maxValues\":{\"id\":"
                        + (id + 1000) + ",\"country\":\"IT\"},\"nullCount\":{\"id\":0,\"country\":0}}";
        return AddFile.of("part-00000-" + id + ".parquet", Map.of(), 123_456, 1_700_000_000_000L, stats);
    }
}
