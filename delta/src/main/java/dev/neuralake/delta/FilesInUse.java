package dev.neuralake.delta;

import dev.neuralake.delta.action.Action;
import dev.neuralake.delta.action.AddCdcFile;
import dev.neuralake.delta.action.AddFile;
import dev.neuralake.delta.action.DeletionVector;
import dev.neuralake.delta.action.RemoveFile;
import dev.neuralake.delta.log.CommitFile;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sorts the files below a table's root by what its log says of them: needed, or removed long enough ago. What lies
 * elsewhere, as in a shallow clone, belongs to another table and is left out.
 */
final class FilesInUse {
    private final TableFiles files;
    private final long cutoffMillis;
    private final Set<String> needed = new HashSet<>();
    private final Set<String> removed = new HashSet<>();
    private long removedBytes;

    /** @param cutoffMillis what was removed at that time or later is still needed by older versions */
    FilesInUse(TableFiles files, long cutoffMillis) {
        this.files = files;
        this.cutoffMillis = cutoffMillis;
    }

    void addLive(AddFile file) {
        add(needed, file.path(), file.deletionVector());
    }

    void addTombstone(RemoveFile file) {
        boolean young = file.deletedAtMillis() >= cutoffMillis;
        boolean isNew = add(young ? needed : removed, file.path(), file.deletionVector());
        if (isNew && !young && file.sizeBytes() != null) {
            removedBytes += file.sizeBytes();
        }
    }

    /** Takes in what one commit removed, and the changes that it wrote down. */
    void addCommit(CommitFile commit) {
        for (Action action : commit.actions()) {
            if (action instanceof RemoveFile remove) {
                addTombstone(remove);
            } else if (action instanceof AddCdcFile changes) {
                add(commit.timestampMillis() >= cutoffMillis ? needed : removed, changes.path(), null);
            }
        }
    }

    private boolean add(Set<String> keys, String path, @Nullable DeletionVector vector) {
        if (vector != null && vector.storageType().equals("u")) {
            keys.add(files.vectors().location(vector));
        } else if (vector != null && vector.storageType().equals("p")) {
            DataPath.key(files.store(), vector.pathOrInlineDv()).ifPresent(keys::add);
        }
        return DataPath.key(files.store(), path).map(keys::add).orElse(false);
    }

    /** Whether a version inside the retention needs the file. */
    boolean isNeeded(String key) {
        return needed.contains(key);
    }

    /** Whether the log tells that the file was removed, and long enough ago. */
    boolean isRemoved(String key) {
        return removed.contains(key) && !needed.contains(key);
    }

    /** The files that were removed long enough ago. */
    Set<String> removed() {
        Set<String> keys = new HashSet<>(removed);
        keys.removeAll(needed);
        return keys;
    }

    long removedBytes() {
        return removedBytes;
    }
}
