package dev.neuralake.delta;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A table in one row, as DESCRIBE DETAIL tells of it.
 *
 * @param name the name that the table's metadata has, null where it has none
 * @param createdAt null where the log does not say
 * @param sizeInBytes of the live files
 * @param tableFeatures the names of the features that the protocol supports
 */
public record TableDetail(
        String format,
        String id,
        @Nullable String name,
        @Nullable String description,
        String location,
        @Nullable Instant createdAt,
        Instant lastModified,
        List<String> partitionColumns,
        List<String> clusteringColumns,
        long numFiles,
        long sizeInBytes,
        Map<String, String> properties,
        int minReaderVersion,
        int minWriterVersion,
        List<String> tableFeatures) {

    static TableDetail of(Snapshot snapshot) {
        Long created = snapshot.metadata().createdAtMillis();
        return new TableDetail(
                "delta",
                snapshot.metadata().id(),
                snapshot.metadata().name(),
                snapshot.metadata().description(),
                snapshot.tableFiles().store().location().toString(),
                created == null ? null : Instant.ofEpochMilli(created),
                snapshot.timestamp(),
                snapshot.partitionColumns(),
                Clustering.columns(snapshot).stream()
                        .map(path -> String.join(".", path))
                        .toList(),
                snapshot.numFiles(),
                snapshot.sizeBytes(),
                snapshot.properties(),
                snapshot.protocol().minReaderVersion(),
                snapshot.protocol().minWriterVersion(),
                List.copyOf(snapshot.protocol().supportedNames()));
    }
}
