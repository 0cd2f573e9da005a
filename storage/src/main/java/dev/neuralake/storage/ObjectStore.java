package dev.neuralake.storage;

import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Objects under one root, addressed by '/'-separated relative keys.
 *
 * <p>The contract is what an object store over the network can give: no rename, no append, and {@linkplain #create
 * exclusive create} as the only arbiter between processes. Reads see every completed write. An object that was created
 * or uploaded never changes afterwards; only {@link #write} replaces one. Implementations are thread-safe.
 *
 * <p>A call that ends in a plain {@link StoreException} may have taken effect: its answer can have been lost. The
 * subclasses are certain answers.
 */
public interface ObjectStore extends AutoCloseable {

    /** Returns the root as an absolute URI that ends in '/'. */
    URI location();

    /**
     * Returns the store whose root is {@code key} below this one's. It shares this store's resources and needs no
     * close.
     */
    ObjectStore folder(String key);

    /** Reads a whole object; {@link MissingObjectException} when there is none. */
    byte[] read(String key);

    /** Reads {@code [start, start + length)} of an object, fewer bytes when it ends earlier. */
    byte[] readRange(String key, long start, int length);

    /** Opens an object for reading from its start; the caller closes it. */
    InputStream open(String key);

    /** Returns what is known of an object without reading it; {@link MissingObjectException} when there is none. */
    ObjectInfo head(String key);

    /** Returns what is known of an object, empty when there is none. */
    default Optional<ObjectInfo> find(String key) {
        try {
            return Optional.of(head(key));
        } catch (MissingObjectException missing) {
            return Optional.empty();
        }
    }

    /** Writes an object whole, replacing one of that key. Readers see the old or the new bytes, never a mixture. */
    ObjectInfo write(String key, byte[] bytes);

    /**
     * Writes an object whole unless the key is taken: of all concurrent callers exactly one succeeds, the others get an
     * {@link ObjectExistsException}. On return the object is durable.
     */
    ObjectInfo create(String key, byte[] bytes);

    /**
     * The same for what readers can do without, at less cost: after a crash of the machine, though not of the process,
     * the object may be gone, empty or cut short.
     */
    default ObjectInfo createHint(String key, byte[] bytes) {
        return create(key, bytes);
    }

    /** Returns a local path, in an existing folder, where a file can be prepared for {@link #upload} to {@code key}. */
    Path stage(String key);

    /**
     * Deletes what lies at {@linkplain #stage staged} paths and was last written before a time: a process that was killed
     * never uploads it. For stores that stage where nobody else looks there is nothing to do.
     */
    default void discardStaged(Instant before) {}

    /**
     * Stores a local file as an object unless the key is taken, with the guarantees of {@link #create}. The local file
     * is consumed: it is gone afterwards. Without a copy where the file was prepared at {@link #stage}.
     */
    ObjectInfo upload(String key, Path localFile);

    /**
     * Lists the objects whose keys begin with {@code prefix}, in all folders below it, sorted by the code points of
     * their keys, from the first key greater than {@code startAfter}. Lazy: what is not consumed is not listed. The
     * caller closes the stream.
     */
    Stream<ObjectInfo> list(String prefix, @Nullable String startAfter);

    /** Deletes objects; keys that do not exist are passed over. */
    void delete(Collection<String> keys);

    /** Returns a local, readable path of an object that never changes; a remote store fetches it into its cache. */
    Path local(String key);

    @Override
    void close();
}
