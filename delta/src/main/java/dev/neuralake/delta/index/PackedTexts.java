package dev.neuralake.delta.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** Texts as one run of UTF-8, compressed or not; far smaller than as many objects. */
final class PackedTexts {
    private final byte[] bytes;
    private final int[] ends;
    private final boolean deflated;

    private PackedTexts(byte[] bytes, int[] ends, boolean deflated) {
        this.bytes = bytes;
        this.ends = ends;
        this.deflated = deflated;
    }

    static PackedTexts plain(List<? extends @Nullable String> texts) {
        return pack(texts, false);
    }

    static PackedTexts deflated(List<? extends @Nullable String> texts) {
        return pack(texts, true);
    }

    private static PackedTexts pack(List<? extends @Nullable String> texts, boolean deflate) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int[] ends = new int[texts.size()];
        for (int i = 0; i < ends.length; i++) {
            String text = texts.get(i);
            if (text != null) {
                out.writeBytes(text.getBytes(UTF_8));
            }
            // The complement of an end marks a text that is not there.
            ends[i] = text == null ? ~out.size() : out.size();
        }
        byte[] bytes = out.toByteArray();
        return new PackedTexts(deflate ? deflate(bytes) : bytes, ends, deflate);
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
        byte[] plain = deflated ? inflate() : bytes;
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

    private static byte[] deflate(byte[] plain) {
        try (Deflater deflater = new Deflater(Deflater.BEST_SPEED, true)) {
            deflater.setInput(plain);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream(plain.length / 4 + 16);
            byte[] buffer = new byte[16_384];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        }
    }

    private byte[] inflate() {
        byte[] plain = new byte[ends.length == 0 ? 0 : end(ends.length - 1)];
        try (Inflater inflater = new Inflater(true)) {
            inflater.setInput(bytes);
            int read = 0;
            while (read < plain.length) {
                read += inflater.inflate(plain, read, plain.length - read);
            }
            return plain;
        } catch (DataFormatException e) {
            throw new IllegalStateException("bytes that were deflated here do not inflate", e);
        }
    }
}
