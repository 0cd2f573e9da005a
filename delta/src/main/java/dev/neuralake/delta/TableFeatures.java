package dev.neuralake.delta;

import dev.neuralake.delta.action.Feature;
import dev.neuralake.delta.action.Metadata;
import dev.neuralake.delta.action.Protocol;
import dev.neuralake.types.Column;
import dev.neuralake.types.DataType;
import dev.neuralake.types.DataType.ArrayType;
import dev.neuralake.types.DataType.MapType;
import dev.neuralake.types.DataType.Primitive;
import dev.neuralake.types.DataType.StructType;
import dev.neuralake.types.NeuralakeException;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Derives from a table's schema and properties which features its protocol must name. */
final class TableFeatures {
    static final String CHANGE_DATA_FEED = "delta.enableChangeDataFeed";
    static final String DELETION_VECTORS = "delta.enableDeletionVectors";
    static final String ROW_TRACKING = "delta.enableRowTracking";
    static final String IN_COMMIT_TIMESTAMPS = "delta.enableInCommitTimestamps";
    static final String TYPE_WIDENING = "delta.enableTypeWidening";
    static final String CHECKPOINT_POLICY = "delta.checkpointPolicy";

    static final String FEATURE = "delta.feature.";

    private static final String ROW_ID = "delta.rowTracking.materializedRowIdColumnName";
    private static final String ROW_VERSION = "delta.rowTracking.materializedRowCommitVersionColumnName";

    private static final Map<String, Feature> FLAGS = Map.of(
            CHANGE_DATA_FEED, Feature.CHANGE_DATA_FEED,
            DELETION_VECTORS, Feature.DELETION_VECTORS,
            ROW_TRACKING, Feature.ROW_TRACKING,
            IN_COMMIT_TIMESTAMPS, Feature.IN_COMMIT_TIMESTAMP,
            TYPE_WIDENING, Feature.TYPE_WIDENING);

    /** A table's two rule books. */
    record Rules(Protocol protocol, Metadata metadata) {}

    private TableFeatures() {}

    /** Brings protocol and metadata into agreement: properties that ask for features become features. */
    static Rules agree(Protocol protocol, Metadata metadata) {
        Set<Feature> features = EnumSet.noneOf(Feature.class);
        Map<String, String> configuration = new LinkedHashMap<>();
        metadata.configuration().forEach((key, value) -> {
            if (key.startsWith(FEATURE)) {
                features.add(named(key.substring(FEATURE.length())));
            } else if (!PropertyAlterer.ofProtocol().contains(key)) {
                configuration.put(key, value);
            }
        });
        if (metadata.flag(ROW_TRACKING)) {
            configuration.putIfAbsent(ROW_ID, "_row-id-col-" + UUID.randomUUID());
            configuration.putIfAbsent(ROW_VERSION, "_row-commit-version-col-" + UUID.randomUUID());
        }
        Metadata agreed = metadata.withConfiguration(configuration);
        FLAGS.forEach((key, feature) -> {
            if (agreed.flag(key)) {
                features.add(feature);
            }
        });
        if (agreed.property(CHECKPOINT_POLICY, "classic").equals("v2")) {
            features.add(Feature.V2_CHECKPOINT);
        }
        if (configuration.keySet().stream().anyMatch(key -> key.startsWith(Expressions.CONSTRAINT))) {
            features.add(Feature.CHECK_CONSTRAINTS);
        }
        if (ColumnMapping.isOn(agreed)) {
            features.add(Feature.COLUMN_MAPPING);
        }
        ofColumns(agreed.schema().columns(), features);
        return new Rules(atLeast(protocol, metadata).with(features), agreed);
    }

    /** The protocol, raised to the versions that properties ask for. */
    private static Protocol atLeast(Protocol protocol, Metadata metadata) {
        int reader = Integer.parseInt(metadata.property("delta.minReaderVersion", "1"));
        int writer = Integer.parseInt(metadata.property("delta.minWriterVersion", "1"));
        if (reader > Protocol.READER_FEATURES_VERSION || writer > Protocol.WRITER_FEATURES_VERSION) {
            throw new NeuralakeException("Cannot raise the table's protocol to reader version " + reader
                    + " and writer version " + writer + ": this program knows up to "
                    + Protocol.READER_FEATURES_VERSION + " and " + Protocol.WRITER_FEATURES_VERSION);
        }
        return protocol.atLeast(reader, writer);
    }

    private static Feature named(String name) {
        return Feature.named(name)
                .orElseThrow(() -> new NeuralakeException(
                        "Cannot enable table feature '" + name + "': this program does not know it"));
    }

    private static void ofColumns(List<Column> columns, Set<Feature> features) {
        for (Column column : columns) {
            if (column.metadata().containsKey(Expressions.GENERATED)) {
                features.add(Feature.GENERATED_COLUMNS);
            }
            if (IdentityColumns.is(column)) {
                features.add(Feature.IDENTITY_COLUMNS);
            }
            if (column.metadata().containsKey(Expressions.DEFAULT)) {
                features.add(Feature.ALLOW_COLUMN_DEFAULTS);
            }
            ofType(column.type(), features);
        }
    }

    private static void ofType(DataType type, Set<Feature> features) {
        switch (type) {
            case Primitive p -> {
                if (p == Primitive.TIMESTAMP_NTZ) {
                    features.add(Feature.TIMESTAMP_NTZ);
                }
                if (p == Primitive.VARIANT) {
                    features.add(Feature.VARIANT_TYPE);
                }
            }
            case DataType.Decimal ignored -> {}
            case ArrayType a -> ofType(a.element(), features);
            case MapType m -> {
                ofType(m.key(), features);
                ofType(m.value(), features);
            }
            case StructType s -> ofColumns(s.fields(), features);
        }
    }
}
