package dev.neuralake.delta;

import dev.neuralake.storage.AccessDeniedException;
import dev.neuralake.storage.ObjectInfo;
import dev.neuralake.storage.ObjectStore;
import dev.neuralake.storage.StoreException;
import dev.neuralake.storage.StoreFullException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The store as one process sees it when things go wrong, by a schedule that a seed decides: calls meet {@link Fault}s,
 * and before a call other processes may have their turn.
 */
final class FaultyStore implements ObjectStore {
    /** The process is dead: nothing of it reaches the store any more, and no handler of it takes hold of this. */
    static final class KilledError extends Error {
        private static final long serialVersionUID = 1L;

        KilledError() {
            super("the process was killed");
        }
    }

    private static final double OTHERS = 0.05;
    /** How much more often than others the calls fail that are seldom made. */
    private static final int RARE = 6;

    private static final int OUTAGE_MOST = 150;
    private static final int LATE_MOST = 12;
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final ArchivedStore store;
    private final long seed;
    private final Random random;
    private final double rate;
    private final Runnable others;
    private final BiConsumer<Fault, String> hits;
    private final Thread owner = Thread.currentThread();
    private final Map<String, Integer> elsewhere = new HashMap<>();
    private volatile boolean dead;
    private volatile boolean calm = true;
    private int outage;

    /**
     * @param rate how many of the calls go wrong, from 0 to 1
     * @param others lets other processes have their turn
     * @param hits hears of each fault and of the object that it concerns
     */
    FaultyStore(ArchivedStore store, long seed, double rate, Runnable others, BiConsumer<Fault, String> hits) {
        this.store = store;
        this.seed = seed;
        this.random = new Random(seed);
        this.rate = rate;
        this.others = others;
        this.hits = hits;
    }

    /** Nothing goes wrong while it is calm. */
    void setCalm(boolean calm) {
        this.calm = calm;
    }

    boolean isDead() {
        return dead;
    }

    /**
     * Chances follow from the calls of the process in order; those of its helping threads, which have no order, from
     * the object and how often it was asked for.
     */
    private synchronized Random chances(String key) {
        if (Thread.currentThread() == owner) {
            return random;
        }
        String name = plain(key);
        return new Random(seed ^ 31L * name.hashCode() ^ elsewhere.merge(name, 1, Integer::sum) * 0x9E3779B97F4A7C15L);
    }

    /** The key of an object, the same in each run. */
    static String plain(String key) {
        return UUID.matcher(key).replaceAll("*");
    }

    /** @param part what TORN and PARTIAL do of it */
    private <T> T call(Set<Fault> possible, String key, Supplier<T> effect, Runnable part) {
        if (dead) {
            throw new KilledError();
        }
        if (calm) {
            return effect.get();
        }
        store.tick();
        Random chances = chances(key);
        if (chances == random && chances.nextDouble() < OTHERS) {
            others.run();
        }
        if (interrupted()) {
            throw unreachable();
        }
        boolean rare = possible == Fault.REPLACING || possible == Fault.DELETING;
        if (chances.nextDouble() >= (rare ? RARE * rate : rate)) {
            return effect.get();
        }
        Fault fault = Fault.of(possible, chances.nextDouble());
        hits.accept(fault, key);
        return fail(fault, chances, effect, part);
    }

    private synchronized boolean interrupted() {
        return outage > 0 && outage-- > 0;
    }

    private <T> T fail(Fault fault, Random chances, Supplier<T> effect, Runnable part) {
        switch (fault) {
            case FAILED -> throw unreachable();
            case OUTAGE -> {
                synchronized (this) {
                    outage = chances.nextInt(OUTAGE_MOST);
                }
                throw unreachable();
            }
            case LOST -> {
                var unused = effect.get();
                throw unreachable();
            }
            case LATE -> {
                store.later(1 + chances.nextInt(LATE_MOST), () -> {
                    var unused = effect.get();
                });
                throw unreachable();
            }
            case TORN, PARTIAL -> {
                part.run();
                throw unreachable();
            }
            case SLOW -> {
                T answer = effect.get();
                if (chances == random) {
                    others.run();
                }
                return answer;
            }
            case FULL -> throw new StoreFullException("Cannot write to the store: no space left");
            case DENIED -> throw new AccessDeniedException("Cannot use the store: permission denied");
            case KILLED_BEFORE -> dead = true;
            case KILLED_AFTER -> {
                var unused = effect.get();
                dead = true;
            }
        }
        throw new KilledError();
    }

    private static StoreException unreachable() {
        return new StoreException("Cannot reach the store: the connection was lost");
    }

    private <T> T reading(String key, Supplier<T> action) {
        return call(Fault.READING, key, action, () -> {});
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
        return reading(key, () -> store.read(key));
    }

    @Override
    public byte[] readRange(String key, long start, int length) {
        return reading(key, () -> store.readRange(key, start, length));
    }

    @Override
    public InputStream open(String key) {
        return reading(key, () -> store.open(key));
    }

    @Override
    public ObjectInfo head(String key) {
        return reading(key, () -> store.head(key));
    }

    @Override
    public ObjectInfo write(String key, byte[] bytes) {
        return call(Fault.REPLACING, key, () -> store.write(key, bytes), () -> {
            store.write(key, Arrays.copyOf(bytes, bytes.length / 2));
        });
    }

    @Override
    public ObjectInfo create(String key, byte[] bytes) {
        return call(Fault.CREATING, key, () -> store.create(key, bytes), () -> {});
    }

    @Override
    public Path stage(String key) {
        return store.stage(key);
    }

    @Override
    public ObjectInfo upload(String key, Path localFile) {
        try {
            ObjectInfo created = create(key, Files.readAllBytes(localFile));
            Files.delete(localFile);
            return created;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Stream<ObjectInfo> list(String prefix, @Nullable String startAfter) {
        return reading(prefix, () -> store.list(prefix, startAfter).toList().stream());
    }

    @Override
    public void delete(Collection<String> keys) {
        if (keys.isEmpty()) {
            return;
        }
        List<String> some = keys.stream().limit((keys.size() + 1) / 2).toList();
        call(
                Fault.DELETING,
                "",
                () -> {
                    store.delete(keys);
                    return keys;
                },
                () -> store.delete(some));
    }

    @Override
    public Path local(String key) {
        return reading(key, () -> store.local(key));
    }

    @Override
    public void close() {}
}
