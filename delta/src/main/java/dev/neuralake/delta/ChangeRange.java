package dev.neuralake.delta;

import dev.neuralake.delta.log.CommitFile;
import dev.neuralake.delta.log.TableLog;
import dev.neuralake.types.NeuralakeException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the commits of a range of versions, for their changes. */
final class ChangeRange {
    private final TableLog log;
    private final TableFiles files;
    private final Snapshot latest;

    ChangeRange(TableLog log, TableFiles files, Snapshot latest) {
        this.log = log;
        this.files = files;
        this.latest = latest;
    }

    ChangeRelation read(long from, @Nullable Long to) {
        long end = to == null ? latest.version() : to;
        if (from < 0 || from > end) {
            throw cannot(from, end, "the first version lies behind the last");
        }
        if (end > latest.version()) {
            throw cannot(from, end, "the latest version is " + latest.version());
        }
        List<CommitFile> commits = log.commits(from, end);
        if (commits.size() != end - from + 1) {
            long first = commits.isEmpty()
                    ? log.earliestCommit()
                    : commits.getFirst().version();
            throw cannot(from, end, "the log begins at version " + first);
        }
        boolean enabledBefore = from > 0 && log.at(from).metadata().flag(TableFeatures.CHANGE_DATA_FEED);
        String sql = new ChangeFeed(files, latest).sql(commits, enabledBefore);
        return new ChangeRelation(sql, ChangeFeed.schema(latest));
    }

    /** The first version that was committed at a time or after it. */
    long firstFrom(Instant time) {
        long first = log.earliestCommit();
        if (!Instant.ofEpochMilli(log.commit(first).timestampMillis()).isBefore(time)) {
            return first;
        }
        long at = log.versionAt(time);
        return log.commit(at).timestampMillis() == time.toEpochMilli() ? at : at + 1;
    }

    private NeuralakeException cannot(long from, long to, String reason) {
        return new NeuralakeException("Cannot read the changes of table " + files.table() + " from version " + from
                + " to " + to + ": " + reason);
    }
}
