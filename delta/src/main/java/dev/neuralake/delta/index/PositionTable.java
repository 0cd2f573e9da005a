package dev.neuralake.delta.index;

import java.util.Arrays;
import java.util.function.IntPredicate;

/** Positions by hash in open addressing: twelve bytes an entry, where a map of objects takes a hundred. */
final class PositionTable {
    private static final int EMPTY = -1;
    private static final int DELETED = -2;

    private long[] hashes = new long[1024];
    private int[] positions = filled(1024);
    private int used;

    private static int[] filled(int size) {
        int[] positions = new int[size];
        Arrays.fill(positions, EMPTY);
        return positions;
    }

    void put(long hash, int position) {
        if ((used + 1) * 10L > positions.length * 7L) {
            grow();
        }
        insert(hash, position);
    }

    private void insert(long hash, int position) {
        int slot = slot(hash);
        while (positions[slot] != EMPTY) {
            slot = (slot + 1) & (positions.length - 1);
        }
        hashes[slot] = hash;
        positions[slot] = position;
        used++;
    }

    /** The position of that hash that fulfils the condition, -1 where there is none. */
    int find(long hash, IntPredicate matches) {
        for (int slot = slot(hash); positions[slot] != EMPTY; slot = (slot + 1) & (positions.length - 1)) {
            if (positions[slot] >= 0 && hashes[slot] == hash && matches.test(positions[slot])) {
                return positions[slot];
            }
        }
        return -1;
    }

    void remove(long hash, int position) {
        for (int slot = slot(hash); positions[slot] != EMPTY; slot = (slot + 1) & (positions.length - 1)) {
            if (positions[slot] == position) {
                positions[slot] = DELETED;
                return;
            }
        }
    }

    private int slot(long hash) {
        return (int) (hash >>> 32 ^ hash) & (positions.length - 1);
    }

    private void grow() {
        long[] oldHashes = hashes;
        int[] oldPositions = positions;
        int live = (int)
                Arrays.stream(oldPositions).filter(position -> position >= 0).count();
        int size = live * 10L > oldPositions.length * 4L ? oldPositions.length * 2 : oldPositions.length;
        hashes = new long[size];
        positions = filled(size);
        used = 0;
        for (int i = 0; i < oldPositions.length; i++) {
            if (oldPositions[i] >= 0) {
                insert(oldHashes[i], oldPositions[i]);
            }
        }
    }
}
