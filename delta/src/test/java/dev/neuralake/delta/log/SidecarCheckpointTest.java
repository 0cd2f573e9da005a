package dev.neuralake.delta.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.neuralake.columnar.Engine;
import dev.neuralake.columnar.EngineSettings;
import dev.neuralake.columnar.Session;
import dev.neuralake.delta.action.Action;
import dev.neuralake.delta.action.ActionJson;
import dev.neuralake.delta.action.AddFile;
import dev.neuralake.delta.action.Metadata;
import dev.neuralake.delta.action.Sidecar;
import dev.neuralake.storage.MemoryStore;
import dev.neuralake.storage.ObjectInfo;
import dev.neuralake.storage.ObjectStore;
import dev.neuralake.storage.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which sidecars a checkpoint writes, which it names again, and what becomes of those that none names. */
class SidecarCheckpointTest {
    private static final int EACH = 100;
    private static Engine engine;

    /** The clock of the store, behind the real one by as much as a test wants. */
    private Duration age = Duration.ZERO;

    private MemoryStore store;
    private TableLog log;
    private long version;

    @BeforeAll
    static void startEngine() {
        engine = Engine.open(EngineSettings.defaults().withThreads(2));
    }

    @AfterAll
    static void stopEngine() {
        engine.close();
    }

    @BeforeEach
    void createTable() {
        store = new MemoryStore(new Clock() {
            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return Instant.now().minus(age);
            }
        });
        log = open(store);
        store.create(LogFile.commit(0), ActionJson.write(SidecarTable.first()));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static TableLog open(ObjectStore store) {
        return SidecarTable.open(store, engine, EACH);
    }

    private void commit(List<? extends Action> actions) {
        log.latest();
        log.write(++version, actions);
    }

    private List<Sidecar> checkpoint() throws IOException {
        assertThat(log.checkpoint()).isEqualTo(version);
        return SidecarTable.newest(store);
    }

    private static List<AddFile> files(String prefix, int count) {
        return SidecarTable.files(prefix, count);
    }

    private List<String> stored() {
        try (Stream<ObjectInfo> list = store.list(LogFile.SIDECARS, null)) {
            return list.map(info -> info.key().substring(LogFile.SIDECARS.length()))
                    .toList();
        }
    }

    private int filesOf(TableLog opened) {
        return opened.latest().files().size();
    }

    @Test
    void onlyWhatChangedIsWritten() throws IOException {
        commit(files("a", 300));
        List<Sidecar> first = checkpoint();
        assertThat(first).hasSize(3);

        commit(files("b", 5));
        List<Sidecar> second = checkpoint();
        assertThat(second).hasSize(4).startsWith(first.toArray(Sidecar[]::new));

        commit(List.of(SidecarTable.file("a150").remove(System.currentTimeMillis(), true)));
        List<Sidecar> third = checkpoint();
        // The second one without the file, and the tombstone.
        assertThat(third)
                .hasSize(5)
                .contains(first.get(0), first.get(2), second.get(3))
                .doesNotContain(first.get(1));
        assertThat(stored()).hasSize(6);

        log = open(store);
        commit(files("c", 5));
        assertThat(checkpoint()).as("another process").hasSize(6).containsAll(third);
        assertThat(filesOf(open(store))).isEqualTo(309);
    }

    @Test
    void aTableThatFitsOneSidecarIsWrittenWhole() throws IOException {
        commit(files("a", 40));
        List<Sidecar> first = checkpoint();
        commit(files("b", 40));
        assertThat(checkpoint()).hasSize(1).doesNotContainAnyElementsOf(first);
        commit(files("c", 40));
        assertThat(checkpoint()).hasSize(2);
    }

    @Test
    void manySmallSidecarsBecomeOne() throws IOException {
        commit(files("a", 200));
        List<Sidecar> large = checkpoint();
        for (int i = 1; i <= 10; i++) {
            commit(files("b" + i + "-", 2));
            assertThat(checkpoint()).hasSize(2 + i);
        }
        commit(files("c", 2));
        assertThat(checkpoint()).hasSize(13);
        commit(files("d", 2));
        assertThat(checkpoint()).hasSize(3).containsAll(large);
        assertThat(filesOf(open(store))).isEqualTo(224);
    }

