package dev.neuralake.delta.vector;

import dev.neuralake.types.NeuralakeException;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.PrimitiveIterator;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.roaringbitmap.RoaringBitmap;

/**
 * A set of row positions of one file, from 0. Serialized as PROTOCOL.md, "Deletion Vector Format" has it. For one
 * thread at a time.
 */
public final class RowSet {
    private static final int MAGIC = 1681511377;

    private final TreeMap<Integer, RoaringBitmap> buckets = new TreeMap<>();

    public void add(long row) {
        buckets.computeIfAbsent((int) (row >>> 32), _ -> new RoaringBitmap()).add((int) row);
    }

    public void addAll(RowSet other) {
        other.buckets.forEach((key, rows) ->
                buckets.computeIfAbsent(key, _ -> new RoaringBitmap()).or(rows));
    }

    public boolean contains(long row) {
        RoaringBitmap bucket = buckets.get((int) (row >>> 32));
        return bucket != null && bucket.contains((int) row);
    }

    /** Takes the rows of another set out of this one. */
    public void removeAll(RowSet other) {
        other.buckets.forEach((key, rows) -> {
            RoaringBitmap bucket = buckets.get(key);
            if (bucket != null) {
                bucket.andNot(rows);
            }
        });
        buckets.values().removeIf(RoaringBitmap::isEmpty);
    }

    public long cardinality() {
        return buckets.values().stream()
                .mapToLong(RoaringBitmap::getLongCardinality)
                .sum();
    }

    /** The rows in ascending order. */
    public LongStream rows() {
        return buckets.entrySet().stream().flatMapToLong(bucket -> {
            long high = (long) bucket.getKey() << 32;
            return bucket.getValue().stream().mapToLong(low -> high | (low & 0xFFFFFFFFL));
        });
    }

    public PrimitiveIterator.OfLong iterator() {
        return rows().iterator();
    }

    byte[] serialize() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.write(ByteBuffer.allocate(12)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(MAGIC)
                    .putLong(buckets.size())
                    .array());
            for (var bucket : buckets.entrySet()) {
                out.write(ByteBuffer.allocate(4)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(bucket.getKey())
                        .array());
                bucket.getValue().runOptimize();
                bucket.getValue().serialize(out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** @param where how errors name the vector */
    static RowSet deserialize(ByteBuffer serialized, String where) {
        ByteBuffer bytes = serialized.slice().order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.remaining() < 12 || bytes.getInt() != MAGIC) {
            throw new NeuralakeException(
                    "Cannot read deletion vector " + where + ": it does not begin as one (the file is damaged)");
        }
        RowSet rows = new RowSet();
        long count = bytes.getLong();
        try {
            for (long i = 0; i < count; i++) {
                int key = bytes.getInt();
                RoaringBitmap bitmap = new RoaringBitmap();
                bitmap.deserialize(bytes.slice().order(ByteOrder.LITTLE_ENDIAN));
                bytes.position(bytes.position() + bitmap.serializedSizeInBytes());
                rows.buckets.put(key, bitmap);
            }
        } catch (IOException | RuntimeException e) {
            throw new NeuralakeException("Cannot read deletion vector " + where + ": it is damaged (" + e + ")", e);
        }
        return rows;
    }
}
