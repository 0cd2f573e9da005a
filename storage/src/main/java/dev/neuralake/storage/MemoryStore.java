package dev.neuralake.storage;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Objects in memory, gone when the store is closed; local copies lie in a temporary folder of its own. */
public final class MemoryStore implements ObjectStore {
    private record Stored(byte[] bytes, ObjectInfo info) {}

    private final ConcurrentSkipListMap<String, Stored> objects = new ConcurrentSkipListMap<>(Keys.ORDER);
    private final Map<String, Path> localCopies = new ConcurrentHashMap<>();
    private final AtomicLong writes = new AtomicLong();
    private final Clock clock;
    private final Path scratch;

    public MemoryStore() {
        this(Clock.systemUTC());
    }

    /** Creates a store whose objects carry the times of {@code clock}. */
    public MemoryStore(Clock clock) {
        this.clock = clock;
        try {
            scratch = Files.createTempDirectory("neuralake-memory-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public URI location() {
        return URI.create("memory:/");
    }

    @Override
    public ObjectStore folder(String key) {
        return new FolderStore(this, Keys.check(key));
    }

    @Override
    public byte[] read(String key) {
        return stored(key).bytes().clone();
    }

    @Override
    public byte[] readRange(String key, long start, int length) {
        byte[] bytes = stored(key).bytes();
        int from = (int) Math.min(start, bytes.length);
        return Arrays.copyOfRange(bytes, from, (int) Math.min(bytes.length, start + length));
    }

    @Override
    public InputStream open(String key) {
        return new ByteArrayInputStream(stored(key).bytes());
    }

    @Override
    public ObjectInfo head(String key) {
        return stored(key).info();
    }

    @Override
    public ObjectInfo write(String key, byte[] bytes) {
        Stored stored = stored(Keys.check(key), bytes);
        objects.put(key, stored);
        localCopies.remove(key);
        return stored.info();
    }

    @Override
    public ObjectInfo create(String key, byte[] bytes) {
        Stored stored = stored(Keys.check(key), bytes);
        if (objects.putIfAbsent(key, stored) != null) {
            throw new ObjectExistsException("Cannot create object " + key + ": it exists already");
        }
        return stored.info();
    }

    @Override
    public Path stage(String key) {
        return scratch.resolve("stage-" + writes.incrementAndGet() + "-" + lastSegment(key));
    }

    @Override
    public ObjectInfo upload(String key, Path localFile) {
        try {
            ObjectInfo info = create(key, Files.readAllBytes(localFile));
            Files.delete(localFile);
            return info;
        } catch (IOException e) {
            throw new StoreException("Cannot store " + localFile + " as " + key + ": " + e, e);
        }
    }

    @Override
    public Stream<ObjectInfo> list(String prefix, @Nullable String startAfter) {
        boolean fromPrefix = startAfter == null || Keys.ORDER.compare(startAfter, prefix) < 0;
        return objects.tailMap(fromPrefix ? prefix : startAfter, fromPrefix).values().stream()
                .map(Stored::info)
                .takeWhile(info -> info.key().startsWith(prefix));
    }

    @Override
    public void delete(Collection<String> keys) {
        keys.forEach(objects::remove);
        keys.forEach(localCopies::remove);
    }

    @Override
    public Path local(String key) {
        byte[] bytes = stored(key).bytes();
        return localCopies.computeIfAbsent(key, _ -> {
            try {
                return Files.write(scratch.resolve("copy-" + writes.incrementAndGet() + "-" + lastSegment(key)), bytes);
            } catch (IOException e) {
                throw new StoreException("Cannot copy object " + key + " to " + scratch + ": " + e, e);
            }
        });
    }

    @Override
    public void close() {
        objects.clear();
        try (Stream<Path> files = Files.walk(scratch)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new StoreException("Cannot delete the temporary folder " + scratch + ": " + e, e);
        }
    }

    private static String lastSegment(String key) {
        return key.substring(key.lastIndexOf('/') + 1);
    }

    private Stored stored(String key) {
        Stored stored = objects.get(Keys.check(key));
        if (stored == null) {
            throw new MissingObjectException("Cannot read object " + key + ": there is none of that key");
        }
        return stored;
    }

    private Stored stored(String key, byte[] bytes) {
        String etag = Long.toHexString(writes.incrementAndGet());
        return new Stored(bytes.clone(), new ObjectInfo(key, bytes.length, clock.instant(), etag));
    }
}
