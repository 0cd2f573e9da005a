package dev.neuralake.delta.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
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
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

/** The live files in one batch of a checkpoint's rows, by column. */
final class CheckpointFiles {
    private final VarCharVector path;
    private final VarCharVector partitionValues;
    private final BigIntVector size;
    private final BigIntVector modificationTime;
    private final VarCharVector stats;
    private final VarCharVector tags;
    private final VarCharVector deletionVector;
    private final BigIntVector baseRowId;
    private final BigIntVector defaultRowCommitVersion;
    private final VarCharVector clusteringProvider;
    private final BigIntVector sidecar;
    private final Map<String, Map<String, @Nullable String>> maps;

    /**
     * @param batch what {@link #sql} asks for, and behind it in which of the files that are read a row is
     * @param maps by their JSON, of all batches, so that each is read once
     */
    CheckpointFiles(VectorSchemaRoot batch, Map<String, Map<String, @Nullable String>> maps) {
        List<FieldVector> columns = batch.getFieldVectors();
        path = (VarCharVector) columns.get(0);
        partitionValues = (VarCharVector) columns.get(1);
        size = (BigIntVector) columns.get(2);
        modificationTime = (BigIntVector) columns.get(3);
        stats = (VarCharVector) columns.get(4);
        tags = (VarCharVector) columns.get(5);
        deletionVector = (VarCharVector) columns.get(6);
        baseRowId = (BigIntVector) columns.get(7);
        defaultRowCommitVersion = (BigIntVector) columns.get(8);
        clusteringProvider = (VarCharVector) columns.get(9);
        sidecar = (BigIntVector) columns.get(10);
        this.maps = maps;
    }

    /**
     * The columns to read of a checkpoint.
     *
     * @param add the type of its {@code add}
     * @param filled the fields of actions that are not null everywhere
     */
    static String sql(StructType add, Set<String> filled) {
        List<String> names = add.fields().stream()
                .map(Column::name)
                .filter(name -> filled.contains("add." + name))
                .toList();
        String stats = field(names, "stats", "VARCHAR");
        if (names.contains("stats_parsed")) {
            stats = "coalesce(" + stats + ", CAST(to_json(\"add\".stats_parsed) AS VARCHAR))";
        }
        return String.join(
                ", ",
                "\"add\".path",
                map(names, "partitionValues"),
                field(names, "size", "BIGINT"),
                field(names, "modificationTime", "BIGINT"),
                stats,
                map(names, "tags"),
                json(names, "deletionVector", "\"add\".\"deletionVector\" IS NOT NULL"),
                field(names, "baseRowId", "BIGINT"),
                field(names, "defaultRowCommitVersion", "BIGINT"),
                field(names, "clusteringProvider", "VARCHAR"));
    }

    private static String field(List<String> names, String name, String type) {
        return names.contains(name)
                ? "CAST(\"add\"." + Sql.quote(name) + " AS " + type + ")"
                : "CAST(NULL AS " + type + ")";
    }

    private static String map(List<String> names, String name) {
        return json(names, name, "cardinality(\"add\"." + Sql.quote(name) + ") > 0");
    }

    private static String json(List<String> names, String name, String isThere) {
        return names.contains(name)
                ? "CASE WHEN " + isThere + " THEN CAST(to_json(\"add\"." + Sql.quote(name) + ") AS VARCHAR) END"
                : "CAST(NULL AS VARCHAR)";
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
                size.isNull(row) ? 0 : size.get(row),
                modificationTime.isNull(row) ? 0 : modificationTime.get(row),
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

    private static @Nullable Long number(BigIntVector numbers, int row) {
        return numbers.isNull(row) ? null : (Long) numbers.get(row);
    }

    private static @Nullable String text(VarCharVector texts, int row) {
        return texts.isNull(row) ? null : new String(texts.get(row), StandardCharsets.UTF_8);
    }

    /** Few texts stand for many files. */
    private Map<String, @Nullable String> map(VarCharVector texts, int row) {
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
        if (node == null || !node.hasNonNull("storageType")) {
            return null;
        }
        return new DeletionVector(
                node.path("storageType").asText(),
                node.path("pathOrInlineDv").asText(),
                node.hasNonNull("offset") ? (Integer) node.path("offset").asInt() : null,
                node.path("sizeInBytes").asInt(),
                node.path("cardinality").asLong());
    }

    private static JsonNode tree(String json) {
        try {
            return Json.MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
