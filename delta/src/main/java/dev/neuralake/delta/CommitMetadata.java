package dev.neuralake.delta;

import dev.neuralake.delta.action.Action;
import dev.neuralake.delta.action.CommitInfo;
import dev.neuralake.delta.action.Metadata;
import dev.neuralake.delta.action.Protocol;
import dev.neuralake.delta.log.TableState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes {@code commitInfo} as Spark does, and what else depends on when a commit is made. */
final class CommitMetadata {
    static final String ENABLED_AT_VERSION = "delta.inCommitTimestampEnablementVersion";
    static final String ENABLED_AT_TIME = "delta.inCommitTimestampEnablementTimestamp";

    private final List<Change> changes;
    private final @Nullable TableState base;
    private final Protocol protocol;
    private final Metadata metadata;
    private final String txnId;
    private final String engine;

    CommitMetadata(
            List<Change> changes,
            @Nullable TableState base,
            Protocol protocol,
            Metadata metadata,
            String txnId,
            String engine) {
        this.changes = changes;
        this.base = base;
        this.protocol = protocol;
        this.metadata = metadata;
        this.txnId = txnId;
        this.engine = engine;
    }

    /** The actions behind their {@code commitInfo}. */
    List<Action> first(List<Action> actions) {
        long now = System.currentTimeMillis();
        boolean inCommit = metadata.flag(TableFeatures.IN_COMMIT_TIMESTAMPS);
        boolean wasInCommit = base != null && base.metadata().flag(TableFeatures.IN_COMMIT_TIMESTAMPS);
        long timestamp = base == null ? now : Math.max(now, base.timestampMillis() + 1);
        List<Action> all = new ArrayList<>();
        all.add(new CommitInfo(info(now, inCommit ? (Long) timestamp : null)));
        for (Action action : actions) {
            boolean enabling = inCommit && !wasInCommit;
            all.add(
                    enabling && base != null && action instanceof Metadata changed
                            ? enabled(changed, base.version() + 1, timestamp)
                            : action);
        }
        return all;
    }

    private static Metadata enabled(Metadata metadata, long version, long timestamp) {
        Map<String, String> configuration = new LinkedHashMap<>(metadata.configuration());
        configuration.put(ENABLED_AT_VERSION, Long.toString(version));
        configuration.put(ENABLED_AT_TIME, Long.toString(timestamp));
        return metadata.withConfiguration(configuration);
    }

    private Map<String, Object> info(long now, @Nullable Long inCommitTimestamp) {
        Change change = changes.getFirst();
        Map<String, Object> info = new LinkedHashMap<>();
        if (inCommitTimestamp != null) {
            info.put("inCommitTimestamp", inCommitTimestamp);
        }
        info.put("timestamp", now);
        info.put("operation", change.operation());
        info.put("operationParameters", change.parameters());
        Snapshot basis = change.basis();
        if (basis != null) {
            info.put("readVersion", basis.version());
        }
        info.put("isolationLevel", ConflictChecker.isolation(change, metadata));
        info.put("isBlindAppend", change.isBlindAppend());
        Map<String, String> metrics = new LinkedHashMap<>();
        Committer.sum(changes).forEach((name, value) -> metrics.put(name, value.toString()));
        info.put("operationMetrics", metrics);
        if (protocol.hasWriterFeatures()) {
            info.put("tags", Map.of());
        }
        info.put("engineInfo", engine);
        info.put("txnId", txnId);
        return info;
    }
}
