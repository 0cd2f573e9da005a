package dev.neuralake.delta.log;

import dev.neuralake.columnar.ArrowSource;
import dev.neuralake.columnar.Engine;
import dev.neuralake.columnar.Session;
import dev.neuralake.delta.action.Json;
import dev.neuralake.delta.action.RemoveFile;
import dev.neuralake.storage.ObjectExistsException;
import dev.neuralake.storage.ObjectStore;
import dev.neuralake.types.Sql;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;

/** Writes checkpoints, classic ones or such with sidecars, and the hint that points to the newest one. */
final class CheckpointWriter {
    private final ObjectStore store;
    private final Engine engine;

    CheckpointWriter(ObjectStore store, Engine engine) {
        this.store = store;
        this.engine = engine;
    }

    /** Writes the checkpoint of the latest version, and points to it. */
    void write(TableState state, Collection<RemoveFile> tombstones) {
        hint(state, new CheckpointRows(state, tombstones).count(), writeOnly(state, tombstones));
    }

    /** Writes a checkpoint, unless there is one, and returns its length. */
    long writeOnly(TableState state, Collection<RemoveFile> tombstones) {
        return SidecarWriter.isWanted(state)
                ? new SidecarWriter(store, engine).write(state, tombstones)
                : writeClassic(state, tombstones);
    }

    private long writeClassic(TableState state, Collection<RemoveFile> tombstones) {
        String key = LogFile.classicCheckpoint(state.version());
        CheckpointRows rows = new CheckpointRows(state, tombstones);
        Path staged = store.stage(key);
        try (Session session = engine.session()) {
            session.register("actions", ArrowSource.ofRows(CheckpointRows.SCHEMA, rows.iterator()));
            session.execute("COPY (SELECT * FROM actions) TO " + Sql.text(staged.toString()) + " (FORMAT parquet)");
        }
        try {
            return store.upload(key, staged).sizeBytes();
        } catch (ObjectExistsException e) {
            // Another process wrote the same checkpoint; it holds the same actions.
            return store.head(key).sizeBytes();
        }
    }

    private void hint(TableState state, long actions, long sizeBytes) {
        var hint = Json.MAPPER
                .createObjectNode()
                .put("version", state.version())
                .put("size", actions)
                .put("sizeInBytes", sizeBytes)
                .put("numOfAddFiles", state.files().size());
        store.write(LogFile.LAST_CHECKPOINT, hint.toString().getBytes(StandardCharsets.UTF_8));
    }
}
