package dev.neuralake.delta;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.neuralake.delta.action.Action;
import dev.neuralake.delta.action.AddFile;
import dev.neuralake.delta.action.Json;
import dev.neuralake.delta.action.RemoveFile;
import dev.neuralake.delta.log.CommitFile;
import dev.neuralake.delta.log.Retention;
import dev.neuralake.delta.log.TableLog;
import dev.neuralake.storage.MissingObjectException;
import dev.neuralake.storage.ObjectInfo;
import dev.neuralake.types.NeuralakeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Deletes files below a table's root that no version inside the retention needs. Kept besides: the log, hidden files and
 * folders, whatever belongs to a table in a folder below, and young files that no version ever named, for a writer may be
 * about to commit them.
 */
final class Vacuum {
    /** How long a writer may take from its first file to its commit, whatever the retention. */
    private static final Duration IN_FLIGHT = Duration.ofHours(1);

    /** The operation that announces what is about to be deleted. */
    static final String START = "VACUUM START";

    private static final String INFO = "_delta_log/_last_vacuum_info";
    private static final String INFO_VERSION = "latestCommitVersionOutsideOfRetentionWindow";
    private static final int BATCH = 1_000;

    private final TableFiles files;
    private final TableLog log;
    private final Snapshot snapshot;
    private final VacuumSpec spec;
    private final long nowMillis;
    private final Duration retention;
    private final long cutoffMillis;

    Vacuum(TableFiles files, TableLog log, Snapshot snapshot, VacuumSpec spec, Clock clock) {
        this.files = files;
        this.log = log;
        this.snapshot = snapshot;
        this.spec = spec;
        this.nowMillis = clock.millis();
        this.retention = retention();
        this.cutoffMillis = nowMillis - retention.toMillis();
    }

    private Duration retention() {
        Duration least = Retention.deletedFiles(snapshot.metadata());
        Duration asked = spec.retention();
        if (asked != null && asked.compareTo(least) < 0) {
            throw new NeuralakeException("Cannot vacuum table " + files.table() + " with a retention of "
                    + asked.toMinutes() / 60.0 + " hours: readers of older versions and writers at work rely on "
                    + least.toMinutes() / 60.0 + " hours (set the property " + Retention.DELETED_FILES
                    + " to less, if you know that there are none)");
        }
        return asked == null ? least : asked;
    }

    /**
     * Finds the files, and deletes them unless it is a dry run.
     *
     * @param announcer commits a change that has no actions
     */
    Vacuumed run(Announcer announcer) {
        WriteChecks.requireKnownFeatures(snapshot.protocol(), files.table());
        Vacuumed found = spec.lite() ? fromLog() : fromListing();
        if (!spec.dryRun()) {
            files.store().discardStaged(Instant.ofEpochMilli(untrackedBeforeMillis()));
        }
        if (spec.dryRun() || found.files().isEmpty()) {
            return found;
        }
        found = without(found, broughtBack(announcer.commit(start(found))));
        try {
            for (int i = 0; i < found.files().size(); i += BATCH) {
                files.store()
                        .delete(found.files()
                                .subList(i, Math.min(i + BATCH, found.files().size())));
            }
        } catch (RuntimeException e) {
            announcer.commit(end(found, "FAILED"));
            throw e;
        }
        writeInfo();
        long version = announcer.commit(end(found, "COMPLETED"));
        return new Vacuumed(version, found.files(), found.sizeBytes(), found.folders());
    }

    /**
     * What was added since the files were looked for: RESTORE brings files back that were removed long ago. One that comes
     * after the announcement meets it as a conflict.
     */
    private FilesInUse broughtBack(long announced) {
        FilesInUse use = new FilesInUse(files, cutoffMillis);
        for (CommitFile commit : log.commits(snapshot.version() + 1, announced)) {
            for (Action action : commit.actions()) {
                if (action instanceof AddFile file) {
                    use.addLive(file);
                }
            }
        }
        return use;
    }

    private static Vacuumed without(Vacuumed found, FilesInUse use) {
        List<String> left =
                found.files().stream().filter(key -> !use.isNeeded(key)).toList();
        return new Vacuumed(found.version(), left, found.sizeBytes(), found.folders());
    }

    /** Commits an announcement and tells the version. */
    interface Announcer {
        long commit(Announcement what);
    }

    /** A version that tells of the vacuum and changes nothing. */
    record Announcement(String operation, Map<String, Object> parameters, Map<String, Long> metrics) {}

