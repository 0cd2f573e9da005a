package dev.neuralake.delta.log;

import dev.neuralake.columnar.ArrowSource;
import dev.neuralake.columnar.Engine;
import dev.neuralake.columnar.Session;
import dev.neuralake.delta.action.Action;
import dev.neuralake.delta.action.ActionJson;
import dev.neuralake.delta.action.CheckpointMetadata;
import dev.neuralake.delta.action.Feature;
import dev.neuralake.delta.action.Sidecar;
import dev.neuralake.storage.ObjectInfo;
import dev.neuralake.storage.ObjectStore;
import dev.neuralake.types.Sql;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes checkpoints of the second version (PROTOCOL.md, "V2 Spec"): a manifest that names sidecar files, which hold the
 * file actions. Sidecars of the checkpoint before in which nothing changed are named again.
 *
 * <p>Whoever cleans the log deletes sidecars that no checkpoint names, but only after the checkpoint that named them. So
 * they are named again only while that one is there, and not so old that it is about to go.
 */
final class SidecarWriter {
    private static final String POLICY = "delta.checkpointPolicy";

    /** Longer than any checkpoint takes to be written. */
    private static final Duration MARGIN = Duration.ofHours(1);

    private final ObjectStore store;
    private final Engine engine;
    private final int actionsEach;

    /** @param actionsEach how many actions a sidecar has at most */
    SidecarWriter(ObjectStore store, Engine engine, int actionsEach) {
        this.store = store;
        this.engine = engine;
        this.actionsEach = actionsEach;
    }

    /** Whether the table asks for such checkpoints. */
    static boolean isWanted(TableState state) {
        return state.metadata().property(POLICY, "classic").equals("v2")
                && state.protocol().supports(Feature.V2_CHECKPOINT);
    }

    WrittenCheckpoint write(CheckpointDraft draft) {
        List<SidecarContents> standing = stays(draft) ? stillThere(draft.standing()) : List.of();
        WrittenCheckpoint written = write(draft, SidecarPlan.of(draft, standing, actionsEach));
        if (written.kept().isEmpty() || stays(draft)) {
            return written;
        }
        // The checkpoint before was deleted meanwhile, and the sidecars that were named again may go with it.
        store.delete(List.of(written.file().info().key()));
        return write(draft, SidecarPlan.of(draft, List.of(), actionsEach));
    }

    /** Whether nobody will delete the checkpoint before, and with it the sidecars that it names, for the time being. */
    private boolean stays(CheckpointDraft draft) {
        LogFile base = draft.base();
        if (base == null || store.find(base.info().key()).isEmpty()) {
            return false;
        }
        long expired = System.currentTimeMillis()
                - Retention.log(draft.state().metadata()).toMillis();
        return store.find(LogFile.commit(base.version()))
                .map(commit -> commit.modifiedAt().toEpochMilli() > expired + MARGIN.toMillis())
                .orElse(false);
    }

    private List<SidecarContents> stillThere(List<SidecarContents> standing) {
        if (standing.isEmpty()) {
            return List.of();
        }
        try (Stream<ObjectInfo> files = store.list(LogFile.SIDECARS, null)) {
            Set<String> keys = files.map(ObjectInfo::key).collect(Collectors.toSet());
            return standing.stream()
                    .filter(each ->
                            keys.contains(LogFile.SIDECARS + each.sidecar().path()))
                    .toList();
        }
    }

    private WrittenCheckpoint write(CheckpointDraft draft, SidecarPlan plan) {
        TableState state = draft.state();
        Map<Sidecar, SidecarPlan.Part> added = new LinkedHashMap<>();
        plan.parts().forEach(part -> added.put(write(state, part), part));
        List<Action> manifest = new ArrayList<>();
        manifest.add(new CheckpointMetadata(state.version()));
        manifest.add(state.protocol());
        manifest.add(state.metadata());
        manifest.addAll(state.transactions().values());
        manifest.addAll(state.domains().values());
        long actions = manifest.size() - 1L;
        for (SidecarContents kept : plan.kept()) {
            manifest.add(kept.sidecar());
            actions += kept.size();
        }
        for (SidecarPlan.Part part : plan.parts()) {
            actions += part.files() + part.tombstones().size();
        }
        manifest.addAll(added.keySet());
        String key = LogFile.uuidCheckpoint(state.version(), UUID.randomUUID().toString());
        LogFile file = LogFile.of(store.create(key, ActionJson.write(manifest))).orElseThrow();
        return new WrittenCheckpoint(file, actions, plan.kept(), added);
    }

    private Sidecar write(TableState state, SidecarPlan.Part part) {
        String name = UUID.randomUUID() + ".parquet";
        String key = LogFile.SIDECARS + name;
        Path staged = store.stage(key);
        try (Session session = engine.session()) {
            session.register("actions", ArrowSource.ofRows(CheckpointRows.SCHEMA, CheckpointRows.of(state, part)));
            session.execute(
                    "COPY (SELECT add, remove FROM actions) TO " + Sql.text(staged.toString()) + " (FORMAT parquet)");
        }
        ObjectInfo stored = store.upload(key, staged);
        return new Sidecar(name, stored.sizeBytes(), stored.modifiedAt().toEpochMilli());
    }
}
