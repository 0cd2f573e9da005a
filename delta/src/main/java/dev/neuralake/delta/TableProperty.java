package dev.neuralake.delta;

import dev.neuralake.delta.log.Retention;
import dev.neuralake.types.Nearest;
import dev.neuralake.types.NeuralakeException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * The table properties that begin with {@code delta.}, and our own, which other engines pass over: what they may be, and
 * what becomes of them here.
 */
enum TableProperty {
    APPEND_ONLY("delta.appendOnly", Role.HONOURED, Check::flag),
    CHANGE_DATA_FEED("delta.enableChangeDataFeed", Role.HONOURED, Check::flag),
    CHECKPOINT_INTERVAL("delta.checkpointInterval", Role.HONOURED, Check::positive),
    CHECKPOINT_POLICY("delta.checkpointPolicy", Role.HONOURED, Check.oneOf("classic", "v2")),
    COLUMN_MAPPING_MODE("delta.columnMapping.mode", Role.HONOURED, Check.oneOf("none", "id", "name")),
    COLUMN_MAPPING_MAX_ID("delta.columnMapping.maxColumnId", Role.OWN, Check::any),
    DATA_SKIPPING_COLUMNS("delta.dataSkippingNumIndexedCols", Role.HONOURED, Check::integer),
    DATA_SKIPPING_NAMES(StatisticsColumns.NAMES, Role.HONOURED, Check::any),
    DELETED_FILE_RETENTION(Retention.DELETED_FILES, Role.HONOURED, Retention::parse),
    DELETION_VECTORS("delta.enableDeletionVectors", Role.HONOURED, Check::flag),
    EXPIRED_LOG_CLEANUP("delta.enableExpiredLogCleanup", Role.HONOURED, Check::flag),
    IN_COMMIT_TIMESTAMPS("delta.enableInCommitTimestamps", Role.HONOURED, Check::flag),
    IN_COMMIT_SINCE_TIME("delta.inCommitTimestampEnablementTimestamp", Role.OWN, Check::any),
    IN_COMMIT_SINCE_VERSION("delta.inCommitTimestampEnablementVersion", Role.OWN, Check::any),
    ISOLATION_LEVEL("delta.isolationLevel", Role.HONOURED, Check.oneOf("Serializable", "WriteSerializable")),
    LOG_RETENTION(Retention.LOG, Role.HONOURED, Retention::parse),
    MIN_READER_VERSION("delta.minReaderVersion", Role.HONOURED, Check::positive),
    MIN_WRITER_VERSION("delta.minWriterVersion", Role.HONOURED, Check::positive),
    ROW_TRACKING("delta.enableRowTracking", Role.HONOURED, Check::flag),
    PROTECTED_BEFORE("delta.requireCheckpointProtectionBeforeVersion", Role.OWN, Check::any),
    ROW_ID_COLUMN("delta.rowTracking.materializedRowIdColumnName", Role.OWN, Check::any),
    ROW_VERSION_COLUMN("delta.rowTracking.materializedRowCommitVersionColumnName", Role.OWN, Check::any),
    TRANSACTION_RETENTION(Retention.TRANSACTIONS, Role.HONOURED, Retention::parse),
    TARGET_FILE_SIZE("delta.targetFileSize", Role.HONOURED, Sizes::parse),
    TYPE_WIDENING("delta.enableTypeWidening", Role.HONOURED, Check::flag),
    COMPACTION_INTERVAL("neuralake.logCompactionInterval", Role.HONOURED, Check::count),

    AUTO_COMPACT("delta.autoOptimize.autoCompact", Role.KEPT, Check::any),
    AUTO_OPTIMIZE("delta.autoOptimize", Role.KEPT, Check::any),
    CHECKPOINT_RETENTION("delta.checkpointRetentionDuration", Role.KEPT, Retention::parse),
    COMPRESSION("delta.parquet.compression.codec", Role.KEPT, Check::any),
    FULL_RETENTION_ROLLBACK("delta.enableFullRetentionRollback", Role.KEPT, Check::flag),
    OPTIMIZE_WRITE("delta.autoOptimize.optimizeWrite", Role.KEPT, Check::any),
    RANDOM_PREFIX_LENGTH("delta.randomPrefixLength", Role.KEPT, Check::positive),
    RANDOM_PREFIXES("delta.randomizeFilePrefixes", Role.KEPT, Check::flag),
    SAMPLE_RETENTION("delta.sampleRetentionDuration", Role.KEPT, Retention::parse),
    STATS_AS_JSON("delta.checkpoint.writeStatsAsJson", Role.KEPT, Check::flag),
    STATS_AS_STRUCT("delta.checkpoint.writeStatsAsStruct", Role.KEPT, Check::flag),
    TUNE_FILE_SIZES("delta.tuneFileSizesForRewrites", Role.KEPT, Check::flag),

