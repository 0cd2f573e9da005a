package dev.neuralake.delta.log;

import dev.neuralake.delta.action.Feature;
import dev.neuralake.delta.log.LogFile.Kind;
import dev.neuralake.storage.ObjectInfo;
import dev.neuralake.storage.ObjectStore;
import dev.neuralake.types.NeuralakeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Deletes the files of a log that only versions older than its retention need. The oldest version that stays must have a
 * checkpoint at it or before it, so one is written where there is none near.
 */
final class LogCleaner {
    private static final System.Logger LOGGER = System.getLogger(LogCleaner.class.getName());

    /** How many expired commits are kept rather than write a checkpoint for their sake. */
    private static final long COMMITS_KEPT = 10;

    /** Much longer than any process goes on without looking whether the version that it knows is still there. */
    private static final Duration COMMIT_YOUNG = Duration.ofHours(1);

    private static final Duration SIDECAR_YOUNG = Duration.ofDays(1);

    private final ObjectStore store;
    private final LogReader reader;
    private final CheckpointWriter checkpoints;
    private final TableState latest;

    LogCleaner(ObjectStore store, LogReader reader, CheckpointWriter checkpoints, TableState latest) {
        this.store = store;
        this.reader = reader;
        this.checkpoints = checkpoints;
        this.latest = latest;
    }

    List<String> cleanUp(long nowMillis) {
        // A table may demand that its history is only cut by those who know all that it ever used.
        if (latest.protocol().supports(Feature.CHECKPOINT_PROTECTION)) {
            return List.of();
        }
        List<LogFile> files = reader.list(null);
        long boundary = firstKept(files, cutoff(nowMillis));
        Long checkpoint = Segment.checkpoints(files).floorKey(boundary);
        long first = checkpoint == null ? -1 : checkpoint;
        if (boundary - first > COMMITS_KEPT) {
            write(boundary);
            first = boundary;
        }
        List<String> deleted = new ArrayList<>(expired(files, first));
        store.delete(deleted);
        List<String> orphans = orphans(nowMillis);
        store.delete(orphans);
        deleted.addAll(orphans);
        return deleted;
    }

    /** What is before a version whose checkpoint can be read; nothing where it cannot, for it takes their place. */
    private List<String> expired(List<LogFile> files, long keptFrom) {
        List<String> expired = files.stream()
                .filter(file -> isExpired(file, keptFrom))
                .map(file -> file.info().key())
                .toList();
        if (!expired.isEmpty() && !reader.hasCheckpoint(keptFrom)) {
            LOGGER.log(
                    Level.WARNING,
                    "The log is not cut before version " + keptFrom
                            + ": the checkpoint of that version cannot be read");
            return List.of();
        }
        return expired;
    }

    /** Whoever reads from the checkpoint of a version on can use no compacted file that begins before or at it. */
    private static boolean isExpired(LogFile file, long keptFrom) {
        return file.kind() == Kind.COMPACTED ? file.version() <= keptFrom : file.version() < keptFrom;
    }

    /** Sidecars that no checkpoint names; young ones may belong to a checkpoint that is being written. */
    private List<String> orphans(long nowMillis) {
        List<String> old = new ArrayList<>();
        try (Stream<ObjectInfo> sidecars = store.list(LogFile.SIDECARS, null)) {
            sidecars.filter(info -> info.modifiedAt().toEpochMilli() < nowMillis - SIDECAR_YOUNG.toMillis())
                    .forEach(info -> old.add(info.key()));
        }
        if (old.isEmpty()) {
            return old;
        }
        try {
            for (LogFile file : reader.list(null)) {
                if (file.isCheckpoint()) {
                    old.removeAll(reader.sidecars(file));
                }
            }
            return old;
        } catch (NeuralakeException | IOException | UncheckedIOException unreadable) {
            // What cannot be read may name any of them.
            return List.of();
        }
    }

    /**
     * Whole days, so that clocks that differ a little agree; and never so late that a process that knows the version
     * before a deleted one could take its number for a new one.
     */
    private long cutoff(long nowMillis) {
        Duration retention = Retention.log(latest.metadata());
        return Instant.ofEpochMilli(nowMillis)
                .minus(retention.compareTo(COMMIT_YOUNG) < 0 ? COMMIT_YOUNG : retention)
                .truncatedTo(ChronoUnit.DAYS)
                .toEpochMilli();
    }

    /** The version that was current at the cutoff, which readers of that time still need; the first there is, if none was. */
    private long firstKept(List<LogFile> files, long cutoffMillis) {
        TreeMap<Long, LogFile> commits = new TreeMap<>();
        files.stream().filter(file -> file.kind() == Kind.COMMIT).forEach(file -> commits.put(file.version(), file));
        long current = commits.isEmpty() ? latest.version() : commits.firstKey();
        for (LogFile commit : commits.values()) {
            if (commit.info().modifiedAt().toEpochMilli() > cutoffMillis || commit.version() > latest.version()) {
                break;
            }
            current = commit.version();
        }
        return current;
    }

    private void write(long version) {
        Replay replay = reader.load(version);
        TableState state = replay.state();
        long oldest = Retention.oldestTombstone(latest.metadata());
        checkpoints.writeOnly(replay.draft(state, oldest));
    }
}
