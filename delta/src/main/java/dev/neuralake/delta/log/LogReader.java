package dev.neuralake.delta.log;

import dev.neuralake.columnar.Engine;
import dev.neuralake.delta.action.Json;
import dev.neuralake.storage.MissingObjectException;
import dev.neuralake.storage.ObjectStore;
import dev.neuralake.types.NeuralakeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds and reads the files of one table's log. Stateless, thread-safe. */
final class LogReader {
    /** Commits read at once: enough to hide a store's latency, little enough to keep in memory. */
    private static final int BATCH = 256;

    private final ObjectStore store;
    private final Engine engine;
    private final String table;
    private final CommitReader commits;
    private final ChecksumReader checksums;

    LogReader(ObjectStore store, Engine engine, String table) {
        this.store = store;
        this.engine = engine;
        this.table = table;
        this.commits = new CommitReader(store, table);
        this.checksums = new ChecksumReader(store);
    }

    /** Whether there is a log at all. */
    boolean exists() {
        try (Stream<LogFile> files = stream(null)) {
            return files.anyMatch(file -> file.kind() == LogFile.Kind.COMMIT || file.isCheckpoint());
        }
    }

    /** The files of the log from a version on, all of them without one. */
    List<LogFile> list(@Nullable Long from) {
        try (Stream<LogFile> files = stream(from)) {
            return files.toList();
        }
    }

    private Stream<LogFile> stream(@Nullable Long from) {
        String startAfter = from == null ? null : LogFile.FOLDER + LogFile.padded(from);
        // The names that matter begin with a digit, and ':' is what follows the digits.
        return store.list(LogFile.FOLDER, startAfter)
                .takeWhile(info -> info.key().compareTo(LogFile.FOLDER + ":") < 0)
                .map(LogFile::of)
                .flatMap(Optional::stream);
    }

    /** Loads a version, the latest where it is null. */
    Replay load(@Nullable Long version) {
        try {
            return loadOnce(version);
        } catch (MissingObjectException cleanedUp) {
            // The log was cleaned up between listing and reading; a new listing shows what took its place.
            return loadOnce(version);
        }
    }

    private Replay loadOnce(@Nullable Long version) {
        Long hint = lastCheckpoint();
        if (hint != null && (version == null || hint <= version)) {
            List<LogFile> recent = list(hint);
            if (Segment.checkpoints(recent).containsKey(hint)) {
                List<Segment> candidates = candidatesOrNone(recent, version);
                Replay replay = candidates.isEmpty() ? null : replayOrNull(candidates.getFirst());
                if (replay != null) {
                    return replay;
                }
            }
        }
        return loadFromAll(version);
    }

    /** A listing that begins at the hint may lack what an older segment needs, so its gaps prove nothing. */
    private List<Segment> candidatesOrNone(List<LogFile> files, @Nullable Long version) {
        try {
            return Segment.candidates(files, version, table);
        } catch (NeuralakeException incomplete) {
            return List.of();
        }
    }

    private @Nullable Replay replayOrNull(Segment segment) {
        try {
            return replay(segment);
        } catch (BadCheckpointException e) {
            return null;
        }
    }

    private Replay loadFromAll(@Nullable Long version) {
        List<LogFile> files = list(null);
        if (files.stream().noneMatch(file -> file.kind() == LogFile.Kind.COMMIT || file.isCheckpoint())) {
            throw LogErrors.noTable(table);
        }
        BadCheckpointException failure = null;
        for (Segment segment : Segment.candidates(files, version, table)) {
            try {
                return replay(segment);
            } catch (BadCheckpointException e) {
                failure = e;
            }
        }
        throw LogErrors.badCheckpoint(
                table,
                failure == null ? -1 : failure.version,
                failure == null ? "none" : String.valueOf(failure.getMessage()),
                failure == null ? new IllegalStateException() : failure);
    }

    private static final class BadCheckpointException extends Exception {
        private static final long serialVersionUID = 1L;
        private final long version;

        BadCheckpointException(long version, Exception cause) {
            super(cause.getMessage(), cause);
            this.version = version;
        }
    }

    private Replay replay(Segment segment) throws BadCheckpointException {
        Replay replay = replay(segment, true);
        boolean wrong = segment.isCompacted() && !checksums.agrees(replay);
        return wrong ? replay(segment, false) : replay;
    }

    /** @param compacted whether compacted files are read in the place of the commits that they cover */
    private Replay replay(Segment segment, boolean compacted) throws BadCheckpointException {
        Replay replay = new Replay(table);
        if (!segment.checkpoint().isEmpty()) {
            try {
                new CheckpointReader(store, engine, replay).read(segment.checkpoint());
            } catch (IOException | UncheckedIOException | NeuralakeException | ClassCastException e) {
                throw new BadCheckpointException(segment.checkpointVersion(), e);
            }
            replay.startAt(segment.checkpoint().getFirst(), timestampOf(segment, replay.keepsTimestamps()));
        }
        List<LogFile> files = segment.commits();
        for (int from = 0; from < files.size(); from += BATCH) {
            List<LogFile> batch = files.subList(from, Math.min(from + BATCH, files.size()));
            commits.readAll(batch, compacted).forEach(replay::apply);
        }
        return replay;
    }

    /** Whether a version has a checkpoint from which the table can be read. */
    boolean hasCheckpoint(long version) {
        List<List<LogFile>> checkpoints = Segment.checkpoints(list(version)).getOrDefault(version, List.of());
        return checkpoints.stream().anyMatch(checkpoint -> {
            try {
                replay(new Segment(checkpoint, version, List.of(), version)).state();
                return true;
            } catch (BadCheckpointException | NeuralakeException unreadable) {
                return false;
            }
        });
    }

    /** The keys of the sidecars that a checkpoint names. */
    List<String> sidecars(LogFile checkpoint) throws IOException {
        return new CheckpointReader(store, engine, new Replay(table)).sidecars(checkpoint);
    }

    /** A version that is only a checkpoint was made when its commit was written, if that is still there. */
    private long timestampOf(Segment segment, boolean inCommit) {
        String commit = LogFile.commit(segment.checkpointVersion());
        if (segment.version() == segment.checkpointVersion()) {
            try {
                Long told = inCommit ? commits.inCommitTimestamp(commit) : null;
                return told == null ? store.head(commit).modifiedAt().toEpochMilli() : told;
            } catch (MissingObjectException cleanedUp) {
                // The checkpoint's own time is the nearest that is known.
            }
        }
        return segment.checkpoint().getFirst().info().modifiedAt().toEpochMilli();
    }

    /** Reads commits side by side, in order. */
    List<CommitFile> readAll(List<LogFile> files) {
        return commits.readAll(files);
    }

    /** Reads one commit; {@link MissingObjectException} when there is none. */
    CommitFile read(long version) {
        return commits.read(version);
    }

    /** The version that {@code _last_checkpoint} points to; null where it is missing or torn, for it is only a hint. */
    @Nullable
    Long lastCheckpoint() {
        try {
            var node = Json.MAPPER.readTree(store.read(LogFile.LAST_CHECKPOINT));
            return node.path("version").isIntegralNumber()
                    ? (Long) node.path("version").asLong()
                    : null;
        } catch (MissingObjectException | IOException e) {
            return null;
        }
    }
}
