package dev.neuralake.delta;

import dev.neuralake.delta.Alteration.DropFeature;
import dev.neuralake.delta.action.Feature;
import dev.neuralake.delta.action.Protocol;
import dev.neuralake.types.Nearest;
import dev.neuralake.types.NeuralakeException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Plans to take a feature out of the protocol: one for writers alone, of which nothing is left in the table. */
final class FeatureDrop {
    /** Features that the schema, the properties and the domains of a table tell about completely. */
    private static final Set<Feature> DROPPABLE =
            Set.of(Feature.CHECK_CONSTRAINTS, Feature.ALLOW_COLUMN_DEFAULTS, Feature.GENERATED_COLUMNS);

    private final TableFiles files;
    private final Snapshot basis;

    FeatureDrop(TableFiles files, Snapshot basis) {
        this.files = files;
        this.basis = basis;
    }

    Change plan(DropFeature alteration) {
        Protocol protocol = basis.protocol();
        Feature feature = Feature.named(alteration.feature())
                .filter(protocol::supports)
                .orElseThrow(() -> refused(
                        alteration,
                        "the table does not have it; "
                                + Nearest.among(
                                        "features", alteration.feature(), List.copyOf(protocol.supportedNames()))));
        if (!DROPPABLE.contains(feature) || !protocol.hasWriterFeatures()) {
            throw refused(alteration, "files or older versions may still need it (leave it, it does no harm)");
        }
        TreeSet<String> left = new TreeSet<>(protocol.writerFeatures());
        left.remove(feature.text());
        Protocol without =
                new Protocol(protocol.minReaderVersion(), protocol.minWriterVersion(), protocol.readerFeatures(), left);
        if (TableFeatures.agree(without, basis.metadata()).protocol().supports(feature)) {
            throw refused(alteration, "the table uses it (take away what does first)");
        }
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("featureName", feature.text());
        parameters.put("truncateHistory", "false");
        return new Change(basis, "DROP FEATURE", parameters, Map.of(), List.of(without), Reads.nothing());
    }

    private NeuralakeException refused(DropFeature alteration, String reason) {
        return new NeuralakeException(
                "Cannot drop feature '" + alteration.feature() + "' of table " + files.table() + ": " + reason);
    }
}
