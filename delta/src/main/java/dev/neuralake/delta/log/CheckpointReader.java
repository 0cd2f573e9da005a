package dev.neuralake.delta.log;

import dev.neuralake.columnar.ArrowRows;
import dev.neuralake.columnar.Engine;
import dev.neuralake.columnar.Result;
import dev.neuralake.columnar.Session;
import dev.neuralake.delta.action.Action;
import dev.neuralake.delta.action.ActionJson;
import dev.neuralake.delta.action.Sidecar;
import dev.neuralake.delta.log.LogFile.Kind;
import dev.neuralake.storage.ObjectStore;
import dev.neuralake.types.Column;
import dev.neuralake.types.DataType.StructType;
import dev.neuralake.types.Schema;
import dev.neuralake.types.Sql;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads checkpoints of every form: classic, in parts, of the second specification as JSON or Parquet, with sidecars.
 */
final class CheckpointReader {
    private static final List<String> OTHERS =
            List.of("txn", "remove", "metaData", "protocol", "domainMetadata", "checkpointMetadata", "sidecar");

    /** In which of the files of a source a row is. */
    private static final String FILE = "CAST(file_index AS BIGINT)";

    private final ObjectStore store;
    private final Engine engine;
    private final Replay replay;
    private final Map<String, Map<String, @Nullable String>> maps = new HashMap<>();

    /** @param replay takes what is read */
    CheckpointReader(ObjectStore store, Engine engine, Replay replay) {
        this.store = store;
        this.engine = engine;
        this.replay = replay;
    }

    void read(List<LogFile> checkpoint) throws IOException {
        List<Sidecar> sidecars = new ArrayList<>();
        Consumer<Action> sorted = action -> {
            if (action instanceof Sidecar sidecar) {
                sidecars.add(sidecar);
            }
            replay.accept(action);
        };
        LogFile first = checkpoint.getFirst();
        if (first.kind() == Kind.UUID_CHECKPOINT && first.info().key().endsWith(".json")) {
            ActionJson.read(store.read(first.info().key()), sorted);
        } else {
            List<String> files =
                    checkpoint.stream().map(file -> local(file.info().key())).toList();
            readParquet(files, List.of(), (_, action) -> sorted.accept(action));
        }
        if (!sidecars.isEmpty()) {
            List<SidecarContents> contents =
                    sidecars.stream().map(replay::contents).toList();
            List<String> files = sidecars.stream().map(this::local).toList();
            readParquet(files, contents, (file, action) -> replay.accept(contents.get(file), action));
        }
    }

    /** The keys of the sidecars that a file of a checkpoint names. */
    List<String> sidecars(LogFile file) throws IOException {
        List<String> keys = new ArrayList<>();
        Consumer<Action> sorted = action -> {
            if (action instanceof Sidecar sidecar) {
                keys.add(LogFile.SIDECARS
                        + sidecar.path().substring(sidecar.path().lastIndexOf('/') + 1));
            }
        };
        if (file.info().key().endsWith(".json")) {
            ActionJson.read(store.read(file.info().key()), sorted);
            return keys;
        }
        try (Session session = engine.session()) {
            String source = source(List.of(local(file.info().key())));
            Schema schema = session.describe("SELECT * FROM " + source);
            readOthers(session, schema, Set.of("sidecar.path"), source, (_, action) -> sorted.accept(action));
        }
        return keys;
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

    /**
     * @param contents learn which files of the table are in which file, if these are sidecars; empty otherwise
     * @param others takes all other actions, and in which file they are
     */
    private void readParquet(List<String> files, List<SidecarContents> contents, BiConsumer<Integer, Action> others)
            throws IOException {
        try (Session session = engine.session()) {
            String source = source(files);
            Schema schema = session.describe("SELECT * FROM " + source);
            Set<String> filled = filled(session, files);
            readOthers(session, schema, filled, source, others);
            if (schema.contains("add")) {
                readFiles(session, (StructType) schema.column("add").type(), filled, source, contents);
            }
        }
    }

    private static String source(List<String> files) {
        return "read_parquet(" + Sql.literal(files) + ", hive_partitioning = false, union_by_name = true)";
    }

    /** The fields of actions, such as {@code add.tags}, that have a value anywhere; the others need not be read. */
    private static Set<String> filled(Session session, List<String> files) {
        String sql = "SELECT DISTINCT array_to_string(string_split(path_in_schema, ', ')[1:2], '.') FROM "
                + "parquet_metadata(" + Sql.literal(files) + ") "
                + "WHERE stats_null_count IS NULL OR stats_null_count < num_values";
        Set<String> filled = new HashSet<>();
        try (Result result = session.query(sql);
                ArrowRows rows = result.rows()) {
            rows.forEachRemaining(row -> filled.add(String.valueOf(row[0])));
        }
        return filled;
    }

    /** What is not a file of the table comes as the JSON that a commit would have. */
    private static void readOthers(
            Session session, Schema schema, Set<String> filled, String source, BiConsumer<Integer, Action> others)
            throws IOException {
        String choices = OTHERS.stream()
                .filter(schema::contains)
                .filter(name -> filled.stream().anyMatch(field -> field.startsWith(name + ".")))
                .map(name -> "WHEN " + Sql.quote(name) + isPresent(schema.column(name)) + " THEN json_object("
                        + Sql.text(name) + ", " + Sql.quote(name) + ")")
                .collect(Collectors.joining(" "));
        if (choices.isEmpty()) {
            return;
        }
        String sql = "SELECT CAST(CASE " + choices + " END AS VARCHAR), " + FILE + " FROM " + source
                + (schema.contains("add") ? " WHERE \"add\".path IS NULL" : "");
        try (Result result = session.query(sql);
                ArrowRows rows = result.rows()) {
            while (rows.hasNext()) {
                @Nullable Object[] row = rows.next();
                if (row[0] instanceof String json && row[1] instanceof Long file) {
                    byte[] action = json.getBytes(StandardCharsets.UTF_8);
                    ActionJson.read(action, each -> others.accept(file.intValue(), each));
                }
            }
        }
    }

    private void readFiles(
            Session session, StructType add, Set<String> filled, String source, List<SidecarContents> contents)
            throws IOException {
        String sql = "SELECT " + CheckpointFiles.sql(add, filled) + ", " + FILE + " AS " + CheckpointFiles.SIDECAR
                + " FROM " + source;
        try (Result result = session.query(sql)) {
            ArrowReader batches = result.reader();
            while (batches.loadNextBatch()) {
                new CheckpointFiles(batches.getVectorSchemaRoot(), maps).addAll(replay.files(), contents);
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
}