    @Test
    void tombstonesAreForgottenSidecarBySidecar() throws IOException {
        long old = System.currentTimeMillis() - Duration.ofDays(6).toMillis();
        commit(files("a", 300));
        commit(List.of(
                SidecarTable.file("a0").remove(old, true),
                SidecarTable.file("a1").remove(old + 1, true)));
        List<Sidecar> kept = checkpoint();
        commit(List.of(SidecarTable.file("a299").remove(old - Duration.ofDays(2).toMillis(), true)));
        checkpoint();
        TableLog opened = open(store);
        assertThat(opened.tombstones()).extracting(remove -> remove.path()).containsExactlyInAnyOrder("a0", "a1");

        // A file comes again, so the sidecar that tells of its end must go.
        commit(List.of(SidecarTable.file("a1")));
        assertThat(checkpoint()).doesNotContain(kept.getLast());
        opened = open(store);
        assertThat(opened.tombstones()).extracting(remove -> remove.path()).containsExactly("a0");
        assertThat(filesOf(opened)).isEqualTo(298);
    }

    @Test
    void aProcessThatDiesBeforeTheManifestLeavesTheCheckpointBefore() throws IOException {
        commit(files("a", 300));
        List<Sidecar> first = checkpoint();
        commit(files("b", 5));
        ObjectStore dying = WatchedStore.of(store, (method, key) -> {
            if (method.equals("create") && key.contains(".checkpoint.")) {
                throw new StoreException("Cannot reach the store: killed");
            }
        });
        assertThatThrownBy(() -> open(dying).checkpoint()).hasMessageContaining("killed");
        assertThat(stored()).hasSize(4);
        assertThat(SidecarTable.newest(store)).isEqualTo(first);
        assertThat(filesOf(open(store))).isEqualTo(305);

        assertThat(log.cleanUp(now(Duration.ofHours(23))))
                .as("it may still be written")
                .isEmpty();
        assertThat(log.cleanUp(now(Duration.ofDays(2)))).hasSize(1);
        assertThat(stored())
                .containsExactlyInAnyOrderElementsOf(
                        first.stream().map(Sidecar::path).toList());
        commit(files("c", 5));
        assertThat(checkpoint()).hasSize(4).containsAll(first);
        assertThat(filesOf(open(store))).isEqualTo(310);
    }

    private static long now(Duration later) {
        return System.currentTimeMillis() + later.toMillis();
    }

    @Test
    void aFailureLeavesTheProcessAbleToWriteTheNext() throws IOException {
        commit(files("a", 300));
        AtomicBoolean failing = new AtomicBoolean();
        log = open(WatchedStore.of(store, (method, key) -> {
            if (failing.get() && method.equals("create") && key.contains(".checkpoint.")) {
                throw new StoreException("Cannot reach the store");
            }
        }));
        List<Sidecar> first = checkpoint();
        commit(List.of(
                SidecarTable.file("a0").remove(now(Duration.ZERO), true),
                SidecarTable.file("a299").remove(now(Duration.ZERO), true)));
        failing.set(true);
        assertThatThrownBy(log::checkpoint).hasMessageContaining("Cannot reach the store");
        failing.set(false);
        commit(List.of(SidecarTable.file("a0")));
        assertThat(checkpoint()).contains(first.get(1)).doesNotContain(first.get(0), first.get(2));
        TableLog opened = open(store);
        assertThat(filesOf(opened)).isEqualTo(299);
        assertThat(opened.tombstones()).extracting(remove -> remove.path()).containsExactly("a299");
    }