    COORDINATOR("delta.coordinatedCommits.commitCoordinator-preview", Role.REFUSED, Check::any),
    ICEBERG_V1("delta.enableIcebergCompatV1", Role.REFUSED, Check::any),
    ICEBERG_V2("delta.enableIcebergCompatV2", Role.REFUSED, Check::any),
    UNIVERSAL_FORMAT("delta.universalFormat.enabledFormats", Role.REFUSED, Check::any),
    VARIANT_SHREDDING("delta.enableVariantShredding", Role.REFUSED, Check::any);

    static final String PREFIX = "delta.";
    private static final String OWN_PREFIX = "neuralake.";

    /** What becomes of a property. */
    enum Role {
        /** It takes effect here. */
        HONOURED,
        /** It is kept for other engines. */
        KEPT,
        /** It is set by operations and by nobody else. */
        OWN,
        /** It asks for what is not done here. */
        REFUSED
    }

    private final String key;
    private final Role role;
    private final BiConsumer<String, String> check;

    TableProperty(String key, Role role, BiConsumer<String, String> check) {
        this.key = key;
        this.role = role;
        this.check = check;
    }

    String key() {
        return key;
    }

    Role role() {
        return role;
    }

    /** The property of this name, without regard to case. */
    static Optional<TableProperty> of(String key) {
        return Arrays.stream(values())
                .filter(property -> property.key.equalsIgnoreCase(key))
                .findFirst();
    }

    /**
     * The properties that somebody asks for, by their proper names.
     *
     * @throws NeuralakeException for one that is unknown, not to be set, or has a value that it cannot have
     */
    static Map<String, String> checked(Map<String, String> asked, String table) {
        Map<String, String> checked = new LinkedHashMap<>();
        asked.forEach((key, value) -> checked.put(proper(key, value, table), value));
        return checked;
    }

    private static String proper(String key, String value, String table) {
        String lower = lower(key);
        if (!lower.startsWith(PREFIX) && !lower.startsWith(OWN_PREFIX)
                || lower.startsWith(TableFeatures.FEATURE)
                || lower.startsWith(Expressions.CONSTRAINT)) {
            return key;
        }
        TableProperty property = of(key).orElseThrow(() -> unknown(key, table));
        switch (property.role) {
            case OWN -> throw refused(property, table, "the program sets it itself");
            case REFUSED -> {
                boolean off = value.isEmpty() || value.equalsIgnoreCase("false");
                if (!off) {
                    throw refused(property, table, "what it asks for is not done here (leave it out)");
                }
            }
            case HONOURED, KEPT -> property.check.accept(property.key, value);
        }
        return property.key;
    }

    private static NeuralakeException refused(TableProperty property, String table, String reason) {
        return new NeuralakeException("Cannot set property " + property.key + " of table " + table + ": " + reason);
    }

    private static String lower(String key) {
        return key.toLowerCase(Locale.ROOT);
    }

    private static NeuralakeException unknown(String key, String table) {
        List<String> known = Arrays.stream(values()).map(TableProperty::key).toList();
        return new NeuralakeException("Cannot set property '" + key + "' of table " + table
                + ": there is no such property of " + (lower(key).startsWith(OWN_PREFIX) ? "Neuralake" : "Delta")
                + " tables; "
                + Nearest.among("properties", key, known)
                + " (a property of your own has a name that does not begin with 'delta.' or 'neuralake.')");
    }

    /** What a value must be. */
    private static final class Check {
        static void any(String key, String value) {}

        static void flag(String key, String value) {
            if (!value.equalsIgnoreCase("true") && !value.equalsIgnoreCase("false")) {
                throw bad(key, value, "it is 'true' or 'false'");
            }
        }

        static void integer(String key, String value) {
            if (!value.matches("-1|\\d{1,9}")) {
                throw bad(key, value, "it is a number, or -1 for all");
            }
        }

        static void count(String key, String value) {
            if (!value.matches("\\d{1,9}")) {
                throw bad(key, value, "it is a whole number, or 0 for none");
            }
        }

        static void positive(String key, String value) {
            if (!value.matches("[1-9]\\d{0,8}")) {
                throw bad(key, value, "it is a whole number above 0");
            }
        }

        static BiConsumer<String, String> oneOf(String... values) {
            return (key, value) -> {
                if (!List.of(values).contains(value)) {
                    throw bad(key, value, "it is one of " + String.join(", ", values));
                }
            };
        }

        private static NeuralakeException bad(String key, String value, String rule) {
            return new NeuralakeException("Cannot use '" + value + "' as " + key + ": " + rule);
        }
    }
}
