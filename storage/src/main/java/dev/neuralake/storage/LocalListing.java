package dev.neuralake.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lists the files below a folder lazily, in the order of their keys. */
final class LocalListing {
    /** A folder's key ends in '/', which puts it where the keys of its files belong. */
    private record Entry(String key, boolean folder) {}

    private LocalListing() {}

    static Path temporary(Path target, String unique) {
        return target.resolveSibling("." + target.getFileName() + "." + unique + ".tmp");
    }

    private static boolean isTemporary(Path path) {
        String name = path.getFileName().toString();
        return name.startsWith(".") && name.endsWith(".tmp");
    }

    /** Deletes temporary files, and folders of such, of which nothing was written since a time. */
    static void discardTemporary(Path folder, Instant before) {
        for (Path child : children(folder)) {
            if (isTemporary(child)) {
                List<Path> content = below(child);
                if (content.stream().allMatch(path -> isOlder(path, before))) {
                    content.reversed().forEach(LocalListing::delete);
                }
            } else if (Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
                discardTemporary(child, before);
            }
        }
    }

    /** A path and all below it, folders before what is in them. */
    private static List<Path> below(Path path) {
        List<Path> all = new ArrayList<>(List.of(path));
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            children(path).forEach(child -> all.addAll(below(child)));
        }
        return all;
    }

    private static List<Path> children(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.toList();
        } catch (NoSuchFileException gone) {
            return List.of();
        } catch (IOException e) {
            throw new StoreException("Cannot list " + folder + ": " + e, e);
        }
    }

    private static boolean isOlder(Path path, Instant before) {
        try {
            return Files.getLastModifiedTime(path).toInstant().isBefore(before);
        } catch (IOException gone) {
            return true;
        }
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // A temporary file that stays behind is hidden from every listing and harms nobody.
        }
    }

    static ObjectInfo info(String key, BasicFileAttributes file) throws IOException {
        if (file.isDirectory()) {
            throw new NoSuchFileException(key);
        }
        String etag = Long.toHexString(file.lastModifiedTime().to(TimeUnit.NANOSECONDS)) + "-"
                + Long.toHexString(file.size()) + "-" + Objects.hashCode(file.fileKey());
        return new ObjectInfo(key, file.size(), file.lastModifiedTime().toInstant(), etag);
    }

    static Stream<ObjectInfo> list(Path root, String prefix, @Nullable String startAfter) {
        String folder = prefix.substring(0, prefix.lastIndexOf('/') + 1);
        return walk(root, folder, prefix, startAfter);
    }

    private static Stream<ObjectInfo> walk(Path root, String folder, String prefix, @Nullable String startAfter) {
        return entries(root, folder, prefix, startAfter).stream()
                .sorted(Comparator.comparing(Entry::key, Keys.ORDER))
                .flatMap(entry ->
                        entry.folder() ? walk(root, entry.key(), prefix, startAfter) : information(root, entry.key()));
    }

    /** Whether the entry, or if it is a folder something in it, can be part of the answer; asked before its file is. */
    private static boolean mayMatter(String key, String prefix, @Nullable String startAfter) {
        if (!key.startsWith(prefix) && !prefix.startsWith(key + "/")) {
            return false;
        }
        return startAfter == null
                || Keys.ORDER.compare(key, startAfter) > 0
                || Keys.ORDER.compare(key + "/", startAfter) > 0
                || startAfter.startsWith(key + "/");
    }

    private static List<Entry> entries(Path root, String folder, String prefix, @Nullable String startAfter) {
        List<Entry> entries = new ArrayList<>();
        try (DirectoryStream<Path> children = Files.newDirectoryStream(root.resolve(folder))) {
            for (Path child : children) {
                String name = child.getFileName().toString();
                if (isTemporary(child) || !mayMatter(folder + name, prefix, startAfter)) {
                    continue;
                }
                boolean isFolder = Files.isDirectory(child);
                Entry entry = new Entry(folder + name + (isFolder ? "/" : ""), isFolder);
                if (isFolder || startAfter == null || Keys.ORDER.compare(entry.key(), startAfter) > 0) {
                    entries.add(entry);
                }
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        } catch (java.nio.file.AccessDeniedException e) {
            throw new AccessDeniedException("Cannot list " + root.resolve(folder) + ": permission denied", e);
        } catch (IOException e) {
            throw new StoreException("Cannot list " + root.resolve(folder) + ": " + e, e);
        }
        return entries;
    }

    private static Stream<ObjectInfo> information(Path root, String key) {
        try {
            return Stream.of(info(key, Files.readAttributes(root.resolve(key), BasicFileAttributes.class)));
        } catch (NoSuchFileException e) {
            // Deleted while we listed.
            return Stream.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
