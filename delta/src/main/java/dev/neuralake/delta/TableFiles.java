package dev.neuralake.delta;

import dev.neuralake.columnar.Engine;
import dev.neuralake.columnar.EnginePaths;
import dev.neuralake.delta.action.Action;
import dev.neuralake.delta.action.AddCdcFile;
import dev.neuralake.delta.action.AddFile;
import dev.neuralake.delta.action.Metadata;
import dev.neuralake.delta.action.RemoveFile;
import dev.neuralake.delta.log.TableState;
import dev.neuralake.delta.vector.RowSet;
import dev.neuralake.delta.vector.VectorStore;
import dev.neuralake.storage.ObjectStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The data files and deletion vectors of one table, and how the engine reads them. Thread-safe. */
final class TableFiles implements AutoCloseable {
    private final ObjectStore store;
    private final Engine engine;
    private final String table;
    private final VectorStore vectors;
    private final VectorCache vectorCache;

    TableFiles(ObjectStore store, Engine engine, String table, Path scratch) {
        this.store = store;
        this.engine = engine;
        this.table = table;
        this.vectors = new VectorStore(store, table);
        this.vectorCache = new VectorCache(vectors, engine, scratch);
    }

    ObjectStore store() {
        return store;
    }

    Engine engine() {
        return engine;
    }

    String table() {
        return table;
    }

    VectorStore vectors() {
        return vectors;
    }

    Scan scan(TableState state, ScanRequest request) {
        return scan(state, state.metadata(), request);
    }

    /** @param metadata what the rows are read as: the state's own, or another version's */
    Scan scan(TableState state, Metadata metadata, ScanRequest request) {
        return sql(state, metadata).of(request);
    }

    private ScanSql sql(TableState state, Metadata metadata) {
        return new ScanSql(
                table,
                state.version(),
                metadata,
                file -> DataPath.local(store, file.path(), table, state.version()),
                this::vectorFile);
    }

    /** The SELECT of the places in these files that deletion vectors hide; empty where there are none. */
    String hiddenPlaces(TableState state, List<AddFile> dataFiles) {
        return sql(state, state.metadata()).hiddenPlaces(dataFiles);
    }

    /**
     * Rows of a file as the text of a Parquet file of one column {@code r}, for {@code read_parquet}.
     *
     * @param id identifies the rows, which never change
     */
    String rowFile(String id, RowSet rows) {
        return EnginePaths.exactly(vectorCache.file(id, rows));
    }

    /** Deletes the data files that a change of rows wrote, where it will never be committed. */
    void discard(Change change) {
        Set<String> removed = new HashSet<>();
        List<String> fresh = new ArrayList<>();
        for (Action action : change.actions()) {
            if (action instanceof RemoveFile remove) {
                removed.add(remove.path());
            }
        }
        for (Action action : change.actions()) {
            switch (action) {
                case AddFile file when file.dataChange() && !removed.contains(file.path()) -> fresh.add(file.path());
                case AddCdcFile file -> fresh.add(file.path());
                default -> {}
            }
        }
        store.delete(fresh.stream()
                .filter(path -> !DataPath.isAbsolute(path))
                .map(DataPath::decode)
                .toList());
    }

    private Path vectorFile(AddFile file) {
        return vectorCache.file(Objects.requireNonNull(file.deletionVector()));
    }

    @Override
    public void close() {
        vectorCache.close();
    }
}
