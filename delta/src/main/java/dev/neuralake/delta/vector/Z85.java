package dev.neuralake.delta.vector;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.UUID;

/** The Z85 encoding of ZeroMQ RFC 32: four bytes as five characters. */
final class Z85 {
    private static final String ALPHABET =
            "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#";
    private static final int[] VALUES = new int[128];

    static {
        Arrays.fill(VALUES, -1);
        for (int i = 0; i < ALPHABET.length(); i++) {
            VALUES[ALPHABET.charAt(i)] = i;
        }
    }

    /** The characters that a UUID takes. */
    static final int UUID_LENGTH = 20;

    private Z85() {}

    static String encode(byte[] bytes) {
        ByteBuffer padded =
                ByteBuffer.allocate((bytes.length + 3) / 4 * 4).put(bytes).rewind();
        StringBuilder text = new StringBuilder();
        while (padded.hasRemaining()) {
            long word = padded.getInt() & 0xFFFFFFFFL;
            char[] characters = new char[5];
            for (int i = 4; i >= 0; i--) {
                characters[i] = ALPHABET.charAt((int) (word % 85));
                word /= 85;
            }
            text.append(characters);
        }
        return text.toString();
    }

    static byte[] decode(String text) {
        if (text.length() % 5 != 0) {
            throw new IllegalArgumentException("its length is no multiple of five");
        }
        ByteBuffer bytes = ByteBuffer.allocate(text.length() / 5 * 4);
        for (int i = 0; i < text.length(); i += 5) {
            long word = 0;
            for (int j = i; j < i + 5; j++) {
                char c = text.charAt(j);
                if (c >= VALUES.length || VALUES[c] < 0) {
                    throw new IllegalArgumentException("it has a character that is not of the alphabet");
                }
                word = word * 85 + VALUES[c];
            }
            bytes.putInt((int) word);
        }
        return bytes.array();
    }

    static String encode(UUID uuid) {
        return encode(ByteBuffer.allocate(16)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array());
    }

    static UUID uuid(String text) {
        ByteBuffer bytes = ByteBuffer.wrap(decode(text));
        return new UUID(bytes.getLong(), bytes.getLong());
    }
}
