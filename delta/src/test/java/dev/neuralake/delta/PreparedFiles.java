package dev.neuralake.delta;

import dev.neuralake.columnar.ArrowSource;
import dev.neuralake.columnar.Engine;
import dev.neuralake.delta.action.AddFile;
import dev.neuralake.storage.LocalStore;
import dev.neuralake.storage.ObjectInfo;
import dev.neuralake.storage.ObjectStore;
import dev.neuralake.types.Column;
import dev.neuralake.types.DataType.Primitive;
import dev.neuralake.types.Schema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Data files that are written once and used by each fault schedule anew, for the engine's work is what takes long; and
 * a table to clone.
 */
final class PreparedFiles implements AutoCloseable {
    /** Partitioned by the last: 0 where the id is even, 1 where it is odd. */
    static final Schema SCHEMA =
            Schema.of(Column.of("id", Primitive.LONG), Column.of("n", Primitive.LONG), Column.of("p", Primitive.INT));

    private static final int COUNT = 60;
    private static final long FIRST_ID = 1_000_000;
    private static final String MARK = "prepared-";

    /** A file of rows of one partition. */
    private record Prepared(AddFile file, byte[] bytes, Map<Long, Long> rows) {}

    private final List<Prepared> files = new ArrayList<>();
    private final DeltaLog source;
    private final LocalStore sourceStore;
    private final Map<Long, Long> sourceRows = new TreeMap<>();

    PreparedFiles(Engine engine, Path folder) {
        sourceStore = new LocalStore(folder.resolve("source"));
        source = DeltaLog.open(sourceStore, engine, "source", folder);
        source.create(TableSpec.of(SCHEMA).partitionedBy("p").withProperty("delta.enableDeletionVectors", "true"));
        long id = FIRST_ID;
        for (int i = 0; i < COUNT; i++) {
            Map<Long, Long> rows = new TreeMap<>();
            for (int j = 0; j < 3; j++) {
                rows.put(id + i % 2, 0L);
                id += 2;
            }
            Commit commit = source.append(source(rows));
            AddFile file = source.commits(commit.version(), commit.version()).getFirst().actions().stream()
                    .filter(AddFile.class::isInstance)
                    .map(AddFile.class::cast)
                    .findFirst()
                    .orElseThrow();
            files.add(new Prepared(file, sourceStore.read(file.path()), rows));
        }
        source.delete(DeleteSpec.where("id >= " + (FIRST_ID + 30)));
        source.delete(DeleteSpec.where("id % 3 = 0").by(Removal.DELETION_VECTORS));
        files.forEach(file -> sourceRows.putAll(file.rows()));
        sourceRows.keySet().removeIf(key -> key >= FIRST_ID + 30 || key % 3 == 0);
    }

    static ArrowSource source(Map<Long, Long> rows) {
        List<Object[]> list = new ArrayList<>();
        rows.forEach((id, n) -> list.add(new Object[] {id, n, (int) (id % 2)}));
        return ArrowSource.ofRows(SCHEMA, list);
    }

    int count() {
        return files.size();
    }

    /** Files from this on share no row with the table to clone. */
    static int firstApart() {
        return 5;
    }

    Map<Long, Long> rows(int index) {
        return files.get(index).rows();
    }

    /** Stores a file under a new name and returns how a commit adds it. */
    AddFile store(int index, ObjectStore store) {
        Prepared prepared = files.get(index);
        String key = "p=" + index % 2 + "/" + MARK + index + "-" + UUID.randomUUID() + ".parquet";
        store.create(key, prepared.bytes());
        return AddFile.of(
                key,
                prepared.file().partitionValues(),
                prepared.bytes().length,
                System.currentTimeMillis(),
                prepared.file().stats());
    }

    /** Whether a file lies in a store, under whatever name. */
    boolean isStored(int index, ObjectStore store) {
        try (Stream<ObjectInfo> found = store.list("p=" + index % 2 + "/" + MARK + index + "-", null)) {
            return found.findAny().isPresent();
        }
    }

    /** The number of the prepared file at a path; -1 where it is none. */
    static int index(String path) {
        int start = path.indexOf(MARK);
        return start < 0
                ? -1
                : Integer.parseInt(path.substring(start + MARK.length(), path.indexOf('-', start + MARK.length())));
    }

    /** A table elsewhere, some of its rows hidden by deletion vectors. */
    Snapshot source() {
        return source.snapshot();
    }

    Map<Long, Long> sourceRows() {
        return sourceRows;
    }

    /** The rows of the file of that name in the table to clone, hidden ones too; null where there is none. */
    @Nullable
    Map<Long, Long> sourceFile(String name) {
        return files.stream()
                .filter(file -> file.file().path().endsWith(name))
                .findFirst()
                .map(Prepared::rows)
                .orElse(null);
    }

    @Override
    public void close() {
        source.close();
    }
}
