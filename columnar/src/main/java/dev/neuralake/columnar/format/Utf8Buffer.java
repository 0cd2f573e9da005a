package dev.neuralake.columnar.format;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.arrow.memory.ArrowBuf;

/**
 * Text in the making, as UTF-8. It grows to hold a row and is drained between rows, so that what stands in it can still
 * be quoted.
 */
final class Utf8Buffer {
    private static final int FIRST_BYTES = 256;
    private static final int DRAIN_BYTES = 1 << 16;
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    /** Reads eight bytes at once: most texts have nothing to escape, and are only looked through. */
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = ONES << 7;
    private static final long BLANKS = ONES * ' ';

    private byte[] bytes = new byte[FIRST_BYTES];
    private int size;

    int size() {
        return size;
    }

    void truncate(int newSize) {
        size = newSize;
    }

    byte at(int index) {
        return bytes[index];
    }

    String text(int from) {
        return new String(bytes, from, size - from, StandardCharsets.UTF_8);
    }

    byte[] array() {
        return bytes;
    }

    /** Makes room for so many bytes behind the end. */
    void reserve(int count) {
        if (bytes.length - size < count) {
            bytes = Arrays.copyOf(
                    bytes, Math.max(Math.addExact(size, count), (int) Math.min(2L * bytes.length, 1 << 30)));
        }
    }

    /** Says that so many bytes behind the end were written into {@link #array()}. */
    void advance(int count) {
        size += count;
    }

    void put(int ascii) {
        reserve(1);
        bytes[size++] = (byte) ascii;
    }

    void put(byte[] text) {
        reserve(text.length);
        System.arraycopy(text, 0, bytes, size, text.length);
        size += text.length;
    }

    void put(String text) {
        put(text.getBytes(StandardCharsets.UTF_8));
    }

    void put(ArrowBuf source, long offset, int length) {
        reserve(length);
        source.getBytes(offset, bytes, size, length);
        size += length;
    }

    void drainIfLarge(OutputStream out) throws IOException {
        if (size >= DRAIN_BYTES) {
            drain(out);
        }
    }

    void drain(OutputStream out) throws IOException {
        out.write(bytes, 0, size);
        size = 0;
    }

    /** Makes a JSON string of what stands from {@code start} on. */
    void quoteJson(int start) {
        shift(start, 1);
        bytes[start] = '"';
        escapeJson(start + 1);
        put('"');
    }

    /** Escapes what stands from {@code start} on, as between the quotes of a JSON string. */
    void escapeJson(int start) {
        int special = jsonSpecial(start);
        if (special == size) {
            return;
        }
        byte[] rest = Arrays.copyOfRange(bytes, special, size);
        size = special;
        for (byte b : rest) {
            if (isJsonSpecial(b)) {
                escape(b);
            } else {
                put(b);
            }
        }
    }

    private void escape(byte b) {
        put('\\');
        switch (b) {
            case '"', '\\' -> put(b);
            case '\n' -> put('n');
            case '\r' -> put('r');
            case '\t' -> put('t');
            case '\b' -> put('b');
            case '\f' -> put('f');
            default -> {
                put('u');
                put('0');
                put('0');
                put(HEX[b >> 4]);
                put(HEX[b & 0xf]);
            }
        }
    }

    private int jsonSpecial(int start) {
        int i = start;
        for (; i + Long.BYTES <= size; i += Long.BYTES) {
            long eight = (long) LONGS.get(bytes, i);
            long control = eight - BLANKS & ~eight;
            if (((control | equal(eight, '"') | equal(eight, '\\')) & HIGH_BITS) != 0) {
                break;
            }
        }
        while (i < size && !isJsonSpecial(bytes[i])) {
            i++;
        }
        return i;
    }

    private static boolean isJsonSpecial(byte b) {
        return b >= 0 && b < ' ' || b == '"' || b == '\\';
    }

    /** Has a high bit set where one of the bytes is {@code wanted}; a byte above such a one may be marked as well. */
    private static long equal(long eight, char wanted) {
        long difference = eight ^ ONES * wanted;
        return difference - ONES & ~difference;
    }

    /** Quotes what stands from {@code start} on as a field of CSV, if it must be. */
    void quoteCsv(int start) {
        if (!needsQuotes(start)) {
            return;
        }
        byte[] field = Arrays.copyOfRange(bytes, start, size);
        size = start;
        put('"');
        for (byte b : field) {
            if (b == '"') {
                put('"');
            }
            put(b);
        }
        put('"');
    }

    private boolean needsQuotes(int start) {
        int i = start;
        for (; i + Long.BYTES <= size; i += Long.BYTES) {
            long eight = (long) LONGS.get(bytes, i);
            long found = equal(eight, ',') | equal(eight, '"') | equal(eight, '\n') | equal(eight, '\r');
            if ((found & HIGH_BITS) != 0) {
                break;
            }
        }
        for (; i < size; i++) {
            byte b = bytes[i];
            if (b == ',' || b == '"' || b == '\n' || b == '\r') {
                return true;
            }
        }
        return false;
    }

    private void shift(int start, int by) {
        reserve(by);
        System.arraycopy(bytes, start, bytes, start + by, size - start);
        size += by;
    }
}
