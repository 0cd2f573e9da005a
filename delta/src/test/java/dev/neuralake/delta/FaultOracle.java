package dev.neuralake.delta;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.neuralake.columnar.Engine;
import dev.neuralake.delta.action.Action;
import dev.neuralake.delta.action.ActionJson;
import dev.neuralake.delta.action.AddFile;
import dev.neuralake.delta.action.CommitInfo;
import dev.neuralake.delta.action.FileKey;
import dev.neuralake.delta.action.Metadata;
import dev.neuralake.delta.action.RemoveFile;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Tells what must have become of a table. It knows each attempt to change it, and everything that was ever stored; from
 * the commits alone it makes out the rows of each version, and demands that each is what one attempt, once, makes of the
 * version before, and that an attempt that told of its success made the version that it told of.
 */
final class FaultOracle {
    /** The rows of a version, n by id, and the names of its columns. */
    record Table(Map<Long, Long> rows, Set<String> columns) {
        Table withRows(Map<Long, Long> others) {
            return new Table(others, columns);
        }
    }

    /** What an operation makes of the table that it read. */
    interface Effect extends UnaryOperator<Table> {}

    /** One operation of one process. */
    static final class Attempt {
        private final String operation;
        private final Effect effect;
        private final boolean inSteps;
        private long version = -1;
        /** Whether it can make no version any more. */
        private boolean used;

        private Attempt(String operation, Effect effect, boolean inSteps) {
            this.operation = operation;
            this.effect = effect;
            this.inSteps = inSteps;
        }

        /** The operation told of its success; where it found nothing to do, it told the version at hand. */
        void succeeded(long atVersion) {
            version = atVersion;
        }

        /** The operation told that it was certainly not committed. */
        void refused() {
            used = !inSteps;
        }

        @Override
        public String toString() {
            return operation + (version < 0 ? " without an answer" : " that told of version " + version);
        }
    }

    /** One commit, and the live files after it. */
    record Version(List<Action> actions, CommitInfo info, Map<FileKey, AddFile> files, Set<String> columns) {}

    private final ArchivedStore store;
    private final FileRows fileRows;
    private final List<Attempt> attempts = new ArrayList<>();
    private final List<Version> versions = new ArrayList<>();
    private final Map<Long, Table> tables = new TreeMap<>();

    FaultOracle(ArchivedStore store, Engine engine, PreparedFiles prepared) {
        this.store = store;
        this.fileRows = new FileRows(store.archive(), engine, prepared);
    }

    /** An operation begins. */
    Attempt attempt(String operation, Effect effect) {
        Attempt attempt = new Attempt(operation, effect, false);
        attempts.add(attempt);
        return attempt;
    }

    /** An operation begins that leaves the rows as they are and may make several versions. */
    Attempt attemptInSteps(String operation) {
        Attempt attempt = new Attempt(operation, table -> table, true);
        attempts.add(attempt);
        return attempt;
    }

    /** The version that is committed by now; -1 where there is none. */
    long latest() {
        while (true) {
            String key = "_delta_log/%020d.json".formatted(versions.size());
            if (store.archive().find(key).isEmpty()) {
                return versions.size() - 1L;
            }
            versions.add(version(key));
        }
    }

    Version version(long number) {
        return versions.get((int) number);
    }

    private Version version(String key) {
        List<Action> actions = new ArrayList<>();
        try {
            ActionJson.read(store.archive().read(key), actions::add);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
        Map<FileKey, AddFile> files = new LinkedHashMap<>();
        Set<String> columns = Set.of();
        CommitInfo info = new CommitInfo(Map.of());
        if (!versions.isEmpty()) {
            files.putAll(versions.getLast().files());
            columns = versions.getLast().columns();
        }
        for (Action action : actions) {
            switch (action) {
                case RemoveFile remove ->
                    assertThat(files.remove(remove.key()))
                            .as("%s removes %s", key, remove.key())
                            .isNotNull();
                case AddFile add -> files.put(add.key(), add);
                case Metadata metadata -> columns = Set.copyOf(metadata.schema().names());
                case CommitInfo told -> info = told;
                default -> {}
            }
        }
        return new Version(actions, info, files, columns);
    }

    /** The rows of a version. */
    Table table(long number) {
        return tables.computeIfAbsent(number, _ -> {
            Version version = version(number);
            return new Table(fileRows.of(version.files().values(), number), version.columns());
        });
    }

    /** The rows of a file that its deletion vector does not hide; known once all versions are {@link #explain}ed. */
    Map<Long, Long> rows(AddFile file) {
        return fileRows.of(List.of(file), -1);
    }

    /** The row at a position of a file. */
    long row(AddFile file, int position) {
        return fileRows.at(file, position);
    }

    /** Finds the one attempt that made each version, and a version for each attempt that told of its success. */
    void explain() {
        long latest = latest();
        fileRows.load();
        for (long number = 0; number <= latest; number++) {
            explain(number);
        }
        for (Attempt attempt : attempts) {
            if (!attempt.used && attempt.version >= 0) {
                Table told = table(attempt.version);
                assertThat(attempt.effect.apply(told))
                        .as("%s, but no version is its work", attempt)
                        .isEqualTo(told);
            }
        }
    }

    private void explain(long number) {
        Table before = number == 0 ? new Table(Map.of(), Set.of()) : table(number - 1);
        Table after = table(number);
        CommitInfo info = version(number).info();
        Long readVersion = info.number("readVersion");
        Table read = readVersion == null ? before : table(readVersion);
        List<Attempt> candidates = candidates(number, String.valueOf(info.operation()));
        for (Attempt attempt : candidates) {
            if (after.equals(rebased(before, read, attempt.effect.apply(read)))) {
                attempt.used = !attempt.inSteps;
                return;
            }
        }
        throw new AssertionError("version " + number + " (" + info.operation() + ") is what none of " + candidates
                + " makes of " + before + " having read " + read + ": " + after);
    }

    /** Those that told of this version first; but one of them may have found it at hand and nothing to do. */
    private List<Attempt> candidates(long number, String operation) {
        List<Attempt> open = attempts.stream()
                .filter(each -> !each.used && each.operation.equals(operation))
                .toList();
        Stream<Attempt> told = open.stream().filter(each -> each.version == number);
        Stream<Attempt> untold = open.stream().filter(each -> each.version < 0 || each.inSteps);
        return Stream.concat(told, untold).toList();
    }

    /** What becomes of a table when the changes that were planned on an earlier version are made to it. */
    private static Table rebased(Table before, Table read, Table planned) {
        Map<Long, Long> rows = new TreeMap<>(before.rows());
        read.rows().forEach((id, n) -> {
            if (!n.equals(planned.rows().get(id))) {
                rows.remove(id);
            }
        });
        planned.rows().forEach((id, n) -> {
            if (!n.equals(read.rows().get(id))) {
                rows.put(id, n);
            }
        });
        boolean altered = !planned.columns().equals(read.columns());
        return new Table(rows, altered ? new HashSet<>(planned.columns()) : before.columns());
    }
}
