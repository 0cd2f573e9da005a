package dev.neuralake.catalog;

import dev.neuralake.columnar.EngineTypes;
import dev.neuralake.delta.DeltaLog;
import dev.neuralake.storage.LocalStore;
import dev.neuralake.types.Column;
import dev.neuralake.types.NeuralakeException;
import dev.neuralake.types.Schema;
import dev.neuralake.types.Sql;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a stored table by its log, which stays open for as long as the catalog does. */
final class DeltaReader implements TableReader {
    private final Catalog catalog;
    private final TableName name;
    private final DeltaTable<?> definition;
    private @Nullable DeltaLog log;

    DeltaReader(Catalog catalog, TableName name, DeltaTable<?> definition) {
        this.catalog = catalog;
        this.name = name;
        this.definition = definition;
    }

    synchronized DeltaLog log() {
        if (log == null) {
            Path folder = definition.folder(catalog.settings().lakeRoot(), name.database(), name.table());
            log = DeltaLog.open(new LocalStore(folder), catalog.engine(), name.toString());
        }
        return log;
    }

    @Override
    public Schema schema() {
        return log().exists() ? log().snapshot().schema() : declared();
    }

    @Override
    public Relation relation() {
        return log().exists() ? new Relation.Stored(log()) : new Relation.Scan(nothing(declared()));
    }

    /** What a table holds before its first write: its columns, and no rows. */
    private Schema declared() {
        return definition.declaredSchema().orElseThrow(() -> {
            Path folder = definition.folder(catalog.settings().lakeRoot(), name.database(), name.table());
            return new NeuralakeException("Cannot open Delta table " + folder + ": there is no _delta_log in it");
        });
    }

    private static String nothing(Schema schema) {
        return schema.columns().stream()
                .map(DeltaReader::nothing)
                .collect(Collectors.joining(", ", "SELECT ", " WHERE false"));
    }

    private static String nothing(Column column) {
        return "CAST(NULL AS " + EngineTypes.toSql(column.type()) + ") AS " + Sql.quote(column.name());
    }

    @Override
    public List<String> partitionColumns() {
        return log().exists() ? log().snapshot().partitionColumns() : definition.partitionColumns();
    }

    @Override
    public Optional<Instant> created() {
        return log().exists()
                ? Optional.ofNullable(log().snapshot().metadata().createdAtMillis())
                        .map(Instant::ofEpochMilli)
                : Optional.empty();
    }

    @Override
    public Optional<Instant> changed() {
        return log().exists() ? Optional.of(log().snapshot().timestamp()) : Optional.empty();
    }

    @Override
    public synchronized void close() {
        if (log != null) {
            log.close();
        }
    }
}
