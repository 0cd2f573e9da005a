package dev.neuralake.delta.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.neuralake.delta.action.Action;
import dev.neuralake.delta.action.ActionJson;
import dev.neuralake.delta.action.CommitInfo;
import dev.neuralake.storage.MissingObjectException;
import dev.neuralake.storage.ObjectInfo;
import dev.neuralake.storage.ObjectStore;
import dev.neuralake.types.NeuralakeException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Reads commits of one table's log, compacted ones as well. Stateless, thread-safe. */
final class CommitReader {
    private static final System.Logger LOGGER = System.getLogger(CommitReader.class.getName());

    private final ObjectStore store;
    private final String table;

    CommitReader(ObjectStore store, String table) {
        this.store = store;
        this.table = table;
    }

    /** A commit with its own timestamp tells it in its first line, before what may be a hundred thousand files. */
    @Nullable
    Long inCommitTimestamp(String key) {
        List<Action> first = new ArrayList<>();
        try (var lines = new BufferedReader(new InputStreamReader(store.open(key), StandardCharsets.UTF_8))) {
            String line = lines.readLine();
            if (line != null) {
                ActionJson.read(line.getBytes(StandardCharsets.UTF_8), first::add);
            }
        } catch (JsonProcessingException e) {
            throw LogErrors.torn(table, key, e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return !first.isEmpty() && first.getFirst() instanceof CommitInfo info ? info.inCommitTimestamp() : null;
    }

    /** Reads commits side by side, in order. */
    List<CommitFile> readAll(List<LogFile> files) {
        return inParallel(files, this::read);
    }

    private <T> List<T> inParallel(List<LogFile> files, Function<LogFile, T> reading) {
        if (files.size() == 1) {
            return List.of(reading.apply(files.getFirst()));
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> reads = new ArrayList<>();
            files.forEach(file -> reads.add(threads.submit(() -> reading.apply(file))));
            List<T> read = new ArrayList<>();
            for (Future<T> each : reads) {
                read.add(each.get());
            }
            return read;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known
                    ? known
                    : new NeuralakeException("Cannot read table " + table + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NeuralakeException("Cannot read table " + table + ": the thread was interrupted", e);
        }
    }

    /**
     * Reads the files of a segment side by side, in order.
     *
     * @param compacted whether compacted files are read, or rather the commits that they cover
     */
    List<CommitFile> readAll(List<LogFile> files, boolean compacted) {
        return inParallel(files, file -> readOrCovered(file, compacted)).stream()
                .flatMap(List::stream)
                .toList();
    }

    /** One file of a segment; a compacted one that cannot be read is made up for by the commits that it covers. */
    private List<CommitFile> readOrCovered(LogFile file, boolean compacted) {
        if (file.kind() == LogFile.Kind.COMMIT) {
            return List.of(read(file));
        }
        if (compacted) {
            try {
                return List.of(read(file));
            } catch (NeuralakeException unreadable) {
                LOGGER.log(Level.WARNING, "Reading single commits instead: " + unreadable.getMessage());
            }
        }
        return LongStream.rangeClosed(file.version(), file.endVersion())
                .mapToObj(this::read)
                .toList();
    }

    private CommitFile read(LogFile file) {
        return read(file.version(), file.endVersion(), file.info());
    }

    private CommitFile read(long version, long endVersion, ObjectInfo info) {
        List<Action> actions = parse(info.key(), store.read(info.key()));
        return new CommitFile(Math.max(version, endVersion), info.modifiedAt().toEpochMilli(), actions);
    }

    /** Reads one commit; {@link MissingObjectException} when there is none. */
    CommitFile read(long version) {
        String key = LogFile.commit(version);
        byte[] bytes = store.read(key);
        List<Action> actions = parse(key, bytes);
        CommitFile commit = new CommitFile(version, 0, actions);
        if (commit.timestampMillis() != 0) {
            return commit;
        }
        return new CommitFile(version, store.head(key).modifiedAt().toEpochMilli(), actions);
    }

    private List<Action> parse(String key, byte[] bytes) {
        List<Action> actions = new ArrayList<>();
        try {
            ActionJson.read(bytes, actions::add);
        } catch (JsonProcessingException e) {
            throw LogErrors.torn(table, key, e.getOriginalMessage(), e);
        } catch (NeuralakeException e) {
            throw LogErrors.notUnderstood(table, key, e);
        }
        if (actions.isEmpty() && new String(bytes, StandardCharsets.UTF_8).isBlank()) {
            throw LogErrors.torn(table, key, "it is empty", new IOException("empty"));
        }
        return actions;
    }
}
