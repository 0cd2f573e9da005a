package dev.neuralake.delta;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.neuralake.delta.action.AddFile;
import dev.neuralake.delta.action.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The cubes of a clustered table: files whose rows were ordered together, and carry the cube's id and its columns among
 * their tags, as Spark writes them. A cube that is large enough, and one that holds all files there are, is left alone.
 */
final class ClusterCubes {
    private static final String ID = "ZCUBE_ID";
    private static final String COLUMNS = "ZCUBE_ZORDER_BY";
    private static final String PROVIDER = "liquid";
    private static final long LARGE_BYTES = 100L << 30;

    private final String columns;

    /** @param columns the columns that the table is clustered by */
    ClusterCubes(List<List<String>> columns) {
        this.columns = TableWriter.json(
                columns.stream().map(path -> String.join(".", path)).toList());
    }

    /** Marks files as one new cube. */
    List<AddFile> cube(List<AddFile> files) {
        String id = UUID.randomUUID().toString();
        return files.stream()
                .map(file -> {
                    Map<String, @Nullable String> tags = new LinkedHashMap<>(file.tags());
                    tags.put(ID, id);
                    tags.put(COLUMNS, columns);
                    return file.clustered(tags, PROVIDER);
                })
                .toList();
    }

    /**
     * The files to order anew, together.
     *
     * @param full whether those that others clustered, or that were clustered by other columns, are among them
     */
    List<AddFile> unsettled(List<AddFile> files, boolean full) {
        List<AddFile> unsettled = new ArrayList<>();
        Map<String, List<AddFile>> cubes = new LinkedHashMap<>();
        boolean foreign = false;
        for (AddFile file : files) {
            String id = file.tags().get(ID);
            if (isForeign(file)) {
                foreign |= full;
                if (full) {
                    unsettled.add(file);
                }
            } else if (id == null) {
                unsettled.add(file);
            } else {
                cubes.computeIfAbsent(id, _ -> new ArrayList<>()).add(file);
            }
        }
        cubes.values().removeIf(cube -> Restore.size(cube) >= LARGE_BYTES);
        boolean settled = cubes.size() == 1
                && unsettled.isEmpty()
                && !foreign
                && cubes.values().iterator().next().stream().noneMatch(Optimizer::isThinned);
        if (!settled) {
            cubes.values().forEach(unsettled::addAll);
        }
        return unsettled;
    }

    private boolean isForeign(AddFile file) {
        boolean others =
                file.clusteringProvider() != null && !file.clusteringProvider().equals(PROVIDER);
        String clusteredBy = file.tags().get(COLUMNS);
        return others || clusteredBy != null && !sameColumns(clusteredBy);
    }

    private boolean sameColumns(String clusteredBy) {
        try {
            return Json.MAPPER.readTree(clusteredBy).equals(Json.MAPPER.readTree(columns));
        } catch (JsonProcessingException e) {
            return false;
        }
    }
}
