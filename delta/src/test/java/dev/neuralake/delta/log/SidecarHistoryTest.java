package dev.neuralake.delta.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.neuralake.columnar.Engine;
import dev.neuralake.columnar.EngineSettings;
import dev.neuralake.delta.action.Action;
import dev.neuralake.delta.action.ActionJson;
import dev.neuralake.delta.action.AddFile;
import dev.neuralake.delta.action.DeletionVector;
import dev.neuralake.delta.action.DomainMetadata;
import dev.neuralake.delta.action.RemoveFile;
import dev.neuralake.delta.action.SetTransaction;
import dev.neuralake.delta.action.Sidecar;
import dev.neuralake.storage.MemoryStore;
import dev.neuralake.storage.ObjectStore;
import dev.neuralake.storage.StoreException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Random histories of files that come, go and come again: whoever opens the table from a checkpoint that names sidecars
 * of earlier ones, with or without compacted commits, sees what the commits alone say.
 */
class SidecarHistoryTest {
    private static final int ACTIONS_EACH = 20;
    private static Engine engine;

    @BeforeAll
    static void startEngine() {
        engine = Engine.open(EngineSettings.defaults().withThreads(2));
    }

    @AfterAll
    static void stopEngine() {
        engine.close();
    }

    /** One history, told by several processes in turn. */
    private static final class History implements AutoCloseable {
        private final Random random;
        private final MemoryStore store = new MemoryStore();
        private final MemoryStore plain = new MemoryStore();
        private final ObjectStore busy = WatchedStore.of(store, (method, _) -> disturb(method));
        private final List<AddFile> live = new ArrayList<>();
        private final List<RemoveFile> gone = new ArrayList<>();
        private final List<TableLog> processes = new ArrayList<>();
        private final Set<Sidecar> seen = new HashSet<>();
        private long version;
        private boolean checkpointing;
        private int depth;
        private int failures;
        private int named;
        private int namedAgain;

        History(long seed) {
            random = new Random(seed);
            commit(0, SidecarTable.first());
            for (int i = 0; i < 2; i++) {
                processes.add(SidecarTable.open(busy, engine, ACTIONS_EACH));
            }
        }

        /** While a process writes a checkpoint, its calls fail here and there, and commits come between. */
        private void disturb(String method) {
            boolean writes = method.equals("upload") || method.equals("create");
            if (!checkpointing || depth > 0) {
                return;
            }
            if (random.nextInt(60) == 0) {
                throw new StoreException("Cannot reach the store");
            }
            if (writes && random.nextInt(5) == 0) {
                depth++;
                commit(++version, changes());
                processes.forEach(TableLog::latest);
                depth--;
            }
        }

        /** Whether it was written. */
        private boolean checkpoint(int process) {
            checkpointing = true;
            try {
                processes.get(process).checkpoint();
                return true;
            } catch (StoreException expected) {
                failures++;
                return false;
            } finally {
                checkpointing = false;
            }
        }

        private void commit(long ofVersion, List<Action> actions) {
            store.create(LogFile.commit(ofVersion), ActionJson.write(actions));
            plain.create(LogFile.commit(ofVersion), ActionJson.write(actions));
        }

        void go(int steps) throws IOException {
            for (int i = 0; i < steps; i++) {
                commit(++version, changes());
                int process = random.nextInt(processes.size());
                if (random.nextInt(3) == 0) {
                    if (checkpoint(process)) {
                        remember();
                    }
                    verify();
                }
                if (random.nextInt(6) == 0 && version > 6) {
                    processes.get(process).compact(version - 4, version);
                }
                if (random.nextInt(10) == 0) {
                    processes.set(process, SidecarTable.open(busy, engine, ACTIONS_EACH));
                }
            }
            verify();
        }

