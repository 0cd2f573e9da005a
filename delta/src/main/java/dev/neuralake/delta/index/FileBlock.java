package dev.neuralake.delta.index;

import dev.neuralake.delta.action.AddFile;
import dev.neuralake.delta.action.DeletionVector;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.arrow.vector.VarCharVector;
import org.jspecify.annotations.Nullable;

/**
 * Up to {@value #SIZE} files, packed: paths and statistics as bytes, the rest by column. The bounds of a column are
 * read from the statistics when a predicate first asks for it. Immutable to its users, thread-safe.
 */
final class FileBlock {
    static final int SIZE = 1024;

    private final PackedTexts paths;
    private final PackedTexts stats;
    private final long[] sizes;
    private final long[] times;
    private final Map<String, @Nullable String>[] partitions;
    private final @Nullable FileExtras @Nullable [] extras;
    private final Map<IndexedColumn, ColumnBounds> bounds = new ConcurrentHashMap<>();
    private volatile long @Nullable [] records;

    private FileBlock(Builder files) {
        paths = files.paths.plain();
        // What is not full lives shortly.
        stats = files.count == SIZE ? files.stats.compressed() : files.stats.plain();
        sizes = Arrays.copyOf(files.sizes, files.count);
        times = Arrays.copyOf(files.times, files.count);
        partitions = Arrays.copyOf(files.partitions, files.count);
        extras = files.extras == null ? null : Arrays.copyOf(files.extras, files.count);
    }

    /** Gathers the files of one block after the other, column by column. For one thread at a time. */
    static final class Builder {
        private final Map<Map<String, @Nullable String>, Map<String, @Nullable String>> known;
        private final PackedTexts.Builder paths = new PackedTexts.Builder();
        private final PackedTexts.Builder stats = new PackedTexts.Builder();
        private final long[] sizes = new long[SIZE];
        private final long[] times = new long[SIZE];
        private final Map<String, @Nullable String>[] partitions = newMaps();
        private @Nullable FileExtras @Nullable [] extras;
        private int count;

        /** @param known partition values that other blocks have as well, so that each map is kept once; added to */
        Builder(Map<Map<String, @Nullable String>, Map<String, @Nullable String>> known) {
            this.known = known;
        }

        @SuppressWarnings({"unchecked", "rawtypes"})
        private static Map<String, @Nullable String>[] newMaps() {
            return new Map[SIZE];
        }

        void add(AddFile file) {
            paths.add(file.path());
            stats.add(file.stats());
            add(file.sizeBytes(), file.modifiedAtMillis(), file.partitionValues(), FileExtras.of(file));
        }

        /** Adds a file whose path and statistics stand in a row of Arrow vectors. */
        void add(
                VarCharVector path,
                @Nullable VarCharVector statistics,
                int row,
                long sizeBytes,
                long modifiedAtMillis,
                Map<String, @Nullable String> partition,
                FileExtras others) {
            paths.add(path, row);
            stats.add(statistics, row);
            add(sizeBytes, modifiedAtMillis, partition, others);
        }

        private void add(long size, long time, Map<String, @Nullable String> partition, FileExtras others) {
            sizes[count] = size;
            times[count] = time;
            partitions[count] = partition.isEmpty() ? Map.of() : known.computeIfAbsent(partition, values -> values);
            if (!others.isEmpty()) {
                @Nullable FileExtras[] all = extras == null ? new FileExtras[SIZE] : extras;
                all[count] = others;
                extras = all;
            }
            count++;
        }

        int count() {
            return count;
        }

        /** The block of what was added, and begins anew. */
        FileBlock build() {
            FileBlock block = new FileBlock(this);
            paths.clear();
            stats.clear();
            extras = null;
            count = 0;
            return block;
        }
    }

    int count() {
        return sizes.length;
    }

    long sizeBytes() {
        return Arrays.stream(sizes).sum();
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
        FileExtras extra = extras(i);
        return new AddFile(
                String.valueOf(paths.get(i)),
                partitions[i],
                sizes[i],
                times[i],
                false,
                statsText,
                extra.tags(),
                extra.deletionVector(),
                extra.baseRowId(),
                extra.defaultRowCommitVersion(),
                extra.clusteringProvider());
    }

    private FileExtras extras(int file) {
        @Nullable FileExtras[] others = extras;
        FileExtras own = others == null ? null : others[file];
        return own == null ? FileExtras.NONE : own;
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
        DeletionVector vector = extras(file).deletionVector();
        return vector == null ? 0 : vector.cardinality();
    }
}
