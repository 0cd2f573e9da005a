package dev.neuralake.delta.index;

import dev.neuralake.delta.action.AddFile;
import dev.neuralake.types.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The live files of one version. Immutable and thread-safe; versions that follow each other share what they have in
 * common. About 200 bytes a file, and about 20 more for each column that predicates have asked for.
 */
public final class FileIndex implements Iterable<AddFile> {
    private final FileBlock[] blocks;
    private final @Nullable AddFile[] tail;
    private final int tailCount;
    private final long[] @Nullable [] dead;
    private final int count;
    private final long sizeBytes;
    private volatile @Nullable FileBlock packedTail;

    /**
     * @param tail the files after the last full block; shared, only its first {@code tailCount} places are this index's
     * @param dead for each block, and last for the tail, which places hold files that are no longer live
     */
    FileIndex(
            FileBlock[] blocks,
            @Nullable AddFile[] tail,
            int tailCount,
            long[] @Nullable [] dead,
            int count,
            long sizeBytes) {
        this.blocks = blocks;
        this.tail = tail;
        this.tailCount = tailCount;
        this.dead = dead;
        this.count = count;
        this.sizeBytes = sizeBytes;
    }

    /** Whether a partition value is a text of the column's type; null and the empty text are null of every type. */
    public static boolean isPartitionValue(@Nullable String text, DataType type) {
        return text == null
                || text.isEmpty()
                || type == DataType.Primitive.BINARY
                || BoundParser.parse(text, type) != null;
    }

    /** Microseconds since the epoch of a time's text; UTC where it names no zone. */
    public static OptionalLong micros(String text) {
        Object micros = BoundParser.parse(text, DataType.Primitive.TIMESTAMP);
        return micros instanceof Long known ? OptionalLong.of(known) : OptionalLong.empty();
    }

    /** {@code numRecords} of a file's statistics, empty where they do not tell. */
    public static OptionalLong recordsOf(@Nullable String stats) {
        long records = StatisticsReader.records(stats);
        return records < 0 ? OptionalLong.empty() : OptionalLong.of(records);
    }

    public int size() {
        return count;
    }

    /** The length of all live files together. */
    public long sizeBytes() {
        return sizeBytes;
    }

    /**
     * The number of rows by the files' statistics, less those that deletion vectors hide; -1 where a file tells none.
     */
    public long records() {
        long sum = 0;
        for (int b = 0; b <= blocks.length; b++) {
            FileBlock block = block(b);
            long[] records = block.records();
            for (int i = 0; i < block.count(); i++) {
                if (Bits.get(dead[b], i)) {
                    continue;
                }
                if (records[i] < 0) {
                    return -1;
                }
                sum += records[i] - block.deletedRecords(i);
            }
        }
        return sum;
    }

    /** The places of this index, of which some hold files that are no longer live. */
    public int places() {
        return blocks.length * FileBlock.SIZE + tailCount;
    }

    /** Whether there is a live file at a place of {@code [0, places)}. */
    public boolean isLive(int place) {
        return !Bits.get(dead[place / FileBlock.SIZE], place % FileBlock.SIZE);
    }

    /** The number of live files at the places {@code [from, to)}. */
    public int live(int from, int to) {
        int live = 0;
        for (int place = from; place < to; place++) {
            if (isLive(place)) {
                live++;
            }
        }
        return live;
    }

    /** The live files at the places {@code [from, to)}, in order; they say {@code dataChange=false}. */
    public Stream<AddFile> stream(int from, int to) {
        if (from >= to) {
            return Stream.empty();
        }
        return IntStream.rangeClosed(from / FileBlock.SIZE, (to - 1) / FileBlock.SIZE)
                .boxed()
                .flatMap(b -> {
                    @Nullable AddFile[] files = filesOf(b);
                    int first = b * FileBlock.SIZE;
                    return Arrays.stream(files, Math.max(from - first, 0), Math.min(to - first, files.length))
                            .filter(Objects::nonNull);
                });
    }

    /** The live files in the order in which they were added; they say {@code dataChange=false}. */
    public Stream<AddFile> stream() {
        return IntStream.rangeClosed(0, blocks.length)
                .boxed()
                .flatMap(b -> Arrays.stream(filesOf(b)).filter(Objects::nonNull));
    }

    @Override
    public Iterator<AddFile> iterator() {
        return stream().iterator();
    }

    private @Nullable AddFile[] filesOf(int b) {
        if (b < blocks.length) {
            return blocks[b].files(dead[b]);
        }
        @Nullable AddFile[] files = new AddFile[tailCount];
        for (int i = 0; i < tailCount; i++) {
            AddFile file = tail[i];
            files[i] = file == null || Bits.get(dead[b], i) ? null : file.withDataChange(false);
        }
        return files;
    }

    private FileBlock block(int b) {
        if (b < blocks.length) {
            return blocks[b];
        }
        FileBlock packed = packedTail;
        if (packed == null) {
            FileBlock.Builder files = new FileBlock.Builder(new HashMap<>());
            for (int i = 0; i < tailCount; i++) {
                files.add(Objects.requireNonNull(tail[i]));
            }
            packed = files.build();
            packedTail = packed;
        }
        return packed;
    }

    /**
     * The files that may hold a row for which the predicate is true, in order.
     *
     * @param columns finds a column by its path; null for one that the log knows nothing of
     */
    public List<AddFile> prune(Predicate predicate, Function<List<String>, @Nullable IndexedColumn> columns) {
        if (predicate instanceof Predicate.Always always && always.value()) {
            return stream().toList();
        }
        Predicate normal = predicate.normalized();
        List<AddFile> kept = new ArrayList<>();
        for (int b = 0; b <= blocks.length; b++) {
            keep(b, normal, columns, kept);
        }
        return Collections.unmodifiableList(kept);
    }

    private void keep(
            int b, Predicate predicate, Function<List<String>, @Nullable IndexedColumn> columns, List<AddFile> kept) {
        FileBlock block = block(b);
        Pruner pruner = new Pruner(predicate, path -> {
            IndexedColumn column = columns.apply(path);
            return column == null ? null : block.bounds(column);
        });
        int[] matching = IntStream.range(0, block.count())
                .filter(i -> !Bits.get(dead[b], i) && pruner.mayMatch(i))
                .toArray();
        if (matching.length > 0) {
            @Nullable AddFile[] files = filesOf(b);
            for (int i : matching) {
                kept.add(Objects.requireNonNull(files[i]));
            }
        }
    }
}
