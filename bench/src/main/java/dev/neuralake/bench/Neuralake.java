package dev.neuralake.bench;

import dev.neuralake.columnar.Engine;
import dev.neuralake.columnar.EngineSettings;
import dev.neuralake.columnar.Session;
import dev.neuralake.delta.DeleteSpec;
import dev.neuralake.delta.DeltaLog;
import dev.neuralake.delta.MergeSpec;
import dev.neuralake.delta.OptimizeSpec;
import dev.neuralake.delta.SetColumn;
import dev.neuralake.delta.TableSpec;
import dev.neuralake.delta.UpdateSpec;
import dev.neuralake.storage.LocalStore;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** This project, in this process; as the others do, it keeps a table open once it has it. */
final class Neuralake implements Contender {
    private final Engine engine = Engine.open(EngineSettings.defaults());
    private final Session session = engine.session();
    private final Map<Path, DeltaLog> tables = new HashMap<>();

    private DeltaLog log(Path table) {
        return tables.computeIfAbsent(
                table,
                path -> DeltaLog.open(
                        new LocalStore(path), engine, path.getFileName().toString(), path));
    }

    private static String rows(Path source) {
        return "SELECT * FROM read_parquet('" + source + "')";
    }

    @Override
    public void create(Path table, Path like) {
        log(table)
                .create(TableSpec.of(session.describe(rows(like))).withProperty("delta.enableDeletionVectors", "true"));
    }

    @Override
    public void append(Path table, Path source) {
        log(table).appendQuery(session, rows(source), List.of());
    }

    @Override
    public long open(Path table) {
        try (DeltaLog log = DeltaLog.open(new LocalStore(table), engine, "opened", table)) {
            return log.snapshot().numFiles();
        }
    }

    @Override
    public long delete(Path table, int remainder) {
        return log(table).delete(DeleteSpec.where("id % 100 = " + remainder)).metric("numDeletedRows");
    }

    @Override
    public long update(Path table, int remainder) {
        return log(table)
                .update(UpdateSpec.set(SetColumn.of("amount", "amount + 1")).where("id % 100 = " + remainder))
                .metric("numUpdatedRows");
    }

    @Override
    public long merge(Path table, Path source) {
        return log(table)
                .merge(MergeSpec.using("(" + rows(source) + ")", "t.id = s.id")
                        .as("t", "s")
                        .whenMatched(new MergeSpec.UpdateAll())
                        .whenNotMatched(new MergeSpec.InsertAll()))
                .metric("numTargetRowsUpdated");
    }

    @Override
    public long optimize(Path table) {
        return log(table).optimize(OptimizeSpec.all()).metric("numRemovedFiles");
    }

    @Override
    public void close() {
        tables.values().forEach(DeltaLog::close);
        session.close();
        engine.close();
    }
}
