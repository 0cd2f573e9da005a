package dev.neuralake.delta.action;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A logical file of the table: a data file and the deletion vector that hides some of its rows.
 *
 * @param path as the log has it: a URI, percent-encoded, relative to the table's root or absolute
 * @param partitionValues serialized values by (physical) partition column; null is SQL's null
 * @param stats the statistics as JSON text, null where there are none
 * @param modifiedAtMillis milliseconds since the epoch
 */
public record AddFile(
        String path,
        Map<String, @Nullable String> partitionValues,
        long sizeBytes,
        long modifiedAtMillis,
        boolean dataChange,
        @Nullable String stats,
        Map<String, @Nullable String> tags,
        @Nullable DeletionVector deletionVector,
        @Nullable Long baseRowId,
        @Nullable Long defaultRowCommitVersion,
        @Nullable String clusteringProvider)
        implements Action {

    public AddFile {
        partitionValues = copy(partitionValues);
        tags = copy(tags);
    }

    /** A file without tags, deletion vector or row ids, that changes data. */
    public static AddFile of(
            String path,
            Map<String, @Nullable String> partitionValues,
            long sizeBytes,
            long modifiedAtMillis,
            @Nullable String stats) {
        return new AddFile(
                path, partitionValues, sizeBytes, modifiedAtMillis, true, stats, Map.of(), null, null, null, null);
    }

    static Map<String, @Nullable String> copy(Map<String, @Nullable String> map) {
        return map.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    public FileKey key() {
        return FileKey.of(path, deletionVector);
    }

    /** The tombstone of this file. */
    public RemoveFile remove(long deletedAtMillis, boolean changesData) {
        return new RemoveFile(
                path,
                deletedAtMillis,
                changesData,
                true,
                partitionValues,
                sizeBytes,
                stats,
                tags,
                deletionVector,
                baseRowId,
                defaultRowCommitVersion);
    }

    /** The same file as a part of what a clustering brought together. */
    public AddFile clustered(Map<String, @Nullable String> newTags, String provider) {
        return new AddFile(
                path,
                partitionValues,
                sizeBytes,
                modifiedAtMillis,
                dataChange,
                stats,
                newTags,
                deletionVector,
                baseRowId,
                defaultRowCommitVersion,
                provider);
    }

    public AddFile withDataChange(boolean changesData) {
        return new AddFile(
                path,
                partitionValues,
                sizeBytes,
                modifiedAtMillis,
                changesData,
                stats,
                tags,
                deletionVector,
                baseRowId,
                defaultRowCommitVersion,
                clusteringProvider);
    }

    public AddFile withPath(String newPath) {
        return new AddFile(
                newPath,
                partitionValues,
                sizeBytes,
                modifiedAtMillis,
                dataChange,
                stats,
                tags,
                deletionVector,
                baseRowId,
                defaultRowCommitVersion,
                clusteringProvider);
    }

    /** The same data file with another deletion vector and the statistics that go with it. */
    public AddFile withDeletionVector(@Nullable DeletionVector vector, @Nullable String newStats) {
        return new AddFile(
                path,
                partitionValues,
                sizeBytes,
                modifiedAtMillis,
                dataChange,
                newStats,
                tags,
                vector,
                baseRowId,
                defaultRowCommitVersion,
                clusteringProvider);
    }

    public AddFile withRowIds(long base, long commitVersion) {
        return new AddFile(
                path,
                partitionValues,
                sizeBytes,
                modifiedAtMillis,
                dataChange,
                stats,
                tags,
                deletionVector,
                base,
                commitVersion,
                clusteringProvider);
    }
}
