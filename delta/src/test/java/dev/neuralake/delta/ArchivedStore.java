package dev.neuralake.delta;

import dev.neuralake.storage.MemoryStore;
import dev.neuralake.storage.ObjectExistsException;
import dev.neuralake.storage.ObjectInfo;
import dev.neuralake.storage.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The one store of all processes of a fault schedule, in memory. It keeps in an archive whatever was created in it,
 * deleted or not; time can pass over it in leaps; and calls that seemed to have failed take effect later.
 */
final class ArchivedStore implements ObjectStore {
    private final MemoryStore live = new MemoryStore();
    private final MemoryStore archive = new MemoryStore();
    private final Map<String, Duration> ages = new HashMap<>();
    private final List<Late> late = new ArrayList<>();

    /** A call that takes effect after some others. */
    private static final class Late {
        private final Runnable effect;
        private int callsLeft;

        Late(Runnable effect, int callsLeft) {
            this.effect = effect;
            this.callsLeft = callsLeft;
        }
    }

    /** Everything that was ever created. */
    ObjectStore archive() {
        return archive;
    }

    /** Has a change take effect before the n-th call from now. */
    synchronized void later(int calls, Runnable effect) {
        late.add(new Late(effect, calls));
    }

    /** Lets the changes that are due take effect. */
    synchronized void tick() {
        apply(change -> --change.callsLeft <= 0);
    }

    /** Lets all late changes take effect. */
    synchronized void settle() {
        apply(_ -> true);
    }

    private void apply(java.util.function.Predicate<Late> due) {
        for (Iterator<Late> each = late.iterator(); each.hasNext(); ) {
            Late change = each.next();
            if (due.test(change)) {
                each.remove();
                try {
                    change.effect.run();
                } catch (ObjectExistsException e) {
                    // It came too late.
                }
            }
        }
    }

    /** Makes all that is there older. */
    synchronized void elapse(Duration time) {
        try (Stream<ObjectInfo> all = live.list("", null)) {
            all.forEach(info -> ages.merge(info.key(), time, Duration::plus));
        }
    }

    private synchronized ObjectInfo aged(ObjectInfo info) {
        Duration age = ages.get(info.key());
        return age == null
                ? info
                : new ObjectInfo(info.key(), info.sizeBytes(), info.modifiedAt().minus(age), info.etag());
    }

    @Override
    public URI location() {
        return live.location();
    }

    @Override
    public ObjectStore folder(String key) {
        throw new UnsupportedOperationException("not needed so far");
    }

    @Override
    public byte[] read(String key) {
        return live.read(key);
    }

    @Override
    public byte[] readRange(String key, long start, int length) {
        return live.readRange(key, start, length);
    }

    @Override
    public InputStream open(String key) {
        return live.open(key);
    }

    @Override
    public ObjectInfo head(String key) {
        return aged(live.head(key));
    }

    @Override
    public synchronized ObjectInfo write(String key, byte[] bytes) {
        ages.remove(key);
        archive.write(key, bytes);
        return live.write(key, bytes);
    }

    @Override
    public synchronized ObjectInfo create(String key, byte[] bytes) {
        ObjectInfo created = live.create(key, bytes);
        archive.create(key, bytes);
        return created;
    }

    @Override
    public Path stage(String key) {
        return live.stage(key);
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
        return live.list(prefix, startAfter).map(this::aged);
    }

    @Override
    public void delete(Collection<String> keys) {
        live.delete(keys);
    }

    @Override
    public Path local(String key) {
        return live.local(key);
    }

    @Override
    public void close() {
        live.close();
        archive.close();
    }
}
