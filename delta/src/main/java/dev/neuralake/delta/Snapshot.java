package dev.neuralake.delta;

import dev.neuralake.delta.action.AddFile;
import dev.neuralake.delta.action.DomainMetadata;
import dev.neuralake.delta.action.Metadata;
import dev.neuralake.delta.action.Protocol;
import dev.neuralake.delta.action.SetTransaction;
import dev.neuralake.delta.index.FileIndex;
import dev.neuralake.delta.index.FileIndexBuilder;
import dev.neuralake.delta.index.IndexedColumn;
import dev.neuralake.delta.index.Predicate;
import dev.neuralake.delta.log.TableState;
import dev.neuralake.types.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A table at one version: what it holds and how to read it. Immutable, thread-safe; nothing is read until it is asked
 * for.
 */
public final class Snapshot {
    private final TableFiles tableFiles;
    private final TableState state;

    Snapshot(TableFiles tableFiles, TableState state) {
        this.tableFiles = tableFiles;
        this.state = state;
    }

    public long version() {
        return state.version();
    }

    /** When the version was committed. */
    public Instant timestamp() {
        return Instant.ofEpochMilli(state.timestampMillis());
    }

    public Schema schema() {
        return state.metadata().schema();
    }

    public List<String> partitionColumns() {
        return state.metadata().partitionColumns();
    }

    /** What a row gets in a column that it does not give, as SQL of the engine's; NULL where nothing is declared. */
    public String defaultSql(String column) {
        String declared =
                Expressions.defaults(metadata()).get(schema().column(column).name());
        return declared == null ? "NULL" : PortableSql.translate(declared);
    }

    /** The table properties. */
    public Map<String, String> properties() {
        return state.metadata().configuration();
    }

    public Metadata metadata() {
        return state.metadata();
    }

    public Protocol protocol() {
        return state.protocol();
    }

    /** The live files. */
    public FileIndex files() {
        return state.files();
    }

    /** The live files that may hold rows for which the predicate is true; the rest certainly does not. */
    public List<AddFile> files(Predicate predicate) {
        return state.files().prune(predicate, this::column);
    }

    /** Those of some files that may hold rows for which the predicate is true; they need not be this snapshot's. */
    List<AddFile> matching(List<AddFile> some, Predicate predicate) {
        FileIndexBuilder index = new FileIndexBuilder();
        some.forEach(index::add);
        return index.build().prune(predicate, this::column);
    }

    private @Nullable IndexedColumn column(List<String> path) {
        return ColumnMapping.find(state.metadata(), path)
                .map(found -> new IndexedColumn(
                        found.getKey(), found.getValue(), path.size() == 1 && isPartition(path.getFirst())))
                .orElse(null);
    }

    private boolean isPartition(String name) {
        return partitionColumns().stream().anyMatch(name::equalsIgnoreCase);
    }

    public int numFiles() {
        return state.files().size();
    }

    /** The number of rows, if the statistics of all files tell it. */
    public OptionalLong numRecords() {
        long records = state.files().records();
        return records < 0 ? OptionalLong.empty() : OptionalLong.of(records);
    }

    /** The length of all live files together. */
    public long sizeBytes() {
        return state.files().sizeBytes();
    }

    /** How far an application has come, by {@code txn} actions. */
    public Optional<SetTransaction> transaction(String appId) {
        return Optional.ofNullable(state.transactions().get(appId));
    }

    public Map<String, DomainMetadata> domains() {
        return state.domains();
    }

    /**
     * The SQL that reads files of this snapshot.
     *
     * @throws dev.neuralake.types.NeuralakeException where a data file is missing or a partition value cannot be read,
     *     naming it
     */
    public Scan scan(ScanRequest request) {
        return tableFiles.scan(state, request);
    }

    /** The SELECT that reads all rows of this snapshot. */
    public String scanSql() {
        return scanSql(ScanRequest.of(files().stream().toList()));
    }

    /** The SELECT that reads the requested files of this snapshot; put it in parentheses to use it as a relation. */
    public String scanSql(ScanRequest request) {
        return scan(request).sql();
    }

    TableFiles tableFiles() {
        return tableFiles;
    }

    TableState state() {
        return state;
    }
}