    private Announcement start(Vacuumed found) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("retentionCheckEnabled", true);
        if (spec.retention() != null) {
            parameters.put("specifiedRetentionMillis", retention.toMillis());
        }
        parameters.put(
                "defaultRetentionMillis",
                Retention.deletedFiles(snapshot.metadata()).toMillis());
        Map<String, Long> metrics = new LinkedHashMap<>();
        metrics.put("numFilesToDelete", (long) found.files().size());
        metrics.put("sizeOfDataToDelete", found.sizeBytes());
        return new Announcement(START, parameters, metrics);
    }

    private static Announcement end(Vacuumed found, String status) {
        Map<String, Long> metrics = new LinkedHashMap<>();
        metrics.put("numDeletedFiles", (long) found.files().size());
        metrics.put("numVacuumedDirectories", found.folders());
        return new Announcement("VACUUM END", Map.of("status", status), metrics);
    }

    private Vacuumed fromListing() {
        FilesInUse use = inUse();
        Map<String, Long> sizes = new LinkedHashMap<>();
        Set<String> folders = new HashSet<>();
        TreeSet<String> otherTables = new TreeSet<>();
        try (Stream<ObjectInfo> all = files.store().list("", null)) {
            all.forEach(info -> {
                String key = info.key();
                int log = key.indexOf("/_delta_log/");
                if (log > 0) {
                    otherTables.add(key.substring(0, log + 1));
                }
                folders.add(key.substring(0, key.lastIndexOf('/') + 1));
                if (!isHidden(key) && isUnneeded(info, use)) {
                    sizes.put(key, info.sizeBytes());
                }
            });
        }
        sizes.keySet().removeIf(key -> otherTables.stream().anyMatch(key::startsWith));
        long bytes = sizes.values().stream().mapToLong(size -> size).sum();
        return new Vacuumed(snapshot.version(), List.copyOf(sizes.keySet()), bytes, folders.size());
    }

    private boolean isUnneeded(ObjectInfo info, FilesInUse use) {
        long modified = info.modifiedAt().toEpochMilli();
        boolean old = modified < untrackedBeforeMillis();
        return !use.isNeeded(info.key()) && (old || modified <= cutoffMillis && use.isRemoved(info.key()));
    }

    /** No writer is still about to commit what is older. */
    private long untrackedBeforeMillis() {
        return nowMillis - Math.max(retention.toMillis(), IN_FLIGHT.toMillis());
    }

    /** Names that begin so are not data, but for the folders of changes and of partitions. */
    static boolean isHidden(String key) {
        for (String name : key.split("/")) {
            boolean mark = name.startsWith("_") || name.startsWith(".");
            if (mark && !name.equals("_change_data") && name.indexOf('=') < 0) {
                return true;
            }
        }
        return false;
    }

    private Vacuumed fromLog() {
        long since = lastInfo() + 1;
        long earliest = log.earliestCommit();
        if (earliest > since) {
            throw new NeuralakeException("Cannot vacuum table " + files.table() + " by its log: the log begins with "
                    + "version " + earliest + ", and what earlier ones removed is not known (vacuum it in full once)");
        }
        FilesInUse use = new FilesInUse(files, cutoffMillis);
        snapshot.files().forEach(use::addLive);
        log.commits(since, snapshot.version()).forEach(use::addCommit);
        List<String> found = use.removed().stream().sorted().toList();
        long folders = found.stream()
                .map(key -> key.substring(0, key.lastIndexOf('/') + 1))
                .distinct()
                .count();
        return new Vacuumed(snapshot.version(), found, use.removedBytes(), folders);
    }

    private FilesInUse inUse() {
        FilesInUse use = new FilesInUse(files, cutoffMillis);
        snapshot.files().forEach(use::addLive);
        for (RemoveFile tombstone : log.tombstones()) {
            use.addTombstone(tombstone);
        }
        // The state forgets tombstones that are older than the property says, and says nothing of changes.
        log.commits(0, snapshot.version()).stream().filter(this::mayMatter).forEach(use::addCommit);
        return use;
    }

    private boolean mayMatter(CommitFile commit) {
        return commit.timestampMillis() >= Math.min(cutoffMillis, nowMillis - IN_FLIGHT.toMillis());
    }

    /** The last version that an earlier vacuum dealt with; -1 where there was none. */
    private long lastInfo() {
        try {
            return Json.MAPPER
                    .readTree(files.store().read(INFO))
                    .path(INFO_VERSION)
                    .asLong(-1);
        } catch (MissingObjectException | JsonProcessingException noneOrTorn) {
            return -1;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Leaves word, as Spark does, up to which version everything that was removed is gone. */
    private void writeInfo() {
        long done = -1;
        for (CommitFile commit : log.commits(Math.max(0, lastInfo()), snapshot.version())) {
            if (commit.timestampMillis() >= cutoffMillis) {
                break;
            }
            done = commit.version();
        }
        if (done >= 0) {
            String json = Json.MAPPER.createObjectNode().put(INFO_VERSION, done).toString();
            files.store().write(INFO, json.getBytes(StandardCharsets.UTF_8));
        }
    }
}
