package dev.neuralake.delta.log;

import dev.neuralake.delta.log.LogFile.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The files to read for one version: a checkpoint, or none, and what was committed after it.
 *
 * @param checkpoint the files of one checkpoint; empty where the log is read from version 0
 * @param checkpointVersion -1 where there is none
 * @param commits commits and compacted commits in order, without gap or overlap
 */
record Segment(List<LogFile> checkpoint, long checkpointVersion, List<LogFile> commits, long version) {
    Segment {
        checkpoint = List.copyOf(checkpoint);
        commits = List.copyOf(commits);
    }

    /** Whether a compacted file stands for commits. */
    boolean isCompacted() {
        return commits.stream().anyMatch(file -> file.kind() == Kind.COMPACTED);
    }

    /**
     * The segments that lead to a version, the one with the newest checkpoint first.
     *
     * @param files a listing of the log
     * @param version the wanted version, null for the latest
     * @param table how errors name the table
     */
    static List<Segment> candidates(List<LogFile> files, @Nullable Long version, String table) {
        TreeMap<Long, LogFile> commits = new TreeMap<>();
        files.stream().filter(file -> file.kind() == Kind.COMMIT).forEach(file -> commits.put(file.version(), file));
        TreeMap<Long, List<List<LogFile>>> checkpoints = checkpoints(files);
        long last = Math.max(
                commits.isEmpty() ? -1 : commits.lastKey(), checkpoints.isEmpty() ? -1 : checkpoints.lastKey());
        long wanted = version == null ? last : version;
        if (wanted > last) {
            throw LogErrors.noSuchVersion(table, wanted, last);
        }
        List<Segment> candidates = new ArrayList<>();
        for (var checkpoint : checkpoints.headMap(wanted, true).descendingMap().entrySet()) {
            List<LogFile> after = contiguous(commits, checkpoint.getKey() + 1, wanted);
            if (after != null) {
                List<LogFile> commitsAfter = compacted(after, files, wanted);
                checkpoint
                        .getValue()
                        .forEach(each -> candidates.add(new Segment(each, checkpoint.getKey(), commitsAfter, wanted)));
            }
        }
        List<LogFile> all = contiguous(commits, 0, wanted);
        if (all != null) {
            candidates.add(new Segment(List.of(), -1, compacted(all, files, wanted), wanted));
        }
        if (candidates.isEmpty()) {
            long from = checkpoints.headMap(wanted, true).isEmpty()
                    ? 0
                    : checkpoints.headMap(wanted, true).lastKey() + 1;
            throw LogErrors.gap(table, wanted, firstMissing(commits, from, wanted), commits);
        }
        return candidates;
    }

    /** The complete checkpoints by version, of which there may be several: one may be damaged. */
    static TreeMap<Long, List<List<LogFile>>> checkpoints(List<LogFile> files) {
        TreeMap<Long, List<List<LogFile>>> complete = new TreeMap<>();
        Map<String, List<LogFile>> parts = new HashMap<>();
        for (LogFile file : files) {
            switch (file.kind()) {
                case UUID_CHECKPOINT, CLASSIC_CHECKPOINT -> add(complete, List.of(file));
                case MULTI_PART_CHECKPOINT -> {
                    List<LogFile> known =
                            parts.computeIfAbsent(file.version() + "/" + file.parts(), _ -> new ArrayList<>());
                    known.add(file);
                    if (known.size() == file.parts()) {
                        known.sort(Comparator.comparingInt(LogFile::part));
                        add(complete, List.copyOf(known));
                    }
                }
                case COMMIT, COMPACTED, CHECKSUM -> {}
            }
        }
        return complete;
    }

    private static void add(TreeMap<Long, List<List<LogFile>>> complete, List<LogFile> checkpoint) {
        complete.computeIfAbsent(checkpoint.getFirst().version(), _ -> new ArrayList<>())
                .add(checkpoint);
    }

    private static @Nullable List<LogFile> contiguous(TreeMap<Long, LogFile> commits, long from, long to) {
        List<LogFile> found = new ArrayList<>();
        for (long version = from; version <= to; version++) {
            LogFile commit = commits.get(version);
            if (commit == null) {
                return null;
            }
            found.add(commit);
        }
        return found;
    }

    private static long firstMissing(TreeMap<Long, LogFile> commits, long from, long to) {
        long version = from;
        while (version <= to && commits.containsKey(version)) {
            version++;
        }
        return version;
    }

    /**
     * Puts compacted files in the place of the commits that they cover. The last commit stays itself: only it tells
     * when the version was made.
     */
    private static List<LogFile> compacted(List<LogFile> commits, List<LogFile> files, long wanted) {
        Map<Long, LogFile> byStart = new HashMap<>();
        for (LogFile file : files) {
            if (file.kind() == Kind.COMPACTED && file.endVersion() > file.version() && file.endVersion() < wanted) {
                byStart.merge(file.version(), file, (a, b) -> a.endVersion() >= b.endVersion() ? a : b);
            }
        }
        if (byStart.isEmpty()) {
            return commits;
        }
        List<LogFile> chosen = new ArrayList<>();
        long next = -1;
        for (LogFile commit : commits) {
            if (commit.version() < next) {
                continue;
            }
            LogFile compacted = byStart.get(commit.version());
            chosen.add(compacted == null ? commit : compacted);
            next = compacted == null ? commit.version() + 1 : compacted.endVersion() + 1;
        }
        return chosen;
    }
}
