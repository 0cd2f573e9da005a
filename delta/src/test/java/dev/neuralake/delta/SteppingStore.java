package dev.neuralake.delta;

import dev.neuralake.storage.ObjectInfo;
import dev.neuralake.storage.ObjectStore;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.Collection;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A store that lets somebody else work before a chosen step: a call that reads or writes the log, or adds a file. */
final class SteppingStore implements ObjectStore {
    private final ObjectStore store;
    private final Runnable other;
    private int stepsLeft = Integer.MAX_VALUE;
    private boolean interrupted;

    SteppingStore(ObjectStore store, Runnable other) {
        this.store = store;
        this.other = other;
    }

    /** Has the other work before the n-th step from now, from 0. */
    void interruptBefore(int step) {
        stepsLeft = step;
    }

    /** Whether the other has worked. */
    boolean wasInterrupted() {
        return interrupted;
    }

    /** Commits are read side by side: the other works once, and whoever comes meanwhile waits for it. */
    private synchronized void step(String key, boolean adds) {
        boolean counts = key.startsWith("_delta_log/") || adds;
        if (counts && !interrupted && stepsLeft-- == 0) {
            interrupted = true;
            other.run();
        }
    }

    @Override
    public URI location() {
        return store.location();
    }

    @Override
    public ObjectStore folder(String key) {
        throw new UnsupportedOperationException("not needed so far");
    }

    @Override
    public byte[] read(String key) {
        step(key, false);
        return store.read(key);
    }

    @Override
    public byte[] readRange(String key, long start, int length) {
        step(key, false);
        return store.readRange(key, start, length);
    }

    @Override
    public InputStream open(String key) {
        step(key, false);
        return store.open(key);
    }

    @Override
    public ObjectInfo head(String key) {
        step(key, false);
        return store.head(key);
    }

    @Override
    public ObjectInfo write(String key, byte[] bytes) {
        step(key, true);
        return store.write(key, bytes);
    }

    @Override
    public ObjectInfo create(String key, byte[] bytes) {
        step(key, true);
        return store.create(key, bytes);
    }

    @Override
    public Path stage(String key) {
        return store.stage(key);
    }

    @Override
    public ObjectInfo upload(String key, Path localFile) {
        step(key, true);
        return store.upload(key, localFile);
    }

    @Override
    public Stream<ObjectInfo> list(String prefix, @Nullable String startAfter) {
        step(prefix, false);
        return store.list(prefix, startAfter);
    }

    @Override
    public void delete(Collection<String> keys) {
        store.delete(keys);
    }

    @Override
    public Path local(String key) {
        return store.local(key);
    }

    @Override
    public void close() {}
}
