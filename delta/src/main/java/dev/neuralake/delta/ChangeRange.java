package dev.neuralake.delta;

import dev.neuralake.delta.action.Action;
import dev.neuralake.delta.action.Metadata;
import dev.neuralake.delta.action.RemoveFile;
import dev.neuralake.delta.index.Predicate;
import dev.neuralake.delta.log.CommitFile;
import dev.neuralake.delta.log.TableLog;
import dev.neuralake.types.NeuralakeException;
import dev.neuralake.types.Schema;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds the commits of a range of versions, for their changes, and the schema to read them by: the latest, or where
 * columns are mapped that of the range's last version, as Spark does. Where values would be lost by it the changes are
 * refused.
 */
final class ChangeRange {
    private final TableLog log;
    private final TableFiles files;
    private final Snapshot latest;
    private final Function<Schema, Predicate> predicate;

    /** @param predicate which rows are asked for, by the columns that the rows get; others may come as well */
    ChangeRange(TableLog log, TableFiles files, Snapshot latest, Function<Schema, Predicate> predicate) {
        this.log = log;
        this.files = files;
        this.latest = latest;
        this.predicate = predicate;
    }

    ChangeRelation read(long from, @Nullable Long to) {
        long end = to == null ? latest.version() : to;
        if (end > latest.version() || from > latest.version()) {
            throw cannot(from, Math.max(from, end), "the latest version is " + latest.version());
        }
        if (from < 0 || from > end) {
            throw cannot(from, end, "the first version lies behind the last");
        }
        List<CommitFile> commits = log.commits(from, end);
        if (commits.size() != end - from + 1) {
            long first = commits.isEmpty()
                    ? log.earliestCommit()
                    : commits.getFirst().version();
            throw cannot(from, end, "the log begins at version " + first);
        }
        Metadata start = log.at(from).metadata();
        requireRecorded(commits, start);
        Snapshot schema = schema(start, end);
        requireKept(commits, start, schema, from, end);
        return feed(schema).of(commits, end);
    }

    /** The versions that were committed in {@code [from, to]}, of which there may be none, and which may end later. */
    ChangeRelation read(Instant from, @Nullable Instant to) {
        if (to != null && to.isBefore(from)) {
            throw new NeuralakeException("Cannot read the changes of table " + files.table() + " from " + from + " to "
                    + to + ": the first time lies behind the last");
        }
        long first = firstFrom(from);
        Long last = to == null || to.isAfter(latest.timestamp()) ? null : (Long) log.versionAt(to);
        return last != null && last == first - 1 ? feed(latest).of(List.of(), last) : read(first, last);
    }

    private ChangeFeed feed(Snapshot schema) {
        return new ChangeFeed(files, schema, predicate.apply(schema.schema()));
    }

    /** The first version that was committed at a time or after it. */
    private long firstFrom(Instant time) {
        long first = log.earliestCommit();
        if (!Instant.ofEpochMilli(log.commit(first).timestampMillis()).isBefore(time)) {
            return first;
        }
        long at = log.versionAt(time);
        return log.commit(at).timestampMillis() == time.toEpochMilli() ? at : at + 1;
    }

    private void requireRecorded(List<CommitFile> commits, Metadata start) {
        boolean enabled = start.flag(TableFeatures.CHANGE_DATA_FEED);
        for (CommitFile commit : commits) {
            for (Action action : commit.actions()) {
                enabled = action instanceof Metadata metadata ? metadata.flag(TableFeatures.CHANGE_DATA_FEED) : enabled;
            }
            if (!enabled) {
                throw new NeuralakeException("Cannot read the changes of table " + files.table() + ": version "
                        + commit.version() + " did not record them (its property " + TableFeatures.CHANGE_DATA_FEED
                        + " was not true)");
            }
        }
    }

    private Snapshot schema(Metadata start, long end) {
        if (end == latest.version()) {
            return latest;
        }
        Snapshot last = new Snapshot(files, log.at(end));
        boolean mapped = ColumnMapping.isOn(start)
                || ColumnMapping.isOn(last.metadata())
                || ColumnMapping.isOn(latest.metadata());
        return mapped ? last : latest;
    }

    /** Every value of a row that changed must show, so each schema that rows were written by must fit into the one. */
    private void requireKept(List<CommitFile> commits, Metadata start, Snapshot schema, long from, long to) {
        requireKept(start, from, schema, from, to);
        for (CommitFile commit : commits) {
            boolean redefined = commit.actions().stream().anyMatch(Metadata.class::isInstance);
            boolean takesAway = commit.actions().stream()
                    .anyMatch(action -> action instanceof RemoveFile remove && remove.dataChange());
            if (redefined && commit.version() > from) {
                commit.actions().stream()
                        .filter(Metadata.class::isInstance)
                        .forEach(action -> requireKept((Metadata) action, commit.version(), schema, from, to));
            } else if (redefined && takesAway && commit.version() > 0) {
                // The rows that it takes away are of the version before.
                requireKept(log.at(from - 1).metadata(), from - 1, schema, from, to);
            }
        }
    }

    private void requireKept(Metadata written, long version, Snapshot schema, long from, long to) {
        new SchemaLoss(written, schema.metadata()).find().ifPresent(loss -> {
            throw cannot(
                    from,
                    to,
                    "they would be read by the schema of version " + schema.version() + ", and version " + version + " "
                            + loss + " (read the versions before the change of the schema and those after it apart)");
        });
    }

    private NeuralakeException cannot(long from, long to, String reason) {
        return new NeuralakeException("Cannot read the changes of table " + files.table() + " from version " + from
                + " to " + to + ": " + reason);
    }
}
