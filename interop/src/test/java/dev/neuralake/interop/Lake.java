package dev.neuralake.interop;

import dev.neuralake.columnar.Engine;
import dev.neuralake.columnar.EngineSettings;
import dev.neuralake.columnar.Session;
import dev.neuralake.delta.DeltaLog;
import dev.neuralake.delta.Snapshot;
import dev.neuralake.storage.LocalStore;
import dev.neuralake.types.DataType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Our side: tables in a folder, and an engine that reads and writes them. */
final class Lake implements AutoCloseable {
    private final Engine engine = Engine.open(EngineSettings.defaults().withThreads(2));
    private final Path folder;

    Lake(Path folder) {
        this.folder = folder;
    }

    Path path(String table) {
        return folder.resolve(table);
    }

    DeltaLog open(String table) {
        return DeltaLog.open(new LocalStore(path(table)), engine, table, folder.resolve("scratch"));
    }

    /** The rows of a version, as {@link RowText}s in no order. */
    List<String> rows(Snapshot snapshot) {
        return rows(snapshot.scanSql(), snapshot.schema().asStruct());
    }

    /** The changes since a version as {@link RowText}s in no order, without the time at which they were made. */
    List<String> changes(DeltaLog log, long from) {
        String sql = log.changes(from, (Long) null).sql();
        return rows("SELECT * EXCLUDE (_commit_timestamp) FROM (" + sql + ")", null);
    }

    /** @param type of the rows; null for what the engine calls them */
    private List<String> rows(String sql, @Nullable DataType type) {
        List<String> texts = new ArrayList<>();
        try (Session session = engine.session();
                var result = session.query(sql);
                var rows = result.rows()) {
            DataType known = type == null ? result.schema().asStruct() : type;
            while (rows.hasNext()) {
                texts.add(RowText.of(known, rows.next()));
            }
        }
        return texts;
    }

    @Override
    public void close() {
        engine.close();
    }
}
