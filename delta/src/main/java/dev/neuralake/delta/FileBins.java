package dev.neuralake.delta;

import dev.neuralake.delta.action.AddFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts files of one partition together, in the order of the log, up to a length. */
final class FileBins {
    /** What one statement of the engine can well name. */
    private static final int FILES_MOST = 10_000;

    private final long sizeBytes;
    private final Map<Map<String, @Nullable String>, List<AddFile>> open = new LinkedHashMap<>();
    private final Map<Map<String, @Nullable String>, Long> filled = new LinkedHashMap<>();
    private final List<List<AddFile>> full = new ArrayList<>();

    /** @param sizeBytes the length of all files of a bin together */
    FileBins(long sizeBytes) {
        this.sizeBytes = sizeBytes;
    }

    void add(AddFile file) {
        Map<String, @Nullable String> partition = file.partitionValues();
        long before = filled.getOrDefault(partition, 0L);
        List<AddFile> bin = open.computeIfAbsent(partition, _ -> new ArrayList<>());
        boolean overflows = before + file.sizeBytes() > sizeBytes || bin.size() == FILES_MOST;
        if (overflows && !bin.isEmpty()) {
            full.add(bin);
            bin = new ArrayList<>();
            open.put(partition, bin);
            before = 0;
        }
        bin.add(file);
        filled.put(partition, before + file.sizeBytes());
    }

    /** All bins, each with one file at least. */
    List<List<AddFile>> all() {
        List<List<AddFile>> all = new ArrayList<>(full);
        all.addAll(open.values());
        return all;
    }
}
