package dev.neuralake.statement;

import dev.neuralake.catalog.Catalog;
import dev.neuralake.catalog.DeltaTable;
import dev.neuralake.catalog.ParquetTable;
import dev.neuralake.columnar.ArrowSource;
import dev.neuralake.columnar.Result;
import dev.neuralake.columnar.Session;
import dev.neuralake.delta.DeltaLog;
import dev.neuralake.delta.Snapshot;
import dev.neuralake.frame.DataFrame;
import dev.neuralake.frame.TimeTravel;
import dev.neuralake.query.Composer;
import dev.neuralake.query.QueryRunner;
import dev.neuralake.statement.Statement.Moment;
import dev.neuralake.storage.LocalStore;
import dev.neuralake.types.NeuralakeException;
import dev.neuralake.types.Schema;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What one statement works with: the catalog, a session, the logs that it opened by path. For one thread. */
final class Workplace implements AutoCloseable {
    private final Catalog catalog;
    private final Session session;
    private final Composer composer;
    private final List<DeltaLog> opened = new ArrayList<>();

    Workplace(Catalog catalog) {
        this.catalog = catalog;
        this.session = catalog.engine().session();
        this.composer = QueryRunner.of(catalog).composer(session);
    }

    Catalog catalog() {
        return catalog;
    }

    /** Where the relations of checked expressions exist. */
    Session session() {
        return session;
    }

    Composer composer() {
        return composer;
    }

    /**
     * The log of a table that exists, for one change of the version that is the latest now. Queries of the statement that
     * are made after this read the same version of the table.
     */
    DeltaLog log(TableName name) {
        DeltaLog log = find(name);
        if (!log.exists()) {
            throw new NeuralakeException(
                    "Cannot use table " + name + ": it was not created yet (CREATE TABLE " + name + " …)");
        }
        DeltaLog once = log.once();
        composer.pin(log, once.snapshot());
        return once;
    }

    /** The log of a table of the catalog, or of a folder that is named {@code delta.`path`}; it need not exist. */
    DeltaLog find(TableName name) {
        return name.isPath("delta")
                ? open(name.last())
                : catalog.delta(name.toString()).log();
    }

    /** The folder of Parquet files that {@code parquet.`path`} names, or a table of the catalog's, as one to become. */
    DeltaLog folderOf(TableName name) {
        if (name.isPath("parquet")) {
            return open(name.last());
        }
        return switch (catalog.entry(name.toString()).definition()) {
            case ParquetTable parquet -> open(parquet.path());
            case DeltaTable<?> _ -> find(name);
            default ->
                throw new NeuralakeException(
                        "Cannot convert table " + name + ": only folders of Parquet files can become Delta tables");
        };
    }

    private DeltaLog open(String path) {
        DeltaLog log = DeltaLog.open(new LocalStore(folder(path)), catalog.engine(), "delta.`" + path + "`");
        opened.add(log);
        return log;
    }

    /** A folder of this machine. */
    static Path folder(String path) {
        try {
            return Path.of(path.startsWith("file:") ? java.net.URI.create(path).getPath() : path);
        } catch (InvalidPathException e) {
            throw new NeuralakeException("Cannot open folder '" + path + "': it is no path here", e);
        }
    }

    /** The version of a table that a statement names. */
    static Snapshot at(DeltaLog log, @Nullable Moment moment) {
        if (moment == null) {
            return log.snapshot();
        }
        return moment.version() == null ? log.snapshotAt(instant(moment)) : log.snapshot(moment.version());
    }

    /** The time of a moment that is one. */
    static Instant instant(Moment moment) {
        TimeTravel time = TimeTravel.at(Objects.requireNonNull(moment.timestamp()));
        return ((TimeTravel.Timestamp) time).moment();
    }

    /** Rows to answer with. */
    DataFrame rows(Schema schema, List<@Nullable Object[]> rows) {
        session.register("answer", ArrowSource.ofRows(schema, rows));
        try (Result result = session.query("SELECT * FROM answer")) {
            return DataFrame.of(result);
        }
    }

    @Override
    public void close() {
        opened.forEach(DeltaLog::close);
        session.close();
    }
}
