package dev.neuralake.delta.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.neuralake.columnar.ArrowRows;
import dev.neuralake.columnar.Engine;
import dev.neuralake.columnar.Result;
import dev.neuralake.columnar.Session;
import dev.neuralake.delta.action.Action;
import dev.neuralake.delta.action.ActionJson;
import dev.neuralake.delta.action.AddFile;
import dev.neuralake.delta.action.DeletionVector;
import dev.neuralake.delta.action.Json;
import dev.neuralake.delta.action.Sidecar;
import dev.neuralake.delta.log.LogFile.Kind;
import dev.neuralake.storage.ObjectStore;
import dev.neuralake.types.Column;
import dev.neuralake.types.DataType.StructType;
import dev.neuralake.types.Schema;
import dev.neuralake.types.Sql;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads checkpoints of every form: classic, in parts, of the second specification as JSON or Parquet, with sidecars.
 */
final class CheckpointReader {
    private static final List<String> OTHERS =
            List.of("txn", "remove", "metaData", "protocol", "domainMetadata", "checkpointMetadata", "sidecar");

    private final ObjectStore store;
    private final Engine engine;
    private final Map<String, Map<String, @Nullable String>> partitions = new HashMap<>();

    CheckpointReader(ObjectStore store, Engine engine) {
        this.store = store;
        this.engine = engine;
    }

    void read(List<LogFile> checkpoint, Consumer<Action> actions) throws IOException {
        List<Sidecar> sidecars = new ArrayList<>();
        Consumer<Action> sorted = action -> {
            if (action instanceof Sidecar sidecar) {
                sidecars.add(sidecar);
            }
            actions.accept(action);
        };
        LogFile first = checkpoint.getFirst();
        if (first.kind() == Kind.UUID_CHECKPOINT && first.info().key().endsWith(".json")) {
            ActionJson.read(store.read(first.info().key()), sorted);
        } else {
            readParquet(
                    checkpoint.stream().map(file -> local(file.info().key())).toList(), sorted);
        }
        if (!sidecars.isEmpty()) {
            readParquet(sidecars.stream().map(this::local).toList(), actions);
        }
    }

    private String local(String key) {
        return store.local(key).toString();
    }

    private String local(Sidecar sidecar) {
        if (sidecar.path().startsWith("file:")) {
            return URI.create(sidecar.path()).getPath();
        }
        return local(LogFile.SIDECARS + sidecar.path());
    }

    private void readParquet(List<String> files, Consumer<Action> actions) {
        try (Session session = engine.session()) {
            String source = "read_parquet(" + Sql.literal(files) + ", hive_partitioning = false, union_by_name = true)";
            Schema schema = session.describe("SELECT * FROM " + source);
            readOthers(session, schema, source, actions);
            if (schema.contains("add")) {
                readAdds(session, (StructType) schema.column("add").type(), source, actions);
            }
        }
    }

    /** What is not a file of the table comes as the JSON that a commit would have. */
    private static void readOthers(Session session, Schema schema, String source, Consumer<Action> actions) {
        String choices = OTHERS.stream()
                .filter(schema::contains)
                .map(name -> "WHEN " + Sql.quote(name) + isPresent(schema.column(name)) + " THEN json_object("
                        + Sql.text(name) + ", " + Sql.quote(name) + ")")
                .collect(Collectors.joining(" "));
        if (choices.isEmpty()) {
            return;
        }
        String sql = "SELECT action FROM (SELECT CAST(CASE " + choices + " END AS VARCHAR) AS action FROM " + source
                + ") WHERE action IS NOT NULL";
        try (Result result = session.query(sql);
                ArrowRows rows = result.rows()) {
            while (rows.hasNext()) {
                parse(String.valueOf(rows.next()[0]), actions);
            }
        }
    }

    /** Some writers put an empty struct where there is none: a field that every action has tells. */
    private static String isPresent(Column column) {
        StructType struct = (StructType) column.type();
        for (String required : List.of("appId", "path", "id", "minReaderVersion", "domain", "version")) {
            if (struct.fields().stream().anyMatch(field -> field.name().equals(required))) {
                return "." + Sql.quote(required) + " IS NOT NULL";
            }
        }
        return " IS NOT NULL";
    }

    private static void parse(String json, Consumer<Action> actions) {
        try {
            ActionJson.read(json.getBytes(StandardCharsets.UTF_8), actions);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readAdds(Session session, StructType add, String source, Consumer<Action> actions) {
        try (Result result = session.query(addsSql(add, source));
                ArrowRows rows = result.rows()) {
            while (rows.hasNext()) {
                actions.accept(file(rows.next()));
            }
        }
    }

    private static String addsSql(StructType add, String source) {
        List<String> names = add.fields().stream().map(Column::name).toList();
        String stats = names.contains("stats") ? "\"add\".stats" : "CAST(NULL AS VARCHAR)";
        if (names.contains("stats_parsed")) {
            stats = "coalesce(" + stats + ", CAST(to_json(\"add\".stats_parsed) AS VARCHAR))";
        }
        return "SELECT \"add\".path, " + json(names, "partitionValues") + ", \"add\".size, "
                + field(names, "modificationTime", "BIGINT") + ", " + stats + ", " + json(names, "tags") + ", "
                + json(names, "deletionVector") + ", " + field(names, "baseRowId", "BIGINT") + ", "
                + field(names, "defaultRowCommitVersion", "BIGINT") + ", "
                + field(names, "clusteringProvider", "VARCHAR") + " FROM " + source
                + " WHERE \"add\".path IS NOT NULL";
    }

    private static String field(List<String> names, String name, String type) {
        return names.contains(name)
                ? "CAST(\"add\"." + Sql.quote(name) + " AS " + type + ")"
                : "CAST(NULL AS " + type + ")";
    }

    private static String json(List<String> names, String name) {
        return names.contains(name)
                ? "CAST(to_json(\"add\"." + Sql.quote(name) + ") AS VARCHAR)"
                : "CAST(NULL AS VARCHAR)";
    }

    private AddFile file(@Nullable Object[] row) {
        return new AddFile(
                String.valueOf(row[0]),
                map((String) row[1]),
                row[2] instanceof Long size ? size : 0,
                row[3] instanceof Long time ? time : 0,
                false,
                (String) row[4],
                map((String) row[5]),
                vector((String) row[6]),
                (Long) row[7],
                (Long) row[8],
                (String) row[9]);
    }

    /** Few texts stand for many files, so each is read once. */
    private Map<String, @Nullable String> map(@Nullable String json) {
        if (json == null || json.equals("{}") || json.equals("null")) {
            return Map.of();
        }
        return partitions.computeIfAbsent(json, text -> {
            try {
                Map<String, @Nullable String> map = new LinkedHashMap<>();
                Json.MAPPER
                        .readTree(text)
                        .properties()
                        .forEach(entry -> map.put(
                                entry.getKey(),
                                entry.getValue().isNull()
                                        ? null
                                        : entry.getValue().asText()));
                return map;
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static @Nullable DeletionVector vector(@Nullable String json) {
        if (json == null || json.equals("null")) {
            return null;
        }
        try {
            var node = Json.MAPPER.readTree(json);
            if (!node.hasNonNull("storageType")) {
                return null;
            }
            return new DeletionVector(
                    node.path("storageType").asText(),
                    node.path("pathOrInlineDv").asText(),
                    node.hasNonNull("offset") ? (Integer) node.path("offset").asInt() : null,
                    node.path("sizeInBytes").asInt(),
                    node.path("cardinality").asLong());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
