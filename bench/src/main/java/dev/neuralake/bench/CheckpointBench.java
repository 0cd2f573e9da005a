package dev.neuralake.bench;

import dev.neuralake.columnar.Engine;
import dev.neuralake.columnar.EngineSettings;
import dev.neuralake.delta.DeltaLog;
import dev.neuralake.delta.TableSpec;
import dev.neuralake.delta.action.Action;
import dev.neuralake.delta.log.TableLog;
import dev.neuralake.storage.LocalStore;
import dev.neuralake.storage.ObjectInfo;
import dev.neuralake.types.Column;
import dev.neuralake.types.DataType.Primitive;
import dev.neuralake.types.Schema;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** What a checkpoint of a large table costs after ten commits: all anew, or with the sidecars of the one before. */
public final class CheckpointBench {
    private static final Schema SCHEMA =
            Schema.of(Column.of("id", Primitive.LONG), Column.of("country", Primitive.STRING));
    private static final int COMMITS = 10;

    private final Engine engine;
    private final LocalStore store;
    private final int files;
    private final Random random = new Random(1);
    private TableLog log;
    private long version;
    private int next;

    private CheckpointBench(Engine engine, Path folder, int files) {
        this.engine = engine;
        this.store = new LocalStore(folder);
        this.files = files;
        this.log = new TableLog(store, engine, "bench");
    }

    /** @param args the number of files, a million by default */
    public static void main(String[] args) throws IOException {
        int files = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
        Path folder = Files.createTempDirectory("neuralake-bench-");
        System.out.printf("%,d files%n%n", files);
        System.out.println("| checkpoint | s | MB written | files written | heap at most, MB | open, s |");
        System.out.println("|---|---|---|---|---|---|");
        try (Engine engine = Engine.open(EngineSettings.defaults())) {
            new CheckpointBench(engine, folder.resolve("t"), files).run();
        }
        System.out.println("\nThe table lies in " + folder + ".");
    }

    private void run() {
        try (DeltaLog table = DeltaLog.open(store, engine, "bench")) {
            table.create(TableSpec.of(SCHEMA).withProperty("delta.checkpointPolicy", "v2"));
        }
        List<Action> all = new ArrayList<>();
        while (next < files) {
            all.add(PretendedFile.of(next++));
            if (all.size() == 50_000 || next == files) {
                commit(all);
                all = new ArrayList<>();
            }
        }
        measure("the first, whole");
        commits(0);
        measure("after 10 commits that add 10 files each");
        commits(next - 1_000);
        measure("after 10 commits that add 10 files each and remove 10 of one place");
        commits(-1);
        measure("after 10 commits that add 10 files each and remove 1 of any place");
    }

    /** @param place where files are removed from: 0 for none, -1 for anywhere */
    private void commits(int place) {
        for (int i = 0; i < COMMITS; i++) {
            List<Action> actions = new ArrayList<>();
            for (int f = 0; f < 10; f++) {
                actions.add(PretendedFile.of(next++));
                if (place > 0) {
                    actions.add(PretendedFile.of(place + 10 * i + f).remove(System.currentTimeMillis(), true));
                }
            }
            if (place < 0) {
                actions.add(PretendedFile.of(random.nextInt(files - 2_000)).remove(System.currentTimeMillis(), true));
            }
            commit(actions);
        }
    }

    private void commit(List<Action> actions) {
        log.latest();
        log.write(++version, actions);
    }

    private void measure(String what) {
        List<ObjectInfo> before = stored();
        resetPeak();
        long started = System.nanoTime();
        log.checkpoint();
        double seconds = (System.nanoTime() - started) / 1e9;
        double heap = peak() / 1e6;
        List<ObjectInfo> written = new ArrayList<>(stored());
        written.removeIf(info -> before.stream().anyMatch(old -> old.key().equals(info.key())));
        double megabytes = written.stream().mapToLong(ObjectInfo::sizeBytes).sum() / 1e6;
        log = new TableLog(store, engine, "bench");
        long opening = System.nanoTime();
        log.latest();
        double opened = (System.nanoTime() - opening) / 1e9;
        System.out.printf(
                "| %s | %.2f | %.2f | %d | %.0f | %.2f |%n", what, seconds, megabytes, written.size(), heap, opened);
    }

    private List<ObjectInfo> stored() {
        try (Stream<ObjectInfo> list = store.list("_delta_log/", null)) {
            return list.filter(info ->
                            info.key().contains("checkpoint") || info.key().contains("_sidecars"))
                    .toList();
        }
    }

    private static void resetPeak() {
        System.gc();
        ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
    }

    private static long peak() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
    }
}
