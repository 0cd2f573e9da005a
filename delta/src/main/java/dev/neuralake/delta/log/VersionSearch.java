package dev.neuralake.delta.log;

import dev.neuralake.types.NeuralakeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Finds the version that was current at a time. Commits are ordered by the time of their file, made to grow from one to
 * the next, until the table keeps timestamps in its commits, and by those from then on (PROTOCOL.md, "In-Commit
 * Timestamps").
 */
final class VersionSearch {
    private final String table;
    private final LogReader reader;
    private final List<Long> versions;
    private final List<Long> fileTimes = new ArrayList<>();
    private final long inCommitFrom;

    VersionSearch(String table, LogReader reader, TableState state, TreeMap<Long, LogFile> commits) {
        this.table = table;
        this.reader = reader;
        this.versions = List.copyOf(commits.keySet());
        long last = Long.MIN_VALUE;
        for (LogFile commit : commits.values()) {
            last = Math.max(last + 1, commit.info().modifiedAt().toEpochMilli());
            fileTimes.add(last);
        }
        boolean enabled = state.metadata().flag("delta.enableInCommitTimestamps");
        String since = state.metadata().configuration().get("delta.inCommitTimestampEnablementVersion");
        this.inCommitFrom = !enabled ? Long.MAX_VALUE : since == null ? 0 : Long.parseLong(since);
    }

    long at(long millis) {
        if (versions.isEmpty()) {
            throw new NeuralakeException("Cannot read table " + table + " as of " + Instant.ofEpochMilli(millis)
                    + ": its log has no commits left, only a checkpoint (read it by version)");
        }
        int low = 0;
        int high = versions.size() - 1;
        if (millis < time(low)) {
            throw outside(millis, "the first version of its log is " + versions.get(low) + " of " + text(time(low)));
        }
        if (millis > time(high)) {
            throw outside(millis, "the latest version is " + versions.get(high) + " of " + text(time(high)));
        }
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (time(middle) <= millis) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return versions.get(low);
    }

    private long time(int index) {
        long version = versions.get(index);
        return version >= inCommitFrom ? reader.read(version).timestampMillis() : fileTimes.get(index);
    }

    private static String text(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }

    private NeuralakeException outside(long millis, String reason) {
        return new NeuralakeException("Cannot read table " + table + " as of " + text(millis) + ": " + reason
                + " (choose a time between the first and the latest)");
    }
}
