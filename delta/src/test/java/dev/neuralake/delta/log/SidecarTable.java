package dev.neuralake.delta.log;

import dev.neuralake.columnar.Engine;
import dev.neuralake.delta.action.Action;
import dev.neuralake.delta.action.ActionJson;
import dev.neuralake.delta.action.AddFile;
import dev.neuralake.delta.action.Metadata;
import dev.neuralake.delta.action.Protocol;
import dev.neuralake.delta.action.Sidecar;
import dev.neuralake.storage.ObjectStore;
import dev.neuralake.types.Column;
import dev.neuralake.types.DataType.Primitive;
import dev.neuralake.types.Schema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** A table that is nothing but a log, and whose checkpoints have sidecars. */
final class SidecarTable {
    private SidecarTable() {}

    static TableLog open(ObjectStore store, Engine engine, int actionsEach) {
        return new TableLog(store, engine, "t", actionsEach);
    }

    /** The first commit. */
    static List<Action> first() {
        TreeSet<String> features = new TreeSet<>(List.of("v2Checkpoint", "deletionVectors"));
        TreeSet<String> writerFeatures = new TreeSet<>(features);
        writerFeatures.add("domainMetadata");
        Schema schema = Schema.of(Column.of("id", Primitive.LONG));
        Map<String, String> properties = Map.of("delta.checkpointPolicy", "v2");
        return List.of(
                new Protocol(3, 7, features, writerFeatures),
                Metadata.of("an-id", null, null, schema, List.of(), properties, 1));
    }

    static AddFile file(String name) {
        return new AddFile(
                name,
                Map.of(),
                10,
                20,
                false,
                "{\"numRecords\":" + name.length() + "}",
                Map.of(),
                null,
                null,
                null,
                null);
    }

    static List<AddFile> files(String prefix, int count) {
        List<AddFile> files = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            files.add(file(prefix + i));
        }
        return files;
    }

    /** The sidecars that the newest checkpoint names. */
    static List<Sidecar> newest(ObjectStore store) throws IOException {
        String key;
        try (var list = store.list(LogFile.FOLDER, null)) {
            key = list.map(info -> info.key())
                    .filter(name -> name.contains(".checkpoint."))
                    .max(String::compareTo)
                    .orElseThrow();
        }
        List<Sidecar> sidecars = new ArrayList<>();
        ActionJson.read(store.read(key), action -> {
            if (action instanceof Sidecar sidecar) {
                sidecars.add(sidecar);
            }
        });
        return sidecars;
    }
}
