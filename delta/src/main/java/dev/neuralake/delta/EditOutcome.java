package dev.neuralake.delta;

import dev.neuralake.delta.action.Action;
import dev.neuralake.delta.action.AddCdcFile;
import dev.neuralake.delta.action.AddFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What editing rows did to files: the actions, and the figures that Spark's metrics are made of. */
final class EditOutcome {
    private final long nowMillis = System.currentTimeMillis();
    private final List<Action> actions = new ArrayList<>();
    private long changedRows;
    private long copiedRows;
    private long removedFiles;
    private long removedBytes;
    private long addedFiles;
    private long addedBytes;
    private long changeFiles;
    private long vectorsAdded;
    private long vectorsRemoved;
    private long vectorsUpdated;

    void removed(AddFile file) {
        actions.add(file.remove(nowMillis, true));
        removedFiles++;
        removedBytes += file.sizeBytes();
        vectorsRemoved += file.deletionVector() == null ? 0 : 1;
    }

    /** A file some of whose rows are hidden now. */
    void thinned(AddFile before, AddFile after) {
        actions.add(before.remove(nowMillis, true));
        actions.add(after.withDataChange(true));
        vectorsAdded++;
        if (before.deletionVector() != null) {
            vectorsRemoved++;
            vectorsUpdated++;
        }
    }

    void added(List<AddFile> files) {
        actions.addAll(files);
        addedFiles += files.size();
        addedBytes += files.stream().mapToLong(AddFile::sizeBytes).sum();
    }

    /** Files of the change data feed. */
    void described(List<AddFile> files) {
        files.forEach(
                file -> actions.add(new AddCdcFile(file.path(), file.partitionValues(), file.sizeBytes(), Map.of())));
        changeFiles += files.size();
    }

    void changed(long rows) {
        changedRows += rows;
    }

    void copied(long rows) {
        copiedRows += rows;
    }

    List<Action> actions() {
        return actions;
    }

    /** How many rows of the table were deleted or updated. */
    long changedRows() {
        return changedRows;
    }

    long copiedRows() {
        return copiedRows;
    }

    /** The figures under the names that DELETE and UPDATE have for them. */
    Map<String, Long> metrics() {
        Map<String, Long> metrics = new LinkedHashMap<>();
        metrics.put("numRemovedFiles", removedFiles);
        metrics.put("numRemovedBytes", removedBytes);
        metrics.put("numAddedFiles", addedFiles);
        metrics.put("numAddedBytes", addedBytes);
        metrics.put("numAddedChangeFiles", changeFiles);
        metrics.put("numCopiedRows", copiedRows);
        metrics.put("numDeletionVectorsAdded", vectorsAdded);
        metrics.put("numDeletionVectorsRemoved", vectorsRemoved);
        metrics.put("numDeletionVectorsUpdated", vectorsUpdated);
        return metrics;
    }

    /** The figures under the names that MERGE has for them. */
    Map<String, Long> targetMetrics() {
        Map<String, Long> metrics = new LinkedHashMap<>();
        metrics.put("numTargetFilesRemoved", removedFiles);
        metrics.put("numTargetFilesAdded", addedFiles);
        metrics.put("numTargetBytesRemoved", removedBytes);
        metrics.put("numTargetBytesAdded", addedBytes);
        metrics.put("numTargetChangeFilesAdded", changeFiles);
        metrics.put("numTargetRowsCopied", copiedRows);
        metrics.put("numTargetDeletionVectorsAdded", vectorsAdded);
        metrics.put("numTargetDeletionVectorsRemoved", vectorsRemoved);
        metrics.put("numTargetDeletionVectorsUpdated", vectorsUpdated);
        return metrics;
    }
}
