package dev.neuralake.delta.log;

import static dev.neuralake.types.DataType.Primitive.BOOLEAN;
import static dev.neuralake.types.DataType.Primitive.INT;
import static dev.neuralake.types.DataType.Primitive.LONG;
import static dev.neuralake.types.DataType.Primitive.STRING;

import dev.neuralake.delta.action.AddFile;
import dev.neuralake.delta.action.DeletionVector;
import dev.neuralake.delta.action.DomainMetadata;
import dev.neuralake.delta.action.Metadata;
import dev.neuralake.delta.action.Protocol;
import dev.neuralake.delta.action.RemoveFile;
import dev.neuralake.delta.action.SetTransaction;
import dev.neuralake.types.Column;
import dev.neuralake.types.DataType;
import dev.neuralake.types.DataType.MapType;
import dev.neuralake.types.DataType.StructType;
import dev.neuralake.types.Schema;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The actions of a state as the rows of a checkpoint (PROTOCOL.md, "Checkpoint Schema"). */
final class CheckpointRows {
    private static final MapType TEXTS = DataType.map(STRING, STRING);

    private static final StructType VECTOR = DataType.struct(
            Column.of("storageType", STRING),
            Column.of("pathOrInlineDv", STRING),
            Column.of("offset", INT),
            Column.of("sizeInBytes", INT),
            Column.of("cardinality", LONG));

    private static final StructType ADD = DataType.struct(
            Column.of("path", STRING),
            Column.of("partitionValues", TEXTS),
            Column.of("size", LONG),
            Column.of("modificationTime", LONG),
            Column.of("dataChange", BOOLEAN),
            Column.of("stats", STRING),
            Column.of("tags", TEXTS),
            Column.of("deletionVector", VECTOR),
            Column.of("baseRowId", LONG),
            Column.of("defaultRowCommitVersion", LONG),
            Column.of("clusteringProvider", STRING));

    private static final StructType REMOVE = DataType.struct(
            Column.of("path", STRING),
            Column.of("deletionTimestamp", LONG),
            Column.of("dataChange", BOOLEAN),
            Column.of("extendedFileMetadata", BOOLEAN),
            Column.of("partitionValues", TEXTS),
            Column.of("size", LONG),
            Column.of("deletionVector", VECTOR),
            Column.of("baseRowId", LONG),
            Column.of("defaultRowCommitVersion", LONG));

    private static final StructType METADATA = DataType.struct(
            Column.of("id", STRING),
            Column.of("name", STRING),
            Column.of("description", STRING),
            Column.of("format", DataType.struct(Column.of("provider", STRING), Column.of("options", TEXTS))),
            Column.of("schemaString", STRING),
            Column.of("partitionColumns", DataType.array(STRING)),
            Column.of("configuration", TEXTS),
            Column.of("createdTime", LONG));

    private static final StructType PROTOCOL = DataType.struct(
            Column.of("minReaderVersion", INT),
            Column.of("minWriterVersion", INT),
            Column.of("readerFeatures", DataType.array(STRING)),
            Column.of("writerFeatures", DataType.array(STRING)));

    static final Schema SCHEMA = Schema.of(
            Column.of(
                    "txn",
                    DataType.struct(
                            Column.of("appId", STRING), Column.of("version", LONG), Column.of("lastUpdated", LONG))),
            Column.of("add", ADD),
            Column.of("remove", REMOVE),
            Column.of("metaData", METADATA),
            Column.of("protocol", PROTOCOL),
            Column.of(
                    "domainMetadata",
                    DataType.struct(
                            Column.of("domain", STRING),
                            Column.of("configuration", STRING),
                            Column.of("removed", BOOLEAN))));

    private final TableState state;
    private final Collection<RemoveFile> tombstones;

    CheckpointRows(TableState state, Collection<RemoveFile> tombstones) {
        this.state = state;
        this.tombstones = tombstones;
    }

    long count() {
        return 2L
                + state.files().size()
                + tombstones.size()
                + state.transactions().size()
                + state.domains().size();
    }

    Iterator<@Nullable Object[]> iterator() {
        Stream<@Nullable Object[]> others =
                Stream.of(row(4, protocol(state.protocol())), row(3, metadata(state.metadata())));
        return Stream.of(
                        others,
                        state.transactions().values().stream().map(txn -> row(0, txn(txn))),
                        state.domains().values().stream().map(domain -> row(5, domain(domain))),
                        files())
                .<@Nullable Object[]>flatMap(rows -> rows)
                .iterator();
    }

    /** The rows of one sidecar. */
    static Iterator<@Nullable Object[]> of(TableState state, SidecarPlan.Part part) {
        Stream<AddFile> files = part.spans().stream().flatMap(span -> state.files().stream(span.from(), span.to()));
        return Stream.<@Nullable Object[]>concat(
                        files.map(file -> row(1, add(file))),
                        part.tombstones().stream().map(tombstone -> row(2, remove(tombstone.remove()))))
                .iterator();
    }

    private Stream<@Nullable Object[]> files() {
        return Stream.concat(
                state.files().stream().map(file -> row(1, add(file))),
                tombstones.stream().map(remove -> row(2, remove(remove))));
    }

    private static @Nullable Object[] row(int column, @Nullable Object[] action) {
        @Nullable Object[] row = new Object[SCHEMA.size()];
        row[column] = action;
        return row;
    }

    private static @Nullable Object[] txn(SetTransaction txn) {
        return new @Nullable Object[] {txn.appId(), txn.version(), txn.lastUpdatedMillis()};
    }

    private static @Nullable Object[] domain(DomainMetadata domain) {
        return new @Nullable Object[] {domain.domain(), domain.configuration(), false};
    }

    private static @Nullable Object[] protocol(Protocol protocol) {
        return new @Nullable Object[] {
            protocol.minReaderVersion(),
            protocol.minWriterVersion(),
            protocol.hasReaderFeatures() ? List.copyOf(protocol.readerFeatures()) : null,
            protocol.hasWriterFeatures() ? List.copyOf(protocol.writerFeatures()) : null
        };
    }

    private static @Nullable Object[] metadata(Metadata metadata) {
        return new @Nullable Object[] {
            metadata.id(),
            metadata.name(),
            metadata.description(),
            new @Nullable Object[] {"parquet", Map.of()},
            metadata.schemaString(),
            metadata.partitionColumns(),
            metadata.configuration(),
            metadata.createdAtMillis()
        };
    }

    private static @Nullable Object[] add(AddFile file) {
        return new @Nullable Object[] {
            file.path(),
            file.partitionValues(),
            file.sizeBytes(),
            file.modifiedAtMillis(),
            false,
            file.stats(),
            file.tags().isEmpty() ? null : file.tags(),
            vector(file.deletionVector()),
            file.baseRowId(),
            file.defaultRowCommitVersion(),
            file.clusteringProvider()
        };
    }

    private static @Nullable Object[] remove(RemoveFile file) {
        return new @Nullable Object[] {
            file.path(),
            file.deletedAtMillis(),
            false,
            file.extendedFileMetadata(),
            file.extendedFileMetadata() ? file.partitionValues() : null,
            file.sizeBytes(),
            vector(file.deletionVector()),
            file.baseRowId(),
            file.defaultRowCommitVersion()
        };
    }

    private static @Nullable Object @Nullable [] vector(@Nullable DeletionVector vector) {
        if (vector == null) {
            return null;
        }
        return new @Nullable Object[] {
            vector.storageType(), vector.pathOrInlineDv(), vector.offset(), vector.sizeBytes(), vector.cardinality()
        };
    }
}
