package dev.neuralake.delta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.neuralake.columnar.Engine;
import dev.neuralake.columnar.Session;
import dev.neuralake.delta.FaultOracle.Version;
import dev.neuralake.delta.action.AddFile;
import dev.neuralake.delta.action.DeletionVector;
import dev.neuralake.delta.action.FileKey;
import dev.neuralake.delta.action.Json;
import dev.neuralake.delta.vector.VectorStore;
import dev.neuralake.storage.ObjectInfo;
import dev.neuralake.types.NeuralakeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Holds a table against its oracle, when all is quiet. */
final class FaultVerdict {
    private final FaultWorld world;
    private final FaultOracle oracle;
    private final Engine engine;
    private final Path folder;
    private final long latest;

    FaultVerdict(FaultWorld world, Engine engine, Path folder) {
        this.world = world;
        this.oracle = world.oracle;
        this.engine = engine;
        this.folder = folder;
        this.latest = oracle.latest();
    }

    /** @param seen the rows that readers saw meanwhile, by version */
    void check(Map<Long, Map<Long, Long>> seen) {
        oracle.explain();
        seen.forEach((version, rows) -> assertThat(rows)
                .as("what a reader saw of version %s", version)
                .isEqualTo(oracle.table(version).rows()));
        for (long version = Math.min(latest, world.firstKept()); version <= latest; version++) {
            requireFiles(version);
        }
        requireChecksums();
        requireRowIds();
        requireTimestamps();
        try (DeltaLog log = DeltaLog.open(world.store, engine, "faults", folder)) {
            requireRead(log);
            requireWritable(log);
            requireClean(log);
        }
    }

    /** Everything that a version needs is there. */
    private void requireFiles(long version) {
        for (AddFile file : oracle.version(version).files().values()) {
            keys(file)
                    .forEach(key -> assertThat(world.store.find(key))
                            .as("%s, which version %s of %s needs", key, version, latest)
                            .isPresent());
        }
    }

    /** The objects below the table's root that a file consists of. */
    private List<String> keys(AddFile file) {
        List<String> keys = new ArrayList<>();
        DataPath.key(world.store, file.path()).ifPresent(keys::add);
        DeletionVector vector = file.deletionVector();
        if (vector != null && vector.storageType().equals("u")) {
            keys.add(new VectorStore(world.store, "faults").location(vector));
        }
        return keys;
    }

    private void requireChecksums() {
        for (long version = 0; version <= latest; version++) {
            var found = world.store.find("_delta_log/%020d.crc".formatted(version));
            if (found.isPresent()) {
                try {
                    var json = Json.MAPPER.readTree(world.store.read(found.get().key()));
                    Map<FileKey, AddFile> files = oracle.version(version).files();
                    assertThat(json.get("numFiles").asLong()).isEqualTo(files.size());
                    assertThat(json.get("tableSizeBytes").asLong())
                            .as("the checksum of version %s", version)
                            .isEqualTo(files.values().stream()
                                    .mapToLong(AddFile::sizeBytes)
                                    .sum());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    /** No two live rows have the same id. */
    private void requireRowIds() {
        TreeMap<Long, Long> ends = new TreeMap<>();
        Set<String> paths = new HashSet<>();
        for (AddFile file : oracle.version(latest).files().values()) {
            Long base = file.baseRowId();
            if (base != null && paths.add(file.path())) {
                long end = base + FileStatistics.records(file.stats()).orElse(1);
                var before = ends.lowerEntry(end);
                assertThat(before == null || before.getValue() <= base)
                        .as("row ids of %s from %s", file.path(), base)
                        .isTrue();
                ends.put(base, end);
            }
        }
    }

    private void requireTimestamps() {
        long before = Long.MIN_VALUE;
        for (long version = 0; version <= latest; version++) {
            Long timestamp = oracle.version(version).info().inCommitTimestamp();
            if (timestamp != null) {
                assertThat(timestamp).as("timestamp of version %s", version).isGreaterThan(before);
                before = timestamp;
            }
        }
    }

    private void requireRead(DeltaLog log) {
        Snapshot snapshot = log.snapshot();
        assertThat(snapshot.version()).isEqualTo(latest);
        requireSame(snapshot, oracle.version(latest));
        if (world.random.nextInt(4) == 0) {
            assertThat(rows(snapshot, engine)).isEqualTo(oracle.table(latest).rows());
        }
        long first = world.firstLogged();
        if (world.random.nextBoolean()) {
            long some = first + world.random.nextInt((int) (latest - first) + 1);
            requireSame(log.snapshot(some), oracle.version(some));
        }
        if (first > 0) {
            long older = world.random.nextInt((int) first);
            try {
                requireSame(log.snapshot(older), oracle.version(older));
            } catch (NeuralakeException cutOff) {
                assertThat(cutOff).hasMessageContaining("faults");
            }
        }
    }

    /** A writer goes on from whatever the faults have left. */
    private void requireWritable(DeltaLog log) {
        AddFile file = world.prepared.store(0, world.store);
        Snapshot basis = log.snapshot();
        Change change = new Change(basis, "WRITE", Map.of(), Map.of(), List.of(file), Reads.nothing());
        assertThat(log.commit(change).version()).isEqualTo(latest + 1);
    }

    /** A vacuum long after leaves what the latest version needs, and nothing else. */
    private void requireClean(DeltaLog log) {
        log.vacuum(VacuumSpec.full(), Clock.offset(Clock.systemUTC(), Duration.ofDays(90)));
        Set<String> needed = oracle.version(oracle.latest()).files().values().stream()
                .flatMap(file -> keys(file).stream())
                .collect(Collectors.toSet());
        try (Stream<ObjectInfo> left = world.store.list("", null)) {
            assertThat(left.map(ObjectInfo::key).filter(key -> !key.startsWith("_delta_log/")))
                    .containsExactlyInAnyOrderElementsOf(needed);
        }
    }

    /** A reader sees a version whole. */
    static void requireSame(Snapshot snapshot, Version version) {
        Set<FileKey> files = snapshot.files().stream().map(AddFile::key).collect(Collectors.toSet());
        assertThat(files)
                .as("the files of version %s", snapshot.version())
                .isEqualTo(version.files().keySet());
        assertThat(Set.copyOf(snapshot.schema().names())).isEqualTo(version.columns());
    }

    /** What the engine reads of a version, n by id. */
    static Map<Long, Long> rows(Snapshot snapshot, Engine engine) {
        Map<Long, Long> rows = new TreeMap<>();
        try (Session session = engine.session();
                var result = session.query("SELECT id, n FROM (" + snapshot.scanSql() + ")");
                var read = result.rows()) {
            while (read.hasNext()) {
                Object[] row = read.next();
                assertThat(rows.put((Long) row[0], (Long) row[1]))
                        .as("row %s twice in version %s", row[0], snapshot.version())
                        .isNull();
            }
        }
        return rows;
    }
}