        private List<Action> changes() {
            List<Action> changes = new ArrayList<>();
            int kind = random.nextInt(20);
            if (kind < 12) {
                add(changes, kind == 0 ? 120 : random.nextInt(8));
            }
            if (kind > 8) {
                remove(changes, kind == 19 ? live.size() / 2 : random.nextInt(3));
            }
            if (kind % 5 == 0 && !live.isEmpty()) {
                hideRows(changes);
            }
            if (kind % 4 == 0 && !gone.isEmpty()) {
                RemoveFile back = gone.remove(random.nextInt(gone.size()));
                live.add(back.restore().withDataChange(false));
                changes.add(live.getLast());
            }
            changes.add(new SetTransaction("feed" + random.nextInt(3), version, 1L));
            changes.add(new DomainMetadata("d" + random.nextInt(3), "{}", random.nextBoolean()));
            return changes;
        }

        private void add(List<Action> changes, int count) {
            for (int i = 0; i < count; i++) {
                live.add(SidecarTable.file("f" + version + "-" + i));
                changes.add(live.getLast());
            }
        }

        private void remove(List<Action> changes, int count) {
            for (int i = 0; i < count && !live.isEmpty(); i++) {
                RemoveFile remove = live.remove(random.nextInt(live.size())).remove(time(), true);
                gone.add(remove);
                changes.add(remove);
            }
        }

        private void hideRows(List<Action> changes) {
            AddFile before = live.remove(random.nextInt(live.size()));
            gone.add(before.remove(time(), true));
            changes.add(gone.getLast());
            live.add(before.withDeletionVector(new DeletionVector("u", "v" + version, 1, 40, 3), before.stats()));
            changes.add(live.getLast());
        }

        /** Some tombstones are older than the retention from the start. */
        private long time() {
            return random.nextInt(4) == 0 ? 1_000 : System.currentTimeMillis();
        }

        private void remember() throws IOException {
            for (Sidecar sidecar : SidecarTable.newest(store)) {
                named++;
                namedAgain += seen.add(sidecar) ? 0 : 1;
            }
        }

        private void verify() {
            TableLog log = SidecarTable.open(store, engine, ACTIONS_EACH);
            TableState fromCheckpoint = log.latest();
            TableState fromCommits =
                    SidecarTable.open(plain, engine, ACTIONS_EACH).latest();
            assertThat(files(fromCheckpoint)).isEqualTo(files(fromCommits)).isEqualTo(Set.copyOf(live));
            assertThat(fromCheckpoint.files().size()).isEqualTo(live.size());
            assertThat(fromCheckpoint.transactions()).isEqualTo(fromCommits.transactions());
            assertThat(fromCheckpoint.domains()).isEqualTo(fromCommits.domains());
            assertThat(fromCheckpoint.version()).isEqualTo(version);
            Set<RemoveFile> young = gone.stream()
                    .filter(remove -> remove.deletedAtMillis() > 1_000)
                    .map(RemoveFile::forCheckpoint)
                    .collect(Collectors.toSet());
            assertThat(log.tombstones()).containsAll(young);
        }

        private static Set<AddFile> files(TableState state) {
            return state.files().stream().collect(Collectors.toSet());
        }

        @Override
        public void close() {
            store.close();
            plain.close();
        }
    }

    @Test
    void anIncrementalCheckpointSaysWhatTheCommitsSay() throws IOException {
        tell(LongStream.range(0, 3));
    }

    @Test
    @Tag("slow")
    void itSaysSoInManyHistories() throws IOException {
        tell(LongStream.range(100, 130));
    }

    private static void tell(LongStream seeds) throws IOException {
        int named = 0;
        int namedAgain = 0;
        int failures = 0;
        for (long seed : seeds.toArray()) {
            try (History history = new History(seed)) {
                history.go(50);
                named += history.named;
                namedAgain += history.namedAgain;
                failures += history.failures;
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("The history of seed " + seed + " is told wrongly", e);
            }
        }
        assertThat(failures).isPositive();
        assertThat(namedAgain).isBetween(named / 5, named * 9 / 10);
    }
}
