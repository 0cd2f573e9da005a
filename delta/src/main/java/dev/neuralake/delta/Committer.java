package dev.neuralake.delta;

import dev.neuralake.delta.action.Action;
import dev.neuralake.delta.action.CommitInfo;
import dev.neuralake.delta.action.Feature;
import dev.neuralake.delta.action.Metadata;
import dev.neuralake.delta.action.Protocol;
import dev.neuralake.delta.action.SetTransaction;
import dev.neuralake.delta.log.CommitFile;
import dev.neuralake.delta.log.TableLog;
import dev.neuralake.delta.log.TableState;
import dev.neuralake.storage.AccessDeniedException;
import dev.neuralake.storage.MissingObjectException;
import dev.neuralake.storage.ObjectExistsException;
import dev.neuralake.storage.StoreException;
import dev.neuralake.storage.StoreFullException;
import dev.neuralake.types.NeuralakeException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Commits the changes of one process to one table, one file of the log after the other. Appends that wait at the same
 * time share a commit. A version that another process takes first is passed over after a check for conflicts. Whether a
 * write whose answer was lost took effect is found out by reading back the commit's own id. Thread-safe.
 */
final class Committer {
    private static final int ATTEMPTS = 1_000;
    private static final Backoff PAUSE = new Backoff(2_000_000, 500_000_000);
    private static final String ENGINE = "Neuralake/0.1.0";

    private final TableLog log;
    private final TableFiles files;
    private final LongConsumer sleeper;
    private final ConcurrentLinkedQueue<Pending> queue = new ConcurrentLinkedQueue<>();
    private final ReentrantLock lock = new ReentrantLock();

    /** A change on its way; its outcome is written under the lock. */
    private static final class Pending {
        private final Change change;
        private long version = -1;
        private @Nullable RuntimeException failure;
        private boolean done;

        Pending(Change change) {
            this.change = change;
        }

        void succeed(long atVersion) {
            version = atVersion;
            done = true;
        }

        void fail(RuntimeException reason) {
            failure = reason;
            done = true;
        }
    }

    /** @param sleeper lets the nanoseconds pass before another attempt */
    Committer(TableLog log, TableFiles files, LongConsumer sleeper) {
        this.log = log;
        this.files = files;
        this.sleeper = sleeper;
    }

    Commit commit(Change change) {
        Pending mine = new Pending(change);
        queue.add(mine);
        lock.lock();
        try {
            while (!mine.done) {
                commitGroup(nextGroup());
            }
        } finally {
            lock.unlock();
        }
        if (mine.failure != null) {
            throw mine.failure;
        }
        return new Commit(mine.version, change.metrics());
    }

    /** The change at the head of the queue, and the appends behind it that can share its commit. */
    private List<Pending> nextGroup() {
        List<Pending> group = new ArrayList<>();
        Pending first = queue.remove();
        group.add(first);
        if (first.change.isBlindAppend()) {
            Set<String> applications = new HashSet<>(applications(first.change));
            while (queue.peek() instanceof Pending next
                    && next.change.isBlindAppend()
                    && next.change.operation().equals(first.change.operation())
                    && applications(next.change).stream().noneMatch(applications::contains)) {
                applications.addAll(applications(next.change));
                group.add(queue.remove());
            }
        }
        return group;
    }

    private static List<String> applications(Change change) {
        return change.actions().stream()
                .filter(SetTransaction.class::isInstance)
                .map(action -> ((SetTransaction) action).appId())
                .toList();
    }

    private void commitGroup(List<Pending> group) {
        try {
            long version = commitMerged(group);
            group.stream().filter(pending -> !pending.done).forEach(pending -> pending.succeed(version));
        } catch (RuntimeException e) {
            group.stream().filter(pending -> !pending.done).forEach(pending -> pending.fail(e));
        }
    }

