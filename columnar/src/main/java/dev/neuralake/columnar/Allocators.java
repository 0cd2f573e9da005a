package dev.neuralake.columnar;

import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/** Arrow memory. Every allocator made below the root is closed by its owner, and closing fails where memory leaked. */
public final class Allocators {
    private static final BufferAllocator ROOT = new RootAllocator();

    private Allocators() {}

    /** The one allocator of the process under which all others hang; never closed. */
    public static BufferAllocator root() {
        return ROOT;
    }
}
