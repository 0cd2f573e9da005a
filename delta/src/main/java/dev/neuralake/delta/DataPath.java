package dev.neuralake.delta;

import dev.neuralake.storage.MissingObjectException;
import dev.neuralake.storage.ObjectStore;
import dev.neuralake.types.NeuralakeException;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Paths of data files: as URIs in the log, as keys in the store. */
final class DataPath {
    private static final Pattern ABSOLUTE = Pattern.compile("^([a-zA-Z][a-zA-Z0-9+.-]*:|/).*", Pattern.DOTALL);
    private static final String KEPT = "-_.!~*'()/$&+,;=@";

    private DataPath() {}

    static boolean isAbsolute(String path) {
        return ABSOLUTE.matcher(path).matches();
    }

    /** Writes a key as the log has it: percent-encoded UTF-8. */
    static String encode(String key) {
        StringBuilder uri = new StringBuilder();
        for (byte b : key.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            boolean plain = c < 128 && (Character.isLetterOrDigit(c) || KEPT.indexOf(c) >= 0);
            if (plain) {
                uri.append(c);
            } else {
                uri.append('%').append(String.format(Locale.ROOT, "%02X", (int) c));
            }
        }
        return uri.toString();
    }

    /** Undoes {@link #encode}; a '%' that begins no code stands for itself. */
    static String decode(String uri) {
        if (uri.indexOf('%') < 0) {
            return uri;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < uri.length(); ) {
            int c = uri.codePointAt(i);
            int high = c == '%' && i + 2 < uri.length() ? Character.digit(uri.charAt(i + 1), 16) : -1;
            int low = high >= 0 ? Character.digit(uri.charAt(i + 2), 16) : -1;
            if (low >= 0) {
                bytes.write(high * 16 + low);
                i += 3;
            } else {
                bytes.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
                i += Character.charCount(c);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** The local file of a data file. */
    static Path local(ObjectStore store, String path, String table, long version) {
        try {
            if (!isAbsolute(path)) {
                return store.local(decode(path));
            }
            String root = store.location().toString();
            if (path.startsWith(root)) {
                return store.local(decode(path.substring(root.length())));
            }
            Path file = absolute(path, table);
            if (!Files.exists(file)) {
                throw new MissingObjectException("Cannot read " + file + ": there is no such file");
            }
            return file;
        } catch (MissingObjectException e) {
            throw new NeuralakeException(
                    "Cannot read version " + version + " of table " + table + ": its data file " + decode(path)
                            + " is missing (was it vacuumed? choose a newer version, or restore the file)",
                    e);
        }
    }

    /** The key of a file below the table's root; empty where it lies elsewhere. */
    static Optional<String> key(ObjectStore store, String path) {
        if (!isAbsolute(path)) {
            return Optional.of(decode(path));
        }
        String root = store.location().toString();
        if (path.startsWith(root)) {
            return Optional.of(decode(path.substring(root.length())));
        }
        boolean local = root.startsWith("file:") && (path.startsWith("/") || path.startsWith("file:"));
        if (!local) {
            return Optional.empty();
        }
        Path folder = Path.of(store.location());
        Path file = absolute(path, root).normalize();
        return file.startsWith(folder) ? Optional.of(folder.relativize(file).toString()) : Optional.empty();
    }

    private static Path absolute(String path, String table) {
        if (path.startsWith("/")) {
            return Path.of(decode(path));
        }
        if (path.startsWith("file:")) {
            String rest = path.substring("file:".length());
            return Path.of(decode(rest.startsWith("//") ? rest.substring(rest.indexOf('/', 2)) : rest));
        }
        throw new NeuralakeException("Cannot read table " + table + ": its data file " + path
                + " lies in a store that is not opened here (copy the table, or open it where it can be reached)");
    }

    /** The absolute URI of a data file, for tables elsewhere that point to it. */
    static String absoluteUri(ObjectStore store, String path) {
        return isAbsolute(path) ? path : URI.create(store.location().toString()) + path;
    }
}
