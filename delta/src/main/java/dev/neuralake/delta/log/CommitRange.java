package dev.neuralake.delta.log;

import dev.neuralake.delta.action.Action;
import dev.neuralake.delta.action.AddCdcFile;
import dev.neuralake.delta.action.AddFile;
import dev.neuralake.delta.action.CheckpointMetadata;
import dev.neuralake.delta.action.CommitInfo;
import dev.neuralake.delta.action.DomainMetadata;
import dev.neuralake.delta.action.FileKey;
import dev.neuralake.delta.action.Metadata;
import dev.neuralake.delta.action.Protocol;
import dev.neuralake.delta.action.RemoveFile;
import dev.neuralake.delta.action.SetTransaction;
import dev.neuralake.delta.action.Sidecar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What commits that follow each other amount to (PROTOCOL.md, "Action Reconciliation"). Nothing is forgotten that the
 * versions before may need: every tombstone stays, of a file, of a domain, of whatever age, and so does every
 * transaction. For one thread.
 */
final class CommitRange {
    private final Map<FileKey, Action> files = new LinkedHashMap<>();
    private final Map<String, SetTransaction> transactions = new TreeMap<>();
    private final Map<String, DomainMetadata> domains = new TreeMap<>();
    private @Nullable Protocol protocol;
    private @Nullable Metadata metadata;

    /** Adds the commit that follows. */
    void add(CommitFile commit) {
        commit.actions().forEach(this::accept);
    }

    private void accept(Action action) {
        switch (action) {
            case AddFile add -> last(add.key(), add.withDataChange(false));
            case RemoveFile remove -> last(remove.key(), remove.forCheckpoint());
            case Metadata changed -> metadata = changed;
            case Protocol changed -> protocol = changed;
            case SetTransaction txn -> transactions.put(txn.appId(), txn);
            case DomainMetadata domain -> domains.put(domain.domain(), domain);
            case AddCdcFile ignored -> {}
            case CommitInfo ignored -> {}
            case CheckpointMetadata ignored -> {}
            case Sidecar ignored -> {}
        }
    }

    /** The files stay in the order of their last action, as a replay of the commits would leave them. */
    private void last(FileKey key, Action action) {
        files.remove(key);
        files.put(key, action);
    }

    List<Action> actions() {
        List<Action> actions = new ArrayList<>();
        Stream.of(protocol, metadata).filter(Objects::nonNull).forEach(actions::add);
        actions.addAll(domains.values());
        actions.addAll(transactions.values());
        actions.addAll(files.values());
        return actions;
    }
}
