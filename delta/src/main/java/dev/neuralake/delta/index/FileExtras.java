package dev.neuralake.delta.index;

import dev.neuralake.delta.action.AddFile;
import dev.neuralake.delta.action.DeletionVector;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What most files of a table do not have; its members are those of {@link AddFile}. */
public record FileExtras(
        Map<String, @Nullable String> tags,
        @Nullable DeletionVector deletionVector,
        @Nullable Long baseRowId,
        @Nullable Long defaultRowCommitVersion,
        @Nullable String clusteringProvider) {
    static final FileExtras NONE = new FileExtras(Map.of(), null, null, null, null);

    static FileExtras of(AddFile file) {
        return new FileExtras(
                file.tags(),
                file.deletionVector(),
                file.baseRowId(),
                file.defaultRowCommitVersion(),
                file.clusteringProvider());
    }

    boolean isEmpty() {
        return tags.isEmpty()
                && deletionVector == null
                && baseRowId == null
                && defaultRowCommitVersion == null
                && clusteringProvider == null;
    }
}
