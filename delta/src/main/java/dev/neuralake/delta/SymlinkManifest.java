package dev.neuralake.delta;

import dev.neuralake.delta.action.AddFile;
import dev.neuralake.storage.ObjectInfo;
import dev.neuralake.storage.ObjectStore;
import dev.neuralake.types.Column;
import dev.neuralake.types.NeuralakeException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Lists the live files for engines that know no Delta but follow lists of files: one text a partition, one path a line,
 * below {@code _symlink_format_manifest/}.
 */
final class SymlinkManifest {
    private static final String FOLDER = "_symlink_format_manifest/";

    private final TableFiles files;
    private final Snapshot snapshot;

    SymlinkManifest(TableFiles files, Snapshot snapshot) {
        this.files = files;
        this.snapshot = snapshot;
    }

    /** Writes the lists and returns their keys. */
    List<String> write() {
        Map<String, StringBuilder> lists = new LinkedHashMap<>();
        if (snapshot.partitionColumns().isEmpty()) {
            lists.put(FOLDER + "manifest", new StringBuilder());
        }
        for (AddFile file : snapshot.files()) {
            if (file.deletionVector() != null) {
                throw new NeuralakeException("Cannot list the files of table " + files.table()
                        + ": some have rows that deletion vectors hide (REORG TABLE … APPLY (PURGE) first)");
            }
            lists.computeIfAbsent(key(file), _ -> new StringBuilder())
                    .append(path(file))
                    .append('\n');
        }
        ObjectStore store = files.store();
        List<String> stale = new ArrayList<>();
        try (Stream<ObjectInfo> present = store.list(FOLDER, null)) {
            present.map(ObjectInfo::key).filter(key -> !lists.containsKey(key)).forEach(stale::add);
        }
        lists.forEach((key, text) -> store.write(key, text.toString().getBytes(StandardCharsets.UTF_8)));
        store.delete(stale);
        return List.copyOf(lists.keySet());
    }

    private String key(AddFile file) {
        StringBuilder key = new StringBuilder(FOLDER);
        for (String name : snapshot.partitionColumns()) {
            Column column = snapshot.schema().column(name);
            String physical = ColumnMapping.physicalName(column, ColumnMapping.isOn(snapshot.metadata()));
            key.append(PartitionText.folder(column, file.partitionValues().get(physical)))
                    .append('/');
        }
        return key.append("manifest").toString();
    }

    private String path(AddFile file) {
        return DataPath.decode(DataPath.absoluteUri(files.store(), file.path()));
    }
}
