package dev.neuralake.delta.index;

import dev.neuralake.delta.action.AddFile;
import dev.neuralake.delta.action.DeletionVector;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Up to {@value #SIZE} files, packed: paths and statistics as bytes, the rest by column. The bounds of a column are
 * read from the statistics when a predicate first asks for it. Immutable to its users, thread-safe.
 */
final class FileBlock {
    static final int SIZE = 1024;

    /** What most files do not have. */
    private record Extra(
            Map<String, @Nullable String> tags,
            @Nullable DeletionVector vector,
            @Nullable Long baseRowId,
            @Nullable Long commitVersion,
            @Nullable String clusteringProvider) {}

    private final PackedTexts paths;
    private final PackedTexts stats;
    private final long[] sizes;
    private final long[] times;
    private final Map<String, @Nullable String>[] partitions;
    private final @Nullable Extra @Nullable [] extras;
    private final Map<IndexedColumn, ColumnBounds> bounds = new ConcurrentHashMap<>();
    private volatile long @Nullable [] records;

    FileBlock(List<AddFile> files) {
        this(files, new HashMap<>());
    }

    /** @param known partition values that other blocks have as well, so that each map is kept once; added to */
    @SuppressWarnings({"unchecked", "rawtypes"})
    FileBlock(List<AddFile> files, Map<Map<String, @Nullable String>, Map<String, @Nullable String>> known) {
        int count = files.size();
        paths = PackedTexts.plain(files.stream().map(AddFile::path).toList());
        stats = PackedTexts.deflated(files.stream().map(AddFile::stats).toList());
        sizes = files.stream().mapToLong(AddFile::sizeBytes).toArray();
        times = files.stream().mapToLong(AddFile::modifiedAtMillis).toArray();
        partitions = files.stream()
                .map(file -> known.computeIfAbsent(file.partitionValues(), values -> values))
                .toArray(Map[]::new);
        @Nullable Extra[] all = new Extra[count];
        for (int i = 0; i < count; i++) {
            all[i] = extra(files.get(i));
        }
        extras = Arrays.stream(all).allMatch(extra -> extra == null) ? null : all;
    }

    private static @Nullable Extra extra(AddFile file) {
        boolean plain = file.tags().isEmpty()
                && file.deletionVector() == null
                && file.baseRowId() == null
                && file.defaultRowCommitVersion() == null
                && file.clusteringProvider() == null;
        return plain
                ? null
                : new Extra(
                        file.tags(),
                        file.deletionVector(),
                        file.baseRowId(),
                        file.defaultRowCommitVersion(),
                        file.clusteringProvider());
    }

    int count() {
        return sizes.length;
    }

    long sizeBytes(int file) {
        return sizes[file];
    }

    /** The files that are not in {@code dead}, at their places; null in the places of the others. */
    @Nullable
    AddFile[] files(long @Nullable [] dead) {
        @Nullable String[] texts = stats.all();
        @Nullable AddFile[] files = new AddFile[count()];
        for (int i = 0; i < files.length; i++) {
            if (!Bits.get(dead, i)) {
                files[i] = file(i, texts[i]);
            }
        }
        return files;
    }

    /** One file, without its statistics, which are costly to reach. */
    AddFile withoutStats(int file) {
        return file(file, null);
    }

    private AddFile file(int i, @Nullable String statsText) {
        @Nullable Extra[] others = extras;
        Extra extra = others == null ? null : others[i];
        return new AddFile(
                String.valueOf(paths.get(i)),
                partitions[i],
                sizes[i],
                times[i],
                false,
                statsText,
                extra == null ? Map.of() : extra.tags(),
                extra == null ? null : extra.vector(),
                extra == null ? null : extra.baseRowId(),
                extra == null ? null : extra.commitVersion(),
                extra == null ? null : extra.clusteringProvider());
    }

    /** The bounds of a column in this block. */
    ColumnBounds bounds(IndexedColumn column) {
        return bounds.computeIfAbsent(
                column,
                wanted -> wanted.partition()
                        ? new PartitionBounds(partitions, wanted)
                        : StatisticsBounds.read(stats.all(), wanted, records()));
    }

    /** The number of records by the statistics of each file, deleted ones included; -1 where not known. */
    long[] records() {
        long[] known = records;
        if (known == null) {
            known = StatisticsReader.records(stats.all());
            records = known;
        }
        return known;
    }

    /** The number of records that the deletion vector of a file hides. */
    long deletedRecords(int file) {
        @Nullable Extra[] others = extras;
        Extra extra = others == null ? null : others[file];
        DeletionVector vector = extra == null ? null : extra.vector();
        return vector == null ? 0 : vector.cardinality();
    }
}
