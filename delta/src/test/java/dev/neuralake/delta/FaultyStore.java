package dev.neuralake.delta;

import dev.neuralake.storage.ObjectInfo;
import dev.neuralake.storage.ObjectStore;
import dev.neuralake.storage.StoreException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The store as one process sees it when things go wrong, by a schedule that a seed decides: calls fail before or after
 * they took effect, take long, leave a torn object where the contract allows one, or are the last of their process.
 * Before a call other processes may have their turn.
 */
final class FaultyStore implements ObjectStore {
    /** The process is dead: nothing of it reaches the store any more. */
    static final class KilledException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        KilledException() {
            super("the process was killed");
        }
    }

    private final ObjectStore store;
    private final Random random;
    private final double rate;
    private final Thread owner = Thread.currentThread();
    private final Runnable others;
    private volatile boolean dead;
    private volatile boolean calm = true;
    private Instant agedBefore = Instant.MIN;

    /**
     * @param rate how many of the calls go wrong, from 0 to 1
     * @param others lets other processes have their turn
     */
    FaultyStore(ObjectStore store, long seed, double rate, Runnable others) {
        this.store = store;
        this.random = new Random(seed);
        this.rate = rate;
        this.others = others;
    }

    /** Nothing goes wrong while it is calm. */
    void setCalm(boolean calm) {
        this.calm = calm;
    }

    boolean isDead() {
        return dead;
    }

    /** Makes all objects that are there look a month old, as they will be some day. */
    void age() {
        agedBefore = Instant.now();
    }

    private <T> T call(boolean changes, Supplier<T> action) {
        if (dead) {
            throw new KilledException();
        }
        if (calm) {
            return action.get();
        }
        if (Thread.currentThread() == owner && chance(0.05)) {
            others.run();
        }
        if (!chance(rate)) {
            return action.get();
        }
        return switch (nextFault()) {
            case 0 -> throw new StoreException("Cannot reach the store: the connection failed");
            case 1 -> {
                T answer = action.get();
                if (changes) {
                    throw new StoreException("Cannot reach the store: the connection was lost");
                }
                yield answer;
            }
            case 2 -> {
                java.util.concurrent.locks.LockSupport.parkNanos(200_000);
                yield action.get();
            }
            case 3 -> {
                dead = true;
                throw new KilledException();
            }
            default -> {
                var unused = action.get();
                dead = true;
                throw new KilledException();
            }
        };
    }

    private synchronized boolean chance(double likely) {
        return random.nextDouble() < likely;
    }

    private synchronized int nextFault() {
        int draw = random.nextInt(12);
        return draw < 4 ? 0 : draw < 8 ? 1 : draw < 10 ? 2 : draw == 10 ? 3 : 4;
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
        return call(false, () -> store.read(key));
    }

    @Override
    public byte[] readRange(String key, long start, int length) {
        return call(false, () -> store.readRange(key, start, length));
    }

    @Override
    public InputStream open(String key) {
        return call(false, () -> store.open(key));
    }

    @Override
    public ObjectInfo head(String key) {
        return aged(call(false, () -> store.head(key)));
    }

    @Override
    public ObjectInfo write(String key, byte[] bytes) {
        // Only objects that may be replaced can be seen torn; all others appear whole or not at all.
        if (!calm && chance(rate)) {
            store.write(key, Arrays.copyOf(bytes, bytes.length / 2));
            throw new StoreException("Cannot write " + key + ": the connection was lost");
        }
        return call(true, () -> store.write(key, bytes));
    }

    @Override
    public ObjectInfo create(String key, byte[] bytes) {
        return call(true, () -> store.create(key, bytes));
    }

    @Override
    public Path stage(String key) {
        return call(false, () -> store.stage(key));
    }

    @Override
    public ObjectInfo upload(String key, Path localFile) {
        return call(true, () -> store.upload(key, localFile));
    }

    @Override
    public Stream<ObjectInfo> list(String prefix, @Nullable String startAfter) {
        return call(false, () -> store.list(prefix, startAfter).map(this::aged));
    }

    private ObjectInfo aged(ObjectInfo info) {
        boolean old = info.modifiedAt().isBefore(agedBefore) && !info.key().startsWith("_delta_log/");
        return old
                ? new ObjectInfo(
                        info.key(), info.sizeBytes(), info.modifiedAt().minus(Duration.ofDays(30)), info.etag())
                : info;
    }

    @Override
    public void delete(Collection<String> keys) {
        call(true, () -> {
            store.delete(keys);
            return keys;
        });
    }

    @Override
    public Path local(String key) {
        return call(false, () -> store.local(key));
    }

    @Override
    public void close() {}
}
