package dev.neuralake.delta.index;

import org.jspecify.annotations.Nullable;

/** A set of small numbers in an array of words; null is the empty set. */
final class Bits {
    private Bits() {}

    static boolean get(long @Nullable [] words, int index) {
        return words != null && (words[index >> 6] & (1L << index)) != 0;
    }

    static long[] with(long @Nullable [] words, int index, int capacity) {
        long[] copy = words == null ? new long[(capacity + 63) >> 6] : words.clone();
        copy[index >> 6] |= 1L << index;
        return copy;
    }

    static int count(long @Nullable [] words) {
        int count = 0;
        if (words != null) {
            for (long word : words) {
                count += Long.bitCount(word);
            }
        }
        return count;
    }
}
