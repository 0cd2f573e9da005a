package dev.neuralake.delta.action;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tombstone of a logical file.
 *
 * @param deletedAtMillis milliseconds since the epoch, 0 where the log does not say
 * @param extendedFileMetadata whether partition values and size are known
 * @param sizeBytes null where it is not known
 */
public record RemoveFile(
        String path,
        long deletedAtMillis,
        boolean dataChange,
        boolean extendedFileMetadata,
        Map<String, @Nullable String> partitionValues,
        @Nullable Long sizeBytes,
        @Nullable String stats,
        Map<String, @Nullable String> tags,
        @Nullable DeletionVector deletionVector,
        @Nullable Long baseRowId,
        @Nullable Long defaultRowCommitVersion)
        implements Action {

    public RemoveFile {
        partitionValues = AddFile.copy(partitionValues);
        tags = AddFile.copy(tags);
    }

    public FileKey key() {
        return FileKey.of(path, deletionVector);
    }

    /** The same tombstone without what checkpoints and compacted commits do not keep. */
    public RemoveFile forCheckpoint() {
        return new RemoveFile(
                path,
                deletedAtMillis,
                false,
                extendedFileMetadata,
                partitionValues,
                sizeBytes,
                null,
                Map.of(),
                deletionVector,
                baseRowId,
                defaultRowCommitVersion);
    }

    /** The file that was removed, as it can be added again. */
    public AddFile restore() {
        return new AddFile(
                path,
                partitionValues,
                sizeBytes == null ? 0 : sizeBytes,
                deletedAtMillis,
                true,
                stats,
                tags,
                deletionVector,
                baseRowId,
                defaultRowCommitVersion,
                null);
    }
}
