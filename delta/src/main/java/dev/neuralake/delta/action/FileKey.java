package dev.neuralake.delta.action;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * What identifies a logical file: its path, with the spellings of one absolute file path made equal, and its deletion
 * vector's id.
 */
public record FileKey(String path, @Nullable String deletionVectorId) {

    public static FileKey of(String path, @Nullable DeletionVector vector) {
        return new FileKey(canonical(path), vector == null ? null : vector.uniqueId());
    }

    /** {@code /x}, {@code file:/x} and {@code file:///x} are one file; everything else stays as it is. */
    private static String canonical(String path) {
        if (path.startsWith("/")) {
            return "file:" + collapse(path);
        }
        if (!path.startsWith("file:")) {
            return path;
        }
        try {
            String rest = new URI(path).getRawPath();
            return rest == null ? path : "file:" + collapse(rest);
        } catch (URISyntaxException e) {
            return path;
        }
    }

    private static String collapse(String path) {
        int start = 0;
        while (start + 1 < path.length() && path.charAt(start + 1) == '/') {
            start++;
        }
        return path.substring(start);
    }
}
