package dev.neuralake.delta.index;

import dev.neuralake.delta.action.AddFile;
import dev.neuralake.delta.action.FileKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.arrow.vector.VarCharVector;
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
    private @Nullable PositionTable positions;
    private Map<Map<String, @Nullable String>, Map<String, @Nullable String>> partitions = new HashMap<>();
    private int count;
    private int arrangement;
    private long sizeBytes;
    /** Holds what came from a checkpoint and is not taken in yet; empty otherwise. */
    private FileBlock.Builder packer = new FileBlock.Builder(partitions);

    private static List<long @Nullable []> newDead() {
        List<long @Nullable []> dead = new ArrayList<>();
        dead.add(null);
        return dead;
    }

    public int size() {
        settle();
        return count;
    }

    /** The places that files have had so far, dead ones included; the next file gets this one. */
    public int places() {
        return blocks.size() * FileBlock.SIZE + tailCount + packer.count();
    }

    /** Grows when files get other places. */
    public int arrangement() {
        return arrangement;
    }

    /** The length of all live files together. */
    public long sizeBytes() {
        settle();
        return sizeBytes;
    }

    /** Adds a file, in the place of one of the same key. */
    public void add(AddFile file) {
        add(file.key(), file);
    }

    /** The same for who knows the file's key already. */
    public void add(FileKey key, AddFile file) {
        long hash = hash(key);
        remove(key, hash);
        positions().put(hash, places());
        append(file);
    }

    private void append(AddFile file) {
        tail[tailCount++] = file;
        count++;
        sizeBytes += file.sizeBytes();
        if (tailCount == FileBlock.SIZE) {
            for (AddFile each : tail) {
                packer.add(Objects.requireNonNull(each));
            }
            add(packer.build());
            tail = new AddFile[FileBlock.SIZE];
            tailCount = 0;
        }
    }

    private void add(FileBlock block) {
        blocks.add(block);
        dead.add(null);
    }

    /**
     * Adds a file of a checkpoint, which has no key twice. Its path and statistics stand in a row of Arrow vectors, and
     * never become texts of their own.
     */
    public void addCheckpointed(
            VarCharVector path,
            @Nullable VarCharVector stats,
            int row,
            long size,
            long modifiedAtMillis,
            Map<String, @Nullable String> partitionValues,
            FileExtras extras) {
        packer.add(path, stats, row, size, modifiedAtMillis, partitionValues, extras);
        if (packer.count() == FileBlock.SIZE) {
            settle();
        }
    }

    /** Takes in what came from a checkpoint: a block of its own, or what fills none and goes where later ones follow. */
    private void settle() {
        if (packer.count() == 0) {
            return;
        }
        positions = null;
        FileBlock came = packer.build();
        if (tailCount == 0 && came.count() == FileBlock.SIZE) {
            count += came.count();
            sizeBytes += came.sizeBytes();
            add(came);
        } else {
            for (AddFile file : came.files(null)) {
                append(Objects.requireNonNull(file));
            }
        }
    }

    /** Who only reads a table never asks where its files are. */
    private PositionTable positions() {
        settle();
        PositionTable known = positions;
        if (known == null) {
            known = new PositionTable();
            for (int position = 0; position < places(); position++) {
                known.put(hash(file(position).key()), position);
            }
            positions = known;
        }
        return known;
    }

    /** Removes the file of this key, if it is there. */
    public boolean remove(FileKey key) {
        return remove(key, hash(key));
    }

    private boolean remove(FileKey key, long hash) {
        PositionTable known = positions();
        int position = known.find(hash, candidate -> file(candidate).key().equals(key));
        if (position < 0) {
            return false;
        }
        sizeBytes -= file(position).sizeBytes();
        count--;
        known.remove(hash, position);
        int block = position / FileBlock.SIZE;
        dead.set(block, Bits.with(dead.get(block), position % FileBlock.SIZE, FileBlock.SIZE));
        return true;
    }

    public boolean contains(FileKey key) {
        return positions().find(hash(key), candidate -> file(candidate).key().equals(key)) >= 0;
    }

    private AddFile file(int position) {
        int block = position / FileBlock.SIZE;
        int place = position % FileBlock.SIZE;
        return block < blocks.size() ? blocks.get(block).withoutStats(place) : Objects.requireNonNull(tail[place]);
    }

    /** The live files as they are now. */
    public FileIndex build() {
        settle();
        if (places() > REBUILD_ABOVE && places() > 2 * count) {
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
        arrangement++;
        blocks = new ArrayList<>();
        tail = new AddFile[FileBlock.SIZE];
        tailCount = 0;
        dead = newDead();
        positions = null;
        partitions = new HashMap<>();
        packer = new FileBlock.Builder(partitions);
        count = 0;
        sizeBytes = 0;
        live.forEach(this::append);
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
