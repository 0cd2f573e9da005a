package dev.neuralake.delta;

import dev.neuralake.delta.action.Action;
import dev.neuralake.delta.action.AddFile;
import dev.neuralake.delta.action.DomainMetadata;
import dev.neuralake.delta.action.Feature;
import dev.neuralake.delta.action.FileKey;
import dev.neuralake.delta.action.Metadata;
import dev.neuralake.delta.action.Protocol;
import dev.neuralake.storage.MissingObjectException;
import dev.neuralake.types.NeuralakeException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Plans to make a table what it was at an older version, by a new version: its files, schema and properties. */
final class Restore {
    static final String OPERATION = "RESTORE";

    private final TableFiles files;
    private final Snapshot basis;
    private final Snapshot target;

    Restore(TableFiles files, Snapshot basis, Snapshot target) {
        this.files = files;
        this.basis = basis;
        this.target = target;
    }

    Change plan(Map<String, Object> parameters) {
        WriteChecks.requireKnownFeatures(basis.protocol(), files.table());
        WriteChecks.requireNotAppendOnly(basis.metadata(), "restore", files.table());
        List<Action> actions = rules();
        long now = System.currentTimeMillis();
        List<AddFile> removed = missing(basis, target);
        List<AddFile> restored = missing(target, basis);
        restored.forEach(this::requireThere);
        removed.forEach(file -> actions.add(file.remove(now, true)));
        restored.forEach(file -> actions.add(file.withDataChange(true)));
        return new Change(basis, OPERATION, parameters, metrics(removed, restored), actions, Reads.everything());
    }

    /** The files of one version that another lacks. */
    private static List<AddFile> missing(Snapshot from, Snapshot other) {
        Set<FileKey> keys = new HashSet<>();
        other.files().forEach(file -> keys.add(file.key()));
        return from.files().stream().filter(file -> !keys.contains(file.key())).toList();
    }

    private Map<String, Long> metrics(List<AddFile> removed, List<AddFile> restored) {
        Map<String, Long> metrics = new LinkedHashMap<>();
        metrics.put("numRestoredFiles", (long) restored.size());
        metrics.put("restoredFilesSize", size(restored));
        metrics.put("numRemovedFiles", (long) removed.size());
        metrics.put("removedFilesSize", size(removed));
        metrics.put("numOfFilesAfterRestore", (long) target.numFiles());
        metrics.put("tableSizeAfterRestore", target.sizeBytes());
        return metrics;
    }

    static long size(List<AddFile> files) {
        return files.stream().mapToLong(AddFile::sizeBytes).sum();
    }

    private void requireThere(AddFile file) {
        try {
            DataPath.local(files.store(), file.path(), files.table(), target.version());
            if (file.deletionVector() != null) {
                files.vectors().read(file.deletionVector());
            }
        } catch (NeuralakeException e) {
            String reason = e.getCause() instanceof MissingObjectException
                    ? "its data file " + DataPath.decode(file.path())
                            + " is gone (choose a newer version; VACUUM deletes " + "what older ones need)"
                    : String.valueOf(e.getMessage());
            throw new NeuralakeException(
                    "Cannot restore table " + files.table() + " to version " + target.version() + ": " + reason, e);
        }
    }

    private List<Action> rules() {
        List<Action> actions = new ArrayList<>();
        Protocol protocol = joined(basis.protocol(), target.protocol());
        if (!protocol.equals(basis.protocol())) {
            actions.add(protocol);
        }
        Metadata metadata = metadata();
        if (!metadata.equals(basis.metadata())) {
            actions.add(metadata);
        }
        actions.addAll(domains());
        return actions;
    }

    /** The protocol that supports what either does. */
    static Protocol joined(Protocol one, Protocol other) {
        Set<Feature> features = EnumSet.noneOf(Feature.class);
        other.supportedNames().forEach(name -> Feature.named(name).ifPresent(features::add));
        return one.atLeast(other.minReaderVersion(), other.minWriterVersion()).with(features);
    }

    /** What must never go back stays: the count of column ids, how far identity columns have come, and timestamps in commits. */
    private Metadata metadata() {
        Map<String, String> configuration = new LinkedHashMap<>(target.properties());
        Map<String, String> present = basis.properties();
        if (configuration.containsKey(ColumnMapping.MAX_ID)) {
            int highest = Math.max(
                    Integer.parseInt(configuration.get(ColumnMapping.MAX_ID)),
                    Integer.parseInt(present.getOrDefault(ColumnMapping.MAX_ID, "0")));
            configuration.put(ColumnMapping.MAX_ID, String.valueOf(highest));
        }
        List<String> kept = List.of(
                TableFeatures.IN_COMMIT_TIMESTAMPS, CommitMetadata.ENABLED_AT_VERSION, CommitMetadata.ENABLED_AT_TIME);
        for (String key : kept) {
            configuration.remove(key);
            if (present.containsKey(key)) {
                configuration.put(key, present.get(key));
            }
        }
        return IdentityColumns.merged(target.metadata().withConfiguration(configuration), basis.metadata());
    }

    private List<DomainMetadata> domains() {
        List<DomainMetadata> changes = new ArrayList<>();
        target.domains().forEach((name, domain) -> {
            if (!name.equals(RowTracking.DOMAIN)
                    && !domain.equals(basis.domains().get(name))) {
                changes.add(domain);
            }
        });
        basis.domains().forEach((name, domain) -> {
            if (!name.equals(RowTracking.DOMAIN) && !target.domains().containsKey(name)) {
                changes.add(new DomainMetadata(name, domain.configuration(), true));
            }
        });
        return changes;
    }
}
