package dev.neuralake.delta;

import dev.neuralake.delta.Alteration.DropFeature;
import dev.neuralake.delta.Alteration.SetProperties;
import dev.neuralake.delta.Alteration.UnsetProperties;
import dev.neuralake.delta.action.Action;
import dev.neuralake.delta.action.Feature;
import dev.neuralake.delta.action.Metadata;
import dev.neuralake.delta.action.Protocol;
import dev.neuralake.types.Nearest;
import dev.neuralake.types.NeuralakeException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Takes a feature out of a table's protocol: what the table has of it is removed first, by commits of their own, as Spark
 * does. Older versions may still need a feature that readers must know, so such a table gets the feature
 * {@code checkpointProtection} (PROTOCOL.md, "Checkpoint Protection"), which keeps its log from being cut.
 */
final class FeatureDrop {
    private static final String PROTECTED_BEFORE = "delta.requireCheckpointProtectionBeforeVersion";

    /** Features that the schema and the properties of a table tell about completely, and that writers alone know. */
    private static final Set<Feature> OF_WRITERS = EnumSet.of(
            Feature.CHECK_CONSTRAINTS,
            Feature.ALLOW_COLUMN_DEFAULTS,
            Feature.GENERATED_COLUMNS,
            Feature.IDENTITY_COLUMNS,
            Feature.IN_COMMIT_TIMESTAMP);

    private static final Set<Feature> OF_READERS = EnumSet.of(
            Feature.DELETION_VECTORS,
            Feature.COLUMN_MAPPING,
            Feature.TYPE_WIDENING,
            Feature.TYPE_WIDENING_PREVIEW,
            Feature.V2_CHECKPOINT,
            Feature.VACUUM_PROTOCOL_CHECK);

    private final DeltaLog log;
    private final DropFeature alteration;

    FeatureDrop(DeltaLog log, DropFeature alteration) {
        this.log = log;
        this.alteration = alteration;
    }

    Commit run() {
        Protocol protocol = log.snapshot().protocol();
        Feature feature = Feature.named(alteration.feature())
                .filter(protocol::supports)
                .orElseThrow(() -> refused("the table does not have it; "
                        + Nearest.among("features", alteration.feature(), List.copyOf(protocol.supportedNames()))));
        requireDroppable(feature);
        removeTraces(feature);
        if (OF_READERS.contains(feature)) {
            log.checkpoint();
        }
        Commit dropped = log.commit(plan(log.snapshot(), feature));
        if (OF_READERS.contains(feature)) {
            log.checkpoint();
        }
        return dropped;
    }

    private void requireDroppable(Feature feature) {
        if (!OF_WRITERS.contains(feature) && !OF_READERS.contains(feature)) {
            throw refused("files, commits or other features may still need it (leave it, it does no harm)");
        }
        if (alteration.truncateHistory()) {
            throw refused(
                    OF_READERS.contains(feature)
                            ? "the history is not truncated here (leave TRUNCATE HISTORY out: the history stays, "
                                    + "protected by the feature checkpointProtection)"
                            : "no history needs it (leave TRUNCATE HISTORY out)");
        }
    }

    private void removeTraces(Feature feature) {
        switch (feature) {
            case DELETION_VECTORS -> {
                unset(TableFeatures.DELETION_VECTORS);
                log.purge(null);
            }
            case COLUMN_MAPPING -> {
                if (ColumnMapping.isOn(log.snapshot().metadata())) {
                    set(ColumnMapping.MODE, "none");
                }
            }
            case TYPE_WIDENING, TYPE_WIDENING_PREVIEW -> {
                unset(TableFeatures.TYPE_WIDENING);
                log.commit(withOneType(log.snapshot()));
            }
            case V2_CHECKPOINT -> {
                if (!log.snapshot()
                        .metadata()
                        .property(TableFeatures.CHECKPOINT_POLICY, "classic")
                        .equals("classic")) {
                    set(TableFeatures.CHECKPOINT_POLICY, "classic");
                }
            }
            case IN_COMMIT_TIMESTAMP -> {
                if (log.snapshot().metadata().flag(TableFeatures.IN_COMMIT_TIMESTAMPS)) {
                    set(TableFeatures.IN_COMMIT_TIMESTAMPS, "false");
                }
            }
            default -> {}
        }
    }

    private void set(String key, String value) {
        log.alter(new SetProperties(Map.of(key, value)));
    }

    private void unset(String key) {
        log.alter(new UnsetProperties(List.of(key), true));
    }

    /** Values of earlier types are in files whose schema nobody noted, so all files are written anew. */
    private Change withOneType(Snapshot basis) {
        Metadata metadata = basis.metadata().withSchema(TypeWidening.forgotten(basis.schema()));
        List<Action> actions = new ArrayList<>();
        if (!metadata.equals(basis.metadata())) {
            actions.add(metadata);
            actions.addAll(new TableRewrite(log.files(), basis).as(metadata));
        }
        return new Change(basis, "REORG", Map.of("predicate", "[]"), Map.of(), actions, Reads.everything());
    }

    private Change plan(Snapshot basis, Feature feature) {
        boolean ofReaders = OF_READERS.contains(feature);
        Protocol without = without(basis.protocol(), feature);
        Protocol protocol = ofReaders ? without.with(EnumSet.of(Feature.CHECKPOINT_PROTECTION)) : without;
        boolean inUse =
                TableFeatures.agree(without, basis.metadata()).protocol().supports(feature)
                        || feature == Feature.DELETION_VECTORS
                                && basis.files().stream().anyMatch(file -> file.deletionVector() != null);
        if (inUse) {
            throw refused("the table uses it (take away what does first)");
        }
        List<Action> actions = new ArrayList<>(List.of(protocol));
        if (ofReaders) {
            Map<String, String> configuration =
                    new LinkedHashMap<>(basis.metadata().configuration());
            configuration.put(PROTECTED_BEFORE, Long.toString(basis.version() + 1));
            actions.add(basis.metadata().withConfiguration(configuration));
        }
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("featureName", feature.text());
        parameters.put("truncateHistory", false);
        return new Change(basis, "DROP FEATURE", parameters, Map.of(), actions, Reads.everything());
    }

    private static Protocol without(Protocol protocol, Feature feature) {
        TreeSet<String> writer = new TreeSet<>(protocol.supportedNames());
        writer.remove(feature.text());
        TreeSet<String> reader = new TreeSet<>(protocol.readerFeatures());
        reader.remove(feature.text());
        boolean noReaderFeatures = protocol.hasReaderFeatures() ? reader.isEmpty() : feature == Feature.COLUMN_MAPPING;
        return new Protocol(
                noReaderFeatures ? 1 : protocol.minReaderVersion(), Protocol.WRITER_FEATURES_VERSION, reader, writer);
    }

    private NeuralakeException refused(String reason) {
        return new NeuralakeException(
                "Cannot drop feature '" + alteration.feature() + "' of table " + log.name() + ": " + reason);
    }
}
