package dev.neuralake.delta.log;

import dev.neuralake.delta.action.Action;
import dev.neuralake.delta.action.ActionJson;
import dev.neuralake.storage.ObjectExistsException;
import dev.neuralake.storage.ObjectStore;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes what a range of commits amounts to as one file (PROTOCOL.md, "Log Compaction Files"), which readers take in the
 * place of the commits.
 */
final class CompactionWriter {
    /** Larger commits are read as quickly one by one, and would have to be held in memory together. */
    private static final long BYTES_MOST = 16L << 20;

    private final ObjectStore store;
    private final LogReader reader;

    CompactionWriter(ObjectStore store, LogReader reader) {
        this.store = store;
        this.reader = reader;
    }

    /** Writes the file of the commits {@code [from, to]}, unless it is there or they are large. */
    void write(long from, long to) {
        List<LogFile> files = new ArrayList<>();
        long sizeBytes = 0;
        for (long version = from; version <= to; version++) {
            LogFile file = LogFile.of(store.head(LogFile.commit(version))).orElseThrow();
            sizeBytes += file.info().sizeBytes();
            files.add(file);
        }
        if (sizeBytes > BYTES_MOST) {
            return;
        }
        CommitRange range = new CommitRange();
        reader.readAll(files).forEach(range::add);
        List<Action> actions = range.actions();
        if (actions.isEmpty()) {
            // Versions that only tell of something would leave an empty file, which looks like a torn one.
            return;
        }
        try {
            store.create(LogFile.compacted(from, to), ActionJson.write(actions));
        } catch (ObjectExistsException e) {
            // Another process wrote the same range, and commits do not change.
        }
    }
}
