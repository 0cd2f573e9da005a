package dev.neuralake.delta.index;

import dev.neuralake.delta.action.AddFile;
import dev.neuralake.delta.action.FileKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Grows and shrinks the set of live files and gives out {@link FileIndex}es of it, each in time proportional to what
 * changed. For one thread at a time.
 */
public final class FileIndexBuilder {
    private static final int REBUILD_ABOVE = 16 * FileBlock.SIZE;

    private List<FileBlock> blocks = new ArrayList<>();
    private @Nullable AddFile[] tail = new AddFile[FileBlock.SIZE];
    private int tailCount;
    private List<long @Nullable []> dead = newDead();
    private PositionTable positions = new PositionTable();
    private Map<Map<String, @Nullable String>, Map<String, @Nullable String>> partitions = new HashMap<>();
    private int count;
    private long sizeBytes;

    private static List<long @Nullable []> newDead() {
        List<long @Nullable []> dead = new ArrayList<>();
        dead.add(null);
        return dead;
    }

    public int size() {
        return count;
    }

    /** The length of all live files together. */
    public long sizeBytes() {
        return sizeBytes;
    }

    /** Adds a file, in the place of one of the same key. */
    public void add(AddFile file) {
        remove(file.key());
        int position = blocks.size() * FileBlock.SIZE + tailCount;
        tail[tailCount++] = file;
        positions.put(hash(file.key()), position);
        count++;
        sizeBytes += file.sizeBytes();
        if (tailCount == FileBlock.SIZE) {
            blocks.add(new FileBlock(
                    Arrays.stream(tail).map(Objects::requireNonNull).toList(), partitions));
            tail = new AddFile[FileBlock.SIZE];
            tailCount = 0;
            dead.add(null);
        }
    }

    /** Removes the file of this key, if it is there. */
    public boolean remove(FileKey key) {
        long hash = hash(key);
        int position = positions.find(hash, candidate -> file(candidate).key().equals(key));
        if (position < 0) {
            return false;
        }
        sizeBytes -= file(position).sizeBytes();
        count--;
        positions.remove(hash, position);
        int block = position / FileBlock.SIZE;
        dead.set(block, Bits.with(dead.get(block), position % FileBlock.SIZE, FileBlock.SIZE));
        return true;
    }

    public boolean contains(FileKey key) {
        return positions.find(hash(key), candidate -> file(candidate).key().equals(key)) >= 0;
    }

    private AddFile file(int position) {
        int block = position / FileBlock.SIZE;
        int place = position % FileBlock.SIZE;
        return block < blocks.size() ? blocks.get(block).withoutStats(place) : Objects.requireNonNull(tail[place]);
    }

    /** The live files as they are now. */
    public FileIndex build() {
        int places = blocks.size() * FileBlock.SIZE + tailCount;
        if (places > REBUILD_ABOVE && places > 2 * count) {
            rebuild();
        }
        return index();
    }

    private FileIndex index() {
        long[] @Nullable [] deadNow = dead.toArray(new long[0][]);
        return new FileIndex(blocks.toArray(new FileBlock[0]), tail, tailCount, deadNow, count, sizeBytes);
    }

    /** Drops the places of dead files once they are the majority. */
    private void rebuild() {
        FileIndex live = index();
        blocks = new ArrayList<>();
        tail = new AddFile[FileBlock.SIZE];
        tailCount = 0;
        dead = newDead();
        positions = new PositionTable();
        partitions = new HashMap<>();
        count = 0;
        sizeBytes = 0;
        live.forEach(this::add);
    }

    public void addAll(Collection<AddFile> files) {
        files.forEach(this::add);
    }

    private static long hash(FileKey key) {
        long hash = 0xcbf29ce484222325L;
        String path = key.path();
        for (int i = 0; i < path.length(); i++) {
            hash = (hash ^ path.charAt(i)) * 0x100000001b3L;
        }
        String vector = key.deletionVectorId();
        if (vector != null) {
            hash = (hash ^ '|') * 0x100000001b3L;
            for (int i = 0; i < vector.length(); i++) {
                hash = (hash ^ vector.charAt(i)) * 0x100000001b3L;
            }
        }
        hash ^= hash >>> 32;
        return hash * 0x9E3779B97F4A7C15L;
    }
}
