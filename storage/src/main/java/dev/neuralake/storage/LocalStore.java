package dev.neuralake.storage;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Objects as files below a folder, which is created by the first write.
 *
 * <p>An object appears by {@code link} of a finished, synced temporary file, and its folder is synced before the call
 * returns: it survives a crash of the machine, and a process killed at any point leaves at most a temporary file
 * (hidden from {@link #list}). A {@linkplain #createHint hint} is not synced. The file system must support hard links.
 */
public final class LocalStore implements ObjectStore {
    private final Path root;

    public LocalStore(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    @Override
    public URI location() {
        String uri = root.toUri().toString();
        return URI.create(uri.endsWith("/") ? uri : uri + "/");
    }

    @Override
    public ObjectStore folder(String key) {
        return new LocalStore(path(key));
    }

    @Override
    public byte[] read(String key) {
        try {
            return Files.readAllBytes(path(key));
        } catch (IOException e) {
            throw failure("read", key, e);
        }
    }

    @Override
    public byte[] readRange(String key, long start, int length) {
        try (FileChannel file = FileChannel.open(path(key))) {
            ByteBuffer buffer = ByteBuffer.allocate((int) Math.clamp(file.size() - start, 0, length));
            while (buffer.hasRemaining() && file.read(buffer, start + buffer.position()) >= 0) {
                // Keeps reading until the range is full: one read may return less.
            }
            return Arrays.copyOf(buffer.array(), buffer.position());
        } catch (IOException e) {
            throw failure("read", key, e);
        }
    }

    @Override
    public InputStream open(String key) {
        try {
            return Channels.newInputStream(FileChannel.open(path(key)));
        } catch (IOException e) {
            throw failure("read", key, e);
        }
    }

    @Override
    public ObjectInfo head(String key) {
        try {
            return LocalListing.info(key, Files.readAttributes(path(key), BasicFileAttributes.class));
        } catch (IOException e) {
            throw failure("read", key, e);
        }
    }

    @Override
    public ObjectInfo write(String key, byte[] bytes) {
        return publish("write", key, writeTemporary(key, bytes, true), true, true);
    }

    @Override
    public ObjectInfo create(String key, byte[] bytes) {
        return create(key, bytes, true);
    }

    @Override
    public ObjectInfo createHint(String key, byte[] bytes) {
        return create(key, bytes, false);
    }

    private ObjectInfo create(String key, byte[] bytes, boolean durably) {
        // Losers of a race usually learn of it here, without writing a byte.
        if (Files.exists(path(key))) {
            throw exists(key);
        }
        return publish("create", key, writeTemporary(key, bytes, durably), false, durably);
    }

    @Override
    public Path stage(String key) {
        Path target = path(key);
        createFolder(key, parentOf(target));
        return LocalListing.temporary(target, UUID.randomUUID().toString());
    }

    @Override
    public void discardStaged(Instant before) {
        LocalListing.discardTemporary(root, before);
    }

    @Override
    public ObjectInfo upload(String key, Path localFile) {
        try {
            createFolder(key, parentOf(path(key)));
            Path staged = localFile;
            if (!Files.getFileStore(localFile).equals(Files.getFileStore(parentOf(path(key))))) {
                staged = Files.copy(localFile, stage(key));
                Files.delete(localFile);
            }
            try (FileChannel file = FileChannel.open(staged, StandardOpenOption.WRITE)) {
                file.force(true);
            }
            return publish("store", key, staged, false, true);
        } catch (IOException e) {
            throw failure("store", key, e);
        }
    }

    @Override
    public Stream<ObjectInfo> list(String prefix, @Nullable String startAfter) {
        return LocalListing.list(root, prefix, startAfter);
    }

    @Override
    public void delete(Collection<String> keys) {
        for (String key : keys) {
            try {
                Files.deleteIfExists(path(key));
            } catch (IOException e) {
                throw failure("delete", key, e);
            }
        }
    }

    @Override
    public Path local(String key) {
        Path file = path(key);
        if (!Files.exists(file)) {
            throw new MissingObjectException("Cannot read " + file + ": there is no such file");
        }
        return file;
    }

    @Override
    public void close() {}

    private Path path(String key) {
        return root.resolve(Keys.check(key));
    }

    private static Path parentOf(Path file) {
        Path parent = file.getParent();
        return parent == null ? file : parent;
    }

    private Path writeTemporary(String key, byte[] bytes, boolean durably) {
        Path temporary = stage(key);
        try (FileChannel file = FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                file.write(buffer);
            }
            if (durably) {
                file.force(true);
            }
            return temporary;
        } catch (IOException e) {
            discard(temporary);
            throw failure("write", key, e);
        }
    }

    /** Gives a finished file its name, and makes the name durable; the temporary name is gone in every case. */
    private ObjectInfo publish(String verb, String key, Path temporary, boolean replace, boolean durably) {
        Path target = path(key);
        try {
            if (replace) {
                Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } else {
                Files.createLink(target, temporary);
            }
            if (durably) {
                sync(parentOf(target));
            }
            return head(key);
        } catch (FileAlreadyExistsException e) {
            throw exists(key);
        } catch (UnsupportedOperationException e) {
            throw new StoreException(
                    "Cannot " + verb + " " + target + ": the file system has no hard links (choose another folder)", e);
        } catch (IOException e) {
            throw failure(verb, key, e);
        } finally {
            discard(temporary);
        }
    }

    private void createFolder(String key, Path folder) {
        if (Files.isDirectory(folder)) {
            return;
        }
        try {
            Files.createDirectories(folder);
            for (Path made = folder; made != null && made.startsWith(root); made = made.getParent()) {
                sync(parentOf(made));
            }
        } catch (IOException e) {
            throw failure("write", key, e);
        }
    }

    private static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static void discard(Path temporary) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            // A temporary file that stays behind is hidden from every listing and harms nobody.
        }
    }

    private ObjectExistsException exists(String key) {
        return new ObjectExistsException("Cannot create " + path(key) + ": it exists already");
    }

    private StoreException failure(String verb, String key, IOException e) {
        Path file = path(key);
        String what = "Cannot " + verb + " " + file + ": ";
        String reason = String.valueOf(e.getMessage());
        if (e instanceof NoSuchFileException) {
            return new MissingObjectException(what + "there is no such file", e);
        }
        if (e instanceof java.nio.file.AccessDeniedException) {
            return new AccessDeniedException(what + "permission denied (check the folder's owner and mode)", e);
        }
        if (reason.contains("No space left") || reason.contains("quota exceeded")) {
            return new StoreFullException(what + "no space left on the device (free some, nothing was changed)", e);
        }
        return new StoreException(what + reason, e);
    }
}
