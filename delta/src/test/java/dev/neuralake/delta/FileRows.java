package dev.neuralake.delta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.neuralake.columnar.Engine;
import dev.neuralake.columnar.Session;
import dev.neuralake.delta.action.AddFile;
import dev.neuralake.delta.vector.RowSet;
import dev.neuralake.delta.vector.VectorStore;
import dev.neuralake.storage.ObjectInfo;
import dev.neuralake.storage.ObjectStore;
import dev.neuralake.types.Sql;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rows of data files, by no way of the product's but its deletion vectors. */
final class FileRows {
    private final ObjectStore archive;
    private final Engine engine;
    private final PreparedFiles prepared;
    private final VectorStore vectors;
    /** Rows in their order, each an id and an n, by the key of a file. */
    private final Map<String, List<long[]>> rows = new HashMap<>();

    FileRows(ObjectStore archive, Engine engine, PreparedFiles prepared) {
        this.archive = archive;
        this.engine = engine;
        this.prepared = prepared;
        this.vectors = new VectorStore(archive, "archive");
    }

    /** Reads all files that the engine wrote, at once. */
    void load() {
        Map<String, String> keys = new HashMap<>();
        try (Stream<ObjectInfo> all = archive.list("", null)) {
            all.map(ObjectInfo::key)
                    .filter(key -> key.endsWith(".parquet") && !key.startsWith("_") && PreparedFiles.index(key) < 0)
                    .forEach(key -> keys.put(archive.local(key).toString(), key));
        }
        if (keys.isEmpty()) {
            return;
        }
        String files = keys.keySet().stream().map(Sql::text).collect(Collectors.joining(", ", "[", "]"));
        String sql = "SELECT filename, file_row_number, id, n FROM read_parquet(" + files
                + ", filename = true, file_row_number = true, union_by_name = true, hive_partitioning = false)"
                + " ORDER BY ALL";
        try (Session session = engine.session();
                var result = session.query(sql);
                var read = result.rows()) {
            while (read.hasNext()) {
                Object[] row = read.next();
                rows.computeIfAbsent(keys.get(row[0]), _ -> new ArrayList<>())
                        .add(new long[] {(Long) row[2], (Long) row[3]});
            }
        }
    }

    /** The rows of some files together, n by id. */
    Map<Long, Long> of(Collection<AddFile> files, long version) {
        Map<Long, Long> all = new TreeMap<>();
        for (AddFile file : files) {
            RowSet hidden = file.deletionVector() == null ? new RowSet() : vectors.read(file.deletionVector());
            List<long[]> stored = stored(file.path());
            for (int i = 0; i < stored.size(); i++) {
                if (!hidden.contains(i)) {
                    Long twice = all.put(stored.get(i)[0], stored.get(i)[1]);
                    assertThat(twice)
                            .as("row %s twice in version %s", stored.get(i)[0], version)
                            .isNull();
                }
            }
        }
        return all;
    }

    /** The id of the row at a position of a file. */
    long at(AddFile file, int position) {
        return stored(file.path()).get(position)[0];
    }

    private List<long[]> stored(String path) {
        String key = DataPath.decode(path);
        return rows.computeIfAbsent(key, _ -> {
            int index = PreparedFiles.index(key);
            if (index >= 0) {
                return listed(prepared.rows(index));
            }
            Map<Long, Long> cloned = prepared.sourceFile(key.substring(key.lastIndexOf('/') + 1));
            assertThat(cloned).as("the rows of " + path).isNotNull();
            return listed(cloned);
        });
    }

    private static List<long[]> listed(Map<Long, Long> rows) {
        return rows.entrySet().stream()
                .map(row -> new long[] {row.getKey(), row.getValue()})
                .toList();
    }
}
