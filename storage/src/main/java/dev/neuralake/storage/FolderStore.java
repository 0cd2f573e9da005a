package dev.neuralake.storage;

import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.Collection;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The part of another store below one key. */
final class FolderStore implements ObjectStore {
    private final ObjectStore parent;
    private final String root;

    FolderStore(ObjectStore parent, String folder) {
        this.parent = parent;
        this.root = folder + "/";
    }

    @Override
    public URI location() {
        return URI.create(parent.location() + root.replace("%", "%25").replace(" ", "%20"));
    }

    @Override
    public ObjectStore folder(String key) {
        return new FolderStore(parent, root + Keys.check(key));
    }

    @Override
    public byte[] read(String key) {
        return parent.read(inner(key));
    }

    @Override
    public byte[] readRange(String key, long start, int length) {
        return parent.readRange(inner(key), start, length);
    }

    @Override
    public InputStream open(String key) {
        return parent.open(inner(key));
    }

    @Override
    public ObjectInfo head(String key) {
        return outer(parent.head(inner(key)));
    }

    @Override
    public ObjectInfo write(String key, byte[] bytes) {
        return outer(parent.write(inner(key), bytes));
    }

    @Override
    public ObjectInfo create(String key, byte[] bytes) {
        return outer(parent.create(inner(key), bytes));
    }

    @Override
    public ObjectInfo createHint(String key, byte[] bytes) {
        return outer(parent.createHint(inner(key), bytes));
    }

    @Override
    public Path stage(String key) {
        return parent.stage(inner(key));
    }

    @Override
    public ObjectInfo upload(String key, Path localFile) {
        return outer(parent.upload(inner(key), localFile));
    }

    @Override
    public Stream<ObjectInfo> list(String prefix, @Nullable String startAfter) {
        return parent.list(root + prefix, startAfter == null ? null : root + startAfter)
                .map(this::outer);
    }

    @Override
    public void delete(Collection<String> keys) {
        parent.delete(keys.stream().map(this::inner).toList());
    }

    @Override
    public Path local(String key) {
        return parent.local(inner(key));
    }

    @Override
    public void close() {}

    private String inner(String key) {
        return root + Keys.check(key);
    }

    private ObjectInfo outer(ObjectInfo info) {
        return new ObjectInfo(info.key().substring(root.length()), info.sizeBytes(), info.modifiedAt(), info.etag());
    }
}
