package dev.neuralake.delta.action;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The table features that are understood here; what is not in this list is refused by name. */
public enum Feature {
    APPEND_ONLY("appendOnly", 2),
    INVARIANTS("invariants", 2),
    CHECK_CONSTRAINTS("checkConstraints", 3),
    CHANGE_DATA_FEED("changeDataFeed", 4),
    GENERATED_COLUMNS("generatedColumns", 4),
    COLUMN_MAPPING("columnMapping", 5, true),
    IDENTITY_COLUMNS("identityColumns", 6),
    ALLOW_COLUMN_DEFAULTS("allowColumnDefaults"),
    DELETION_VECTORS("deletionVectors", true),
    DOMAIN_METADATA("domainMetadata"),
    ROW_TRACKING("rowTracking", DOMAIN_METADATA),
    CLUSTERING("clustering", DOMAIN_METADATA),
    TIMESTAMP_NTZ("timestampNtz", true),
    TYPE_WIDENING("typeWidening", true),
    TYPE_WIDENING_PREVIEW("typeWidening-preview", true),
    V2_CHECKPOINT("v2Checkpoint", true),
    VACUUM_PROTOCOL_CHECK("vacuumProtocolCheck", true),
    IN_COMMIT_TIMESTAMP("inCommitTimestamp"),
    CHECKPOINT_PROTECTION("checkpointProtection"),
    VARIANT_TYPE("variantType", true),
    VARIANT_TYPE_PREVIEW("variantType-preview", true);

    private static final int NONE = Integer.MAX_VALUE;

    private final String text;
    private final int legacyWriterVersion;
    private final boolean readerToo;
    private final List<Feature> required;

    Feature(String text, int legacyWriterVersion, boolean readerToo, Feature... required) {
        this.text = text;
        this.legacyWriterVersion = legacyWriterVersion;
        this.readerToo = readerToo;
        this.required = List.of(required);
    }

    Feature(String text, int legacyWriterVersion) {
        this(text, legacyWriterVersion, false);
    }

    Feature(String text, boolean readerToo) {
        this(text, NONE, readerToo);
    }

    Feature(String text, Feature... required) {
        this(text, NONE, false, required);
    }

    /** The feature's name in the protocol. */
    public String text() {
        return text;
    }

    /** The first writer version below 7 that implies the feature; larger than any where none does. */
    int legacyWriterVersion() {
        return legacyWriterVersion;
    }

    /** Whether readers must know the feature as well. */
    public boolean readerToo() {
        return readerToo;
    }

    Set<Feature> withRequired() {
        EnumSet<Feature> all = EnumSet.of(this);
        all.addAll(required);
        return all;
    }

    public static Optional<Feature> named(String text) {
        for (Feature feature : values()) {
            if (feature.text.equals(text)) {
                return Optional.of(feature);
            }
        }
        return Optional.empty();
    }
}