    @Test
    void cleanUpKeepsWhatACheckpointThatStaysNames() throws IOException {
        close();
        age = Duration.ofDays(40);
        createTable();
        commit(files("a", 300));
        List<Sidecar> first = checkpoint();
        age = Duration.ofDays(20);
        for (int i = 0; i < 15; i++) {
            commit(files("b" + i + "-", 1));
        }
        commit(List.of(SidecarTable.file("a0").remove(now(Duration.ZERO), true)));
        age = Duration.ofDays(2);
        List<Sidecar> second = checkpoint();
        assertThat(second).as("the one before is about to go").doesNotContainAnyElementsOf(first);
        commit(files("c", 1));
        List<Sidecar> third = checkpoint();
        assertThat(third).containsAll(second);

        assertThat(log.cleanUp(now(Duration.ofDays(12)))).contains(LogFile.commit(1));
        assertThat(stored()).containsAll(third.stream().map(Sidecar::path).toList());
        assertThat(filesOf(open(store))).isEqualTo(315);
    }

    @Test
    void aCheckpointThatVanishesMeanwhileIsNotBuiltUpon() throws IOException {
        commit(files("a", 300));
        List<Sidecar> first = checkpoint();
        commit(files("b", 5));
        AtomicBoolean done = new AtomicBoolean();
        // Somebody cleans the log, with another idea of its retention, just before the manifest is written.
        log = open(WatchedStore.of(store, (method, key) -> {
            if (method.equals("create") && key.contains(".checkpoint.") && done.compareAndSet(false, true)) {
                store.delete(checkpoints());
                store.delete(first.stream()
                        .map(each -> LogFile.SIDECARS + each.path())
                        .toList());
            }
        }));
        List<Sidecar> second = checkpoint();
        assertThat(second).hasSize(4).doesNotContainAnyElementsOf(first);
        assertThat(checkpoints()).hasSize(1);
        assertThat(filesOf(open(store))).isEqualTo(305);
    }

    @Test
    void aSidecarThatIsGoneIsWrittenAnew() throws IOException {
        commit(files("a", 300));
        List<Sidecar> first = checkpoint();
        store.delete(List.of(LogFile.SIDECARS + first.get(1).path()));
        commit(files("b", 5));
        assertThat(checkpoint()).contains(first.get(0), first.get(2)).doesNotContain(first.get(1));
        assertThat(filesOf(open(store))).isEqualTo(305);
    }

    @Test
    void anIndexThatIsArrangedAnewIsWrittenWhole() throws IOException {
        log = SidecarTable.open(store, engine, 4_000);
        List<AddFile> many = files("a", 40_000);
        commit(many);
        List<Sidecar> first = checkpoint();
        List<Action> removes = new ArrayList<>();
        many.subList(0, 30_000).forEach(file -> removes.add(file.remove(1, true)));
        commit(removes);
        assertThat(checkpoint()).hasSize(3).doesNotContainAnyElementsOf(first);
        assertThat(filesOf(open(store))).isEqualTo(10_000);
    }

    @Test
    void theLogIsNotCutBeforeACheckpointThatCannotBeRead() throws IOException {
        close();
        age = Duration.ofDays(40);
        createTable();
        commit(files("a", 300));
        commit(files("b", 1));
        List<Sidecar> named = checkpoint();
        age = Duration.ZERO;
        commit(files("c", 1));
        byte[] sidecar = store.read(LogFile.SIDECARS + named.get(1).path());
        store.write(LogFile.SIDECARS + named.get(1).path(), Arrays.copyOf(sidecar, sidecar.length / 2));
        assertThat(log.cleanUp(now(Duration.ZERO))).isEmpty();
        assertThat(filesOf(open(store))).as("from the commits").isEqualTo(302);
        store.write(LogFile.SIDECARS + named.get(1).path(), sidecar);
        assertThat(log.cleanUp(now(Duration.ZERO))).contains(LogFile.commit(0));
        assertThat(filesOf(open(store))).isEqualTo(302);
    }

