package dev.neuralake.delta.log;

import dev.neuralake.columnar.ArrowSource;
import dev.neuralake.columnar.Engine;
import dev.neuralake.columnar.Session;
import dev.neuralake.delta.action.Action;
import dev.neuralake.delta.action.ActionJson;
import dev.neuralake.delta.action.CheckpointMetadata;
import dev.neuralake.delta.action.Feature;
import dev.neuralake.delta.action.RemoveFile;
import dev.neuralake.delta.action.Sidecar;
import dev.neuralake.storage.ObjectInfo;
import dev.neuralake.storage.ObjectStore;
import dev.neuralake.types.Sql;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes checkpoints of the second version (PROTOCOL.md, "V2 Spec"): a manifest that names sidecar files, which hold the
 * file actions, some ten thousand each.
 */
final class SidecarWriter {
    private static final String POLICY = "delta.checkpointPolicy";
    private static final int ACTIONS_PER_FILE = 50_000;

    private final ObjectStore store;
    private final Engine engine;

    SidecarWriter(ObjectStore store, Engine engine) {
        this.store = store;
        this.engine = engine;
    }

    /** Whether the table asks for such checkpoints. */
    static boolean isWanted(TableState state) {
        return state.metadata().property(POLICY, "classic").equals("v2")
                && state.protocol().supports(Feature.V2_CHECKPOINT);
    }

    /** Writes a checkpoint and returns the length of its manifest. */
    long write(TableState state, Collection<RemoveFile> tombstones) {
        List<Action> manifest = new ArrayList<>();
        manifest.add(new CheckpointMetadata(state.version()));
        manifest.add(state.protocol());
        manifest.add(state.metadata());
        manifest.addAll(state.transactions().values());
        manifest.addAll(state.domains().values());
        Iterator<@Nullable Object[]> rows = new CheckpointRows(state, tombstones).fileActions();
        while (rows.hasNext()) {
            manifest.add(sidecar(new Some(rows, ACTIONS_PER_FILE)));
        }
        String key = LogFile.uuidCheckpoint(state.version(), UUID.randomUUID().toString());
        return store.create(key, ActionJson.write(manifest)).sizeBytes();
    }

    private Sidecar sidecar(Iterator<@Nullable Object[]> rows) {
        String name = UUID.randomUUID() + ".parquet";
        String key = LogFile.SIDECARS + name;
        Path staged = store.stage(key);
        try (Session session = engine.session()) {
            session.register("actions", ArrowSource.ofRows(CheckpointRows.SCHEMA, rows));
            session.execute(
                    "COPY (SELECT add, remove FROM actions) TO " + Sql.text(staged.toString()) + " (FORMAT parquet)");
        }
        ObjectInfo stored = store.upload(key, staged);
        return new Sidecar(name, stored.sizeBytes(), stored.modifiedAt().toEpochMilli());
    }

    /** The next few of an iterator. */
    private static final class Some implements Iterator<@Nullable Object[]> {
        private final Iterator<@Nullable Object[]> all;
        private int left;

        Some(Iterator<@Nullable Object[]> all, int count) {
            this.all = all;
            this.left = count;
        }

        @Override
        public boolean hasNext() {
            return left > 0 && all.hasNext();
        }

        @Override
        public @Nullable Object[] next() {
            if (left-- <= 0) {
                throw new NoSuchElementException();
            }
            return all.next();
        }
    }
}
