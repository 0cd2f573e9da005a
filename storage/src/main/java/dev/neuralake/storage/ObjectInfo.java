package dev.neuralake.storage;

import java.time.Instant;
import java.util.Objects;

/**
 * What a store tells of an object without reading it.
 *
 * @param key the key, relative to the store's root
 * @param sizeBytes the length of the object
 * @param modifiedAt when it was written, by the store's clock
 * @param etag changes whenever the bytes change; comparable only within one store
 */
public record ObjectInfo(String key, long sizeBytes, Instant modifiedAt, String etag) {
    public ObjectInfo {
        Objects.requireNonNull(key);
        Objects.requireNonNull(modifiedAt);
        Objects.requireNonNull(etag);
    }

    /** Returns the key's last segment. */
    public String name() {
        return key.substring(key.lastIndexOf('/') + 1);
    }
}