    private long commitMerged(List<Pending> group) {
        String txnId = UUID.randomUUID().toString();
        TableState base = group.getFirst().change.basis() == null ? null : log.cached();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            TableState current = base;
            group.stream().filter(pending -> !pending.done).forEach(pending -> checkConflicts(pending, current));
            List<Change> changes = group.stream()
                    .filter(pending -> !pending.done)
                    .map(pending -> pending.change)
                    .toList();
            if (changes.isEmpty()) {
                return -1;
            }
            long version = base == null ? 0 : base.version() + 1;
            if (write(version, txnId, changes, base)) {
                return version;
            }
            base = log.latest();
            pause(attempt);
        }
        throw new NeuralakeException("Cannot commit to table " + files.table() + ": other writers were first "
                + ATTEMPTS + " times in a row (try again later)");
    }

    private void checkConflicts(Pending pending, @Nullable TableState base) {
        Snapshot basis = pending.change.basis();
        try {
            if (basis == null) {
                if (base != null) {
                    throw new TableExistsException(files.table());
                }
                return;
            }
            if (base == null || base.version() == basis.version()) {
                return;
            }
            boolean sameRules =
                    base.metadata().equals(basis.metadata()) && base.protocol().equals(basis.protocol());
            boolean plainAppend = pending.change.isBlindAppend()
                    && applications(pending.change).isEmpty();
            if (!plainAppend || !sameRules) {
                new ConflictChecker(pending.change, basis, files.table())
                        .check(log.commits(basis.version() + 1, base.version()));
            }
        } catch (RuntimeException e) {
            pending.fail(e);
        }
    }

    /** Writes one version; false where another writer has taken it. */
    private boolean write(long version, String txnId, List<Change> changes, @Nullable TableState base) {
        List<Action> actions = actions(version, txnId, changes, base);
        for (int attempt = 0; ; attempt++) {
            try {
                log.write(version, actions);
                return true;
            } catch (ObjectExistsException taken) {
                return isOurs(version, txnId);
            } catch (AccessDeniedException | StoreFullException certain) {
                throw certain;
            } catch (StoreException unknown) {
                // The answer may have been lost after the write took effect, so the log itself must tell. Until it
                // does,
                // nothing may be tried at a later version: the write could still show.
                Boolean ours = tryIsOurs(version, txnId);
                if (ours != null) {
                    return ours;
                }
                if (attempt >= 8) {
                    throw new NeuralakeException(
                            "Cannot tell whether version " + version + " of table " + files.table()
                                    + " was committed: the store does not answer (" + unknown.getMessage()
                                    + "; look for txnId " + txnId + " in the history before trying again)",
                            unknown);
                }
                pause(attempt);
            }
        }
    }

    /** Whether a version is our own; null where it does not exist or the store does not say. */
    private @Nullable Boolean tryIsOurs(long version, String txnId) {
        try {
            return isOurs(version, txnId);
        } catch (StoreException unknown) {
            return null;
        }
    }

    private boolean isOurs(long version, String txnId) {
        for (int attempt = 0; ; attempt++) {
            try {
                CommitInfo info = log.commit(version).info();
                return info != null && txnId.equals(info.txnId());
            } catch (MissingObjectException missing) {
                throw missing;
            } catch (StoreException unknown) {
                if (attempt >= 8) {
                    throw unknown;
                }
                pause(attempt);
            }
        }
    }

    private void pause(int attempt) {
        sleeper.accept(PAUSE.nanos(attempt));
    }

    private List<Action> actions(long version, String txnId, List<Change> changes, @Nullable TableState base) {
        Protocol protocol = base == null ? null : base.protocol();
        Metadata metadata = base == null ? null : base.metadata();
        List<Action> actions = new ArrayList<>();
        for (Change change : changes) {
            for (Action action : change.actions()) {
                protocol = action instanceof Protocol changed ? changed : protocol;
                metadata = action instanceof Metadata changed ? changed : metadata;
                actions.add(action);
            }
        }
        if (protocol == null || metadata == null) {
            throw new IllegalArgumentException("the first commit of a table has a protocol and metadata");
        }
        if (protocol.supports(Feature.ROW_TRACKING)) {
            actions = RowTracking.assign(actions, base, version);
        }
        CommitMetadata description = new CommitMetadata(changes, base, protocol, metadata, txnId, ENGINE);
        return description.first(actions);
    }

    /** The commits after a version, for those who follow a table. */
    List<CommitFile> commits(long from, long to) {
        return log.commits(from, to);
    }

    static Map<String, Long> sum(List<Change> changes) {
        Map<String, Long> sum = new LinkedHashMap<>();
        changes.forEach(change -> change.metrics().forEach((name, value) -> sum.merge(name, value, Long::sum)));
        return sum;
    }
}
