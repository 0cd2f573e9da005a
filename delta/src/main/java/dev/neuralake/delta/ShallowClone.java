package dev.neuralake.delta;

import dev.neuralake.delta.action.Action;
import dev.neuralake.delta.action.AddFile;
import dev.neuralake.delta.action.Metadata;
import dev.neuralake.storage.ObjectStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Plans a table that has the rows and rules of another's version by pointing to its files. */
final class ShallowClone {
    private final TableFiles target;
    private final Snapshot source;

    /** @param target where the new table is */
    ShallowClone(TableFiles target, Snapshot source) {
        this.target = target;
        this.source = source;
    }

    /** @param replaced the table that is there already, whose rows go; null where there is none */
    Change plan(@Nullable Snapshot replaced) {
        WriteChecks.requireKnownFeatures(source.protocol(), target.table());
        List<Action> actions = new ArrayList<>();
        List<AddFile> removed =
                replaced == null ? List.of() : replaced.files().stream().toList();
        if (replaced == null) {
            actions.add(source.protocol());
        } else {
            WriteChecks.requireNotAppendOnly(replaced.metadata(), "replace", target.table());
            actions.add(Restore.joined(replaced.protocol(), source.protocol()));
        }
        actions.add(metadata(replaced));
        source.domains().values().stream()
                .filter(domain -> !domain.domain().equals(RowTracking.DOMAIN))
                .forEach(actions::add);
        long now = System.currentTimeMillis();
        removed.forEach(file -> actions.add(file.remove(now, true)));
        source.files().forEach(file -> actions.add(pointer(file)));
        return new Change(replaced, "CLONE", parameters(), metrics(removed), actions, Reads.everything());
    }

    private Metadata metadata(@Nullable Snapshot replaced) {
        Map<String, String> configuration = new LinkedHashMap<>(source.properties());
        // They tell of versions of the other table.
        configuration.remove(CommitMetadata.ENABLED_AT_VERSION);
        configuration.remove(CommitMetadata.ENABLED_AT_TIME);
        String id = replaced == null
                ? UUID.randomUUID().toString()
                : replaced.metadata().id();
        return source.metadata().withConfiguration(configuration).withId(id);
    }

    private AddFile pointer(AddFile file) {
        TableFiles from = source.tableFiles();
        ObjectStore store = from.store();
        AddFile moved = file.withPath(DataPath.absoluteUri(store, file.path())).withDataChange(true);
        return file.deletionVector() == null
                ? moved
                : moved.withDeletionVector(from.vectors().absolute(file.deletionVector()), file.stats());
    }

    private Map<String, Object> parameters() {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("source", "delta.`" + source.tableFiles().store().location() + "`");
        parameters.put("sourceVersion", source.version());
        parameters.put("isShallow", true);
        return parameters;
    }

    private Map<String, Long> metrics(List<AddFile> removed) {
        Map<String, Long> metrics = new LinkedHashMap<>();
        metrics.put("sourceTableSize", source.sizeBytes());
        metrics.put("sourceNumOfFiles", (long) source.numFiles());
        metrics.put("numRemovedFiles", (long) removed.size());
        metrics.put("removedFilesSize", Restore.size(removed));
        metrics.put("numCopiedFiles", 0L);
        metrics.put("copiedFilesSize", 0L);
        return metrics;
    }
}
