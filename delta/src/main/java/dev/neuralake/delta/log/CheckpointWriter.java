package dev.neuralake.delta.log;

import dev.neuralake.columnar.ArrowSource;
import dev.neuralake.columnar.Engine;
import dev.neuralake.columnar.Session;
import dev.neuralake.delta.action.Json;
import dev.neuralake.storage.ObjectExistsException;
import dev.neuralake.storage.ObjectInfo;
import dev.neuralake.storage.ObjectStore;
import dev.neuralake.types.Sql;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Writes checkpoints, classic ones or such with sidecars, and the hint that points to the newest one. */
final class CheckpointWriter {
    private final ObjectStore store;
    private final Engine engine;
    private final SidecarWriter sidecars;

    CheckpointWriter(ObjectStore store, Engine engine, SidecarWriter sidecars) {
        this.store = store;
        this.engine = engine;
        this.sidecars = sidecars;
    }

    /** Writes the checkpoint of the latest version, and points to it. */
    WrittenCheckpoint write(CheckpointDraft draft) {
        WrittenCheckpoint written = writeOnly(draft);
        hint(draft.state(), written);
        return written;
    }

    /** Writes a checkpoint, unless there is one. */
    WrittenCheckpoint writeOnly(CheckpointDraft draft) {
        return SidecarWriter.isWanted(draft.state()) ? sidecars.write(draft) : writeClassic(draft);
    }

    private WrittenCheckpoint writeClassic(CheckpointDraft draft) {
        String key = LogFile.classicCheckpoint(draft.state().version());
        CheckpointRows rows = new CheckpointRows(draft.state(), draft.removes());
        Path staged = store.stage(key);
        try (Session session = engine.session()) {
            session.register("actions", ArrowSource.ofRows(CheckpointRows.SCHEMA, rows.iterator()));
            session.execute("COPY (SELECT * FROM actions) TO " + Sql.text(staged.toString()) + " (FORMAT parquet)");
        }
        LogFile file = LogFile.of(store(key, staged)).orElseThrow();
        return new WrittenCheckpoint(file, rows.count(), List.of(), Map.of());
    }

    private ObjectInfo store(String key, Path staged) {
        try {
            return store.upload(key, staged);
        } catch (ObjectExistsException e) {
            // Another process wrote the same checkpoint; it holds the same actions.
            return store.head(key);
        }
    }

    private void hint(TableState state, WrittenCheckpoint written) {
        var hint = Json.MAPPER
                .createObjectNode()
                .put("version", state.version())
                .put("size", written.actions())
                .put("sizeInBytes", written.file().info().sizeBytes())
                .put("numOfAddFiles", state.files().size());
        store.write(LogFile.LAST_CHECKPOINT, hint.toString().getBytes(StandardCharsets.UTF_8));
    }
}
