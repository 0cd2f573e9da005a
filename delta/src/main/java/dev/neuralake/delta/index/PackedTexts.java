package dev.neuralake.delta.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.luben.zstd.Zstd;
import java.util.Arrays;
import org.apache.arrow.vector.VarCharVector;
import org.jspecify.annotations.Nullable;

/** Texts as one run of UTF-8, compressed or not; far smaller than as many objects. */
final class PackedTexts {
    private static final int FAST = 1;

    private final byte[] bytes;
    private final int[] ends;
    private final boolean compressed;

    private PackedTexts(byte[] bytes, int[] ends, boolean compressed) {
        this.bytes = bytes;
        this.ends = ends;
        this.compressed = compressed;
    }

    /** Gathers texts, then others in the same memory. For one thread at a time. */
    static final class Builder {
        private byte[] bytes = new byte[4096];
        private int length;
        private int[] ends = new int[64];
        private int count;

        void add(@Nullable String text) {
            byte[] encoded = text == null ? null : text.getBytes(UTF_8);
            if (encoded != null) {
                reserve(encoded.length);
                System.arraycopy(encoded, 0, bytes, length, encoded.length);
                length += encoded.length;
            }
            end(encoded == null);
        }

        /** The same for a text that is UTF-8 already; there is none without a vector. */
        void add(@Nullable VarCharVector texts, int index) {
            boolean absent = texts == null || texts.isNull(index);
            if (texts != null && !absent) {
                int start = texts.getStartOffset(index);
                int size = texts.getEndOffset(index) - start;
                reserve(size);
                texts.getDataBuffer().getBytes(start, bytes, length, size);
                length += size;
            }
            end(absent);
        }

        private void reserve(int more) {
            if (length + more > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(length, more), bytes.length * 2));
            }
        }

        private void end(boolean absent) {
            if (count == ends.length) {
                ends = Arrays.copyOf(ends, count * 2);
            }
            // The complement of an end marks a text that is not there.
            ends[count++] = absent ? ~length : length;
        }

        void clear() {
            length = 0;
            count = 0;
        }

        PackedTexts plain() {
            return new PackedTexts(Arrays.copyOf(bytes, length), Arrays.copyOf(ends, count), false);
        }

        PackedTexts compressed() {
            byte[] packed = new byte[(int) Zstd.compressBound(length)];
            long size = Zstd.compressByteArray(packed, 0, packed.length, bytes, 0, length, FAST);
            return new PackedTexts(Arrays.copyOf(packed, (int) checked(size)), Arrays.copyOf(ends, count), true);
        }
    }

    int size() {
        return ends.length;
    }

    /** One text of texts that are not compressed. */
    @Nullable
    String get(int index) {
        return text(bytes, index);
    }

    @Nullable
    String[] all() {
        byte[] plain = compressed ? decompressed() : bytes;
        @Nullable String[] texts = new String[ends.length];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = text(plain, i);
        }
        return texts;
    }

    private @Nullable String text(byte[] plain, int index) {
        int end = ends[index];
        int start = index == 0 ? 0 : end(index - 1);
        return end < 0 ? null : new String(plain, start, end - start, UTF_8);
    }

    private int end(int index) {
        return ends[index] < 0 ? ~ends[index] : ends[index];
    }

    private byte[] decompressed() {
        byte[] plain = new byte[ends.length == 0 ? 0 : end(ends.length - 1)];
        checked(Zstd.decompressByteArray(plain, 0, plain.length, bytes, 0, bytes.length));
        return plain;
    }

    private static long checked(long result) {
        if (Zstd.isError(result)) {
            throw new IllegalStateException("Cannot pack texts in memory: " + Zstd.getErrorName(result));
        }
        return result;
    }
}