    @Test
    void oneOfTwoCheckpointsOfAVersionMayBeDamaged() throws IOException {
        commit(files("a", 300));
        checkpoint();
        String whole = checkpoints().getFirst();
        byte[] manifest = store.read(whole);
        String begin = whole.substring(0, whole.indexOf(".checkpoint."));
        store.create(begin + ".checkpoint.00000000-0000-0000-0000-000000000000.json", new byte[] {'{'});
        store.create(begin + ".checkpoint.ffffffff-0000-0000-0000-000000000000.json", Arrays.copyOf(manifest, 99));
        store.create(begin + ".checkpoint.parquet", "no Parquet".getBytes(StandardCharsets.UTF_8));
        store.delete(List.of(LogFile.commit(0), LogFile.commit(1)));
        assertThat(filesOf(open(store))).isEqualTo(300);
        store.delete(List.of(whole));
        assertThatThrownBy(() -> open(store).latest())
                .hasMessageContaining("Cannot read table t: its checkpoint of version 1 cannot be read");
    }

    @Test
    void sidecarsThatAParquetManifestNamesStay() throws IOException {
        close();
        age = Duration.ofDays(3);
        createTable();
        commit(files("a", 300));
        List<Sidecar> named = checkpoint();
        String json = checkpoints().getFirst();
        Path parquet = store.stage(json.replace(".json", ".parquet"));
        Path text = Files.write(Files.createTempFile("manifest", ".json"), store.read(json));
        try (Session session = engine.session()) {
            session.execute("COPY (SELECT * FROM read_json_auto('" + text + "', maximum_depth = 4)) TO '" + parquet
                    + "' (FORMAT parquet)");
        }
        store.upload(json.replace(".json", ".parquet"), parquet);
        store.delete(List.of(json));
        age = Duration.ZERO;
        store.create(LogFile.SIDECARS + "young.parquet", new byte[1]);
        age = Duration.ofDays(3);
        store.create(LogFile.SIDECARS + "orphan.parquet", new byte[1]);
        assertThat(log.cleanUp(now(Duration.ZERO))).containsExactly(LogFile.SIDECARS + "orphan.parquet");
        assertThat(stored()).hasSize(named.size() + 1).contains("young.parquet");
        Files.delete(text);
        assertThat(filesOf(open(store))).isEqualTo(300);
    }

    @Test
    void sidecarsStayWhereACheckpointCannotBeRead() throws IOException {
        close();
        age = Duration.ofDays(3);
        createTable();
        commit(files("a", 300));
        checkpoint();
        store.write(checkpoints().getFirst(), new byte[] {'{'});
        assertThat(log.cleanUp(now(Duration.ZERO))).isEmpty();
        assertThat(stored()).hasSize(3);
    }

    @Test
    void whoOnlyFollowsATableForgetsAsWell() {
        commit(files("a", 3_000));
        for (int i = 0; i < 3_000; i++) {
            long old = i < 2_500 ? 1 : now(Duration.ZERO);
            commit(List.of(SidecarTable.file("a" + i).remove(old, true)));
        }
        assertThat(log.tombstones()).hasSizeBetween(500, 1_600);
    }

    @Test
    void commitsOfTheLastHourStayWhateverTheRetention() throws IOException {
        close();
        age = Duration.ofMinutes(50);
        createTable();
        Metadata metadata = (Metadata) SidecarTable.first().getLast();
        Map<String, String> properties = new HashMap<>(metadata.configuration());
        properties.put("delta.logRetentionDuration", "interval 0 hours");
        commit(List.of(metadata.withConfiguration(properties)));
        for (int i = 0; i < 20; i++) {
            commit(files("a" + i, 1));
        }
        checkpoint();
        assertThat(log.cleanUp(now(Duration.ZERO))).isEmpty();
        assertThat(log.cleanUp(now(Duration.ofDays(2)))).contains(LogFile.commit(3));
        assertThat(filesOf(open(store))).isEqualTo(20);
    }

    private List<String> checkpoints() {
        try (Stream<ObjectInfo> list = store.list(LogFile.FOLDER, null)) {
            return new ArrayList<>(list.map(ObjectInfo::key)
                    .filter(key -> key.contains(".checkpoint."))
                    .toList());
        }
    }
}
