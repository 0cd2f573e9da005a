package dev.neuralake.delta.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.neuralake.delta.action.ActionJson;
import dev.neuralake.delta.action.DeletionVector;
import dev.neuralake.delta.action.Json;
import dev.neuralake.delta.index.FileExtras;
import dev.neuralake.delta.index.FileIndexBuilder;
import dev.neuralake.types.Column;
import dev.neuralake.types.DataType.StructType;
import dev.neuralake.types.Sql;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

/** The live files in one batch of a checkpoint's rows, by column. */
final class CheckpointFiles {
    /** Names the column that tells in which of the files that are read a row is. */
    static final String SIDECAR = "sidecar";

    private final VarCharVector path;
    private final @Nullable VarCharVector partitionValues;
    private final @Nullable BigIntVector size;
    private final @Nullable BigIntVector modificationTime;
    private final @Nullable VarCharVector stats;
    private final @Nullable VarCharVector tags;
    private final @Nullable VarCharVector deletionVector;
    private final @Nullable BigIntVector baseRowId;
    private final @Nullable BigIntVector defaultRowCommitVersion;
    private final @Nullable VarCharVector clusteringProvider;
    private final BigIntVector sidecar;
    private final Map<String, Map<String, @Nullable String>> maps;

    /**
     * @param batch what {@link #sql} asks for, and {@link #SIDECAR}
     * @param maps by their JSON, of all batches, so that each is read once
     */
    CheckpointFiles(VectorSchemaRoot batch, Map<String, Map<String, @Nullable String>> maps) {
        path = (VarCharVector) batch.getVector("path");
        partitionValues = (VarCharVector) batch.getVector("partitionValues");
        size = (BigIntVector) batch.getVector("size");
        modificationTime = (BigIntVector) batch.getVector("modificationTime");
        stats = (VarCharVector) batch.getVector("stats");
        tags = (VarCharVector) batch.getVector("tags");
        deletionVector = (VarCharVector) batch.getVector("deletionVector");
        baseRowId = (BigIntVector) batch.getVector("baseRowId");
        defaultRowCommitVersion = (BigIntVector) batch.getVector("defaultRowCommitVersion");
        clusteringProvider = (VarCharVector) batch.getVector("clusteringProvider");
        sidecar = (BigIntVector) batch.getVector(SIDECAR);
        this.maps = maps;
    }

    /**
     * The columns to read of a checkpoint.
     *
     * @param add the type of its {@code add}
     * @param filled the fields of actions that are not null everywhere
     */
    static String sql(StructType add, Set<String> filled) {
        Set<String> names = add.fields().stream()
                .map(Column::name)
                .filter(name -> filled.contains("add." + name))
                .collect(Collectors.toSet());
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("path", "\"add\".path");
        for (String map : List.of("partitionValues", "tags")) {
            columns.put(map, json(map, "cardinality(\"add\"." + Sql.quote(map) + ") > 0"));
        }
        columns.put("deletionVector", json("deletionVector", "\"add\".\"deletionVector\" IS NOT NULL"));
        for (String number : List.of("size", "modificationTime", "baseRowId", "defaultRowCommitVersion")) {
            columns.put(number, "CAST(\"add\"." + Sql.quote(number) + " AS BIGINT)");
        }
        columns.put("clusteringProvider", "\"add\".\"clusteringProvider\"");
        columns.put("stats", stats(names));
        columns.keySet().removeIf(name -> !names.contains(name) && !name.equals("path") && !name.equals("stats"));
        columns.values().removeIf(String::isEmpty);
        return columns.entrySet().stream()
                .map(column -> column.getValue() + " AS " + Sql.quote(column.getKey()))
                .collect(Collectors.joining(", "));
    }

    private static String stats(Set<String> names) {
        String parsed = names.contains("stats_parsed") ? "CAST(to_json(\"add\".stats_parsed) AS VARCHAR)" : "";
        String text = names.contains("stats") ? "\"add\".stats" : "";
        return parsed.isEmpty() || text.isEmpty() ? text + parsed : "coalesce(" + text + ", " + parsed + ")";
    }

    private static String json(String name, String isThere) {
        return "CASE WHEN " + isThere + " THEN CAST(to_json(\"add\"." + Sql.quote(name) + ") AS VARCHAR) END";
    }

    /** @param contents of the sidecars that are read, in order, learn of their files; empty where none are */
    void addAll(FileIndexBuilder files, List<SidecarContents> contents) {
        for (int row = 0; row < path.getValueCount(); row++) {
            if (!path.isNull(row)) {
                if (!contents.isEmpty()) {
                    contents.get((int) sidecar.get(row)).addFile(files.places());
                }
                add(row, files);
            }
        }
    }

    private void add(int row, FileIndexBuilder files) {
        files.addCheckpointed(
                path,
                stats,
                row,
                orZero(number(size, row)),
                orZero(number(modificationTime, row)),
                map(partitionValues, row),
                extras(row));
    }

    private FileExtras extras(int row) {
        return new FileExtras(
                map(tags, row),
                vector(row),
                number(baseRowId, row),
                number(defaultRowCommitVersion, row),
                text(clusteringProvider, row));
    }

    private static long orZero(@Nullable Long number) {
        return number == null ? 0 : number;
    }

    private static @Nullable Long number(@Nullable BigIntVector numbers, int row) {
        return numbers == null || numbers.isNull(row) ? null : (Long) numbers.get(row);
    }

    private static @Nullable String text(@Nullable VarCharVector texts, int row) {
        return texts == null || texts.isNull(row) ? null : new String(texts.get(row), StandardCharsets.UTF_8);
    }

    /** Few texts stand for many files. */
    private Map<String, @Nullable String> map(@Nullable VarCharVector texts, int row) {
        String json = text(texts, row);
        return json == null ? Map.of() : maps.computeIfAbsent(json, CheckpointFiles::map);
    }

    private static Map<String, @Nullable String> map(String json) {
        Map<String, @Nullable String> map = new LinkedHashMap<>();
        tree(json)
                .properties()
                .forEach(entry -> map.put(
                        entry.getKey(),
                        entry.getValue().isNull() ? null : entry.getValue().asText()));
        return map;
    }

    private @Nullable DeletionVector vector(int row) {
        String json = text(deletionVector, row);
        JsonNode node = json == null ? null : tree(json);
        return node == null || !node.hasNonNull("storageType") ? null : ActionJson.deletionVector(node);
    }

    private static JsonNode tree(String json) {
        try {
            return Json.MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
