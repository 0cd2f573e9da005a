package dev.neuralake.catalog;

import dev.neuralake.columnar.EnginePaths;
import dev.neuralake.types.NeuralakeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files that a path names at one moment, sorted. Equal lists hold equal data as far as names, sizes and times tell.
 *
 * @param base the folder below which they lie
 */
record DataFiles(Path base, List<DataFile> files) {
    private static final Pattern WILDCARD = Pattern.compile("[*?\\[{]");
    private static final Pattern PARTITION = Pattern.compile("[^/=]+=[^/]*");

    /** One file; times as the file system reports them. */
    record DataFile(Path path, long sizeBytes, Instant created, Instant modified) {}

    DataFiles {
        files = List.copyOf(files);
    }

    /**
     * Lists the files of a path: a file, a folder with all below it, or a glob ({@code *}, {@code ?}, {@code [ab]},
     * {@code {a,b}}, {@code **} for any folders). In folders, files whose name begins with a dot or an underscore are
     * left out, as are those of another ending.
     *
     * @param path relative to the working directory if it is not absolute
     * @param endings of file names in lower case, without the dot
     * @throws NeuralakeException where there is none
     */
    static DataFiles list(String path, Set<String> endings) {
        try {
            Path literal = literal(path);
            if (literal != null && Files.isRegularFile(literal)) {
                return new DataFiles(parent(literal), List.of(file(literal)));
            }
            if (literal != null && Files.isDirectory(literal)) {
                return folder(literal, endings);
            }
            if (WILDCARD.matcher(path).find()) {
                return glob(path);
            }
        } catch (IOException | UncheckedIOException e) {
            throw new NeuralakeException("Cannot list the files of " + path + ": " + e, e);
        }
        throw new NeuralakeException("Cannot read " + path + ": there is no such file or folder");
    }

    /** A path with wildcards may still be the name of a file, but need not be a valid one on every file system. */
    private static @Nullable Path literal(String path) {
        try {
            return Path.of(path).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            return null;
        }
    }

    private static DataFiles folder(Path folder, Set<String> endings) throws IOException {
        List<DataFile> found = walk(folder, path -> isVisible(folder, path) && hasEnding(path, endings));
        if (found.isEmpty()) {
            throw new NeuralakeException("Cannot read folder " + folder + ": it holds no file that ends in "
                    + String.join(
                            ", ",
                            endings.stream()
                                    .sorted()
                                    .map(ending -> "." + ending)
                                    .toList()));
        }
        return new DataFiles(folder, found);
    }

    private static DataFiles glob(String path) throws IOException {
        String pattern = path.replace('\\', '/');
        int wildcard =
                WILDCARD.matcher(pattern).results().findFirst().orElseThrow().start();
        int slash = pattern.lastIndexOf('/', wildcard);
        Path base = Path.of(slash < 0 ? "" : pattern.substring(0, slash + 1))
                .toAbsolutePath()
                .normalize();
        String below = pattern.substring(slash + 1);
        PathMatcher matcher = matcher(below);
        // ** stands for no folder as well, which Java's own globs do not know.
        PathMatcher flat = matcher(below.replace("**/", ""));
        List<DataFile> found = Files.isDirectory(base)
                ? walk(base, file -> matcher.matches(base.relativize(file)) || flat.matches(base.relativize(file)))
                : List.of();
        if (found.isEmpty()) {
            throw new NeuralakeException("Cannot read " + path + ": no file matches");
        }
        return new DataFiles(base, found);
    }

    private static PathMatcher matcher(String glob) {
        try {
            return FileSystems.getDefault().getPathMatcher("glob:" + glob);
        } catch (IllegalArgumentException e) {
            throw new NeuralakeException(
                    "Cannot read " + glob + ": it is no valid pattern (" + e.getMessage() + ")", e);
        }
    }

    private static List<DataFile> walk(Path base, Predicate<Path> wanted) throws IOException {
        List<DataFile> found = new ArrayList<>();
        try (Stream<Path> paths = Files.walk(base)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                if (wanted.test(path) && Files.isRegularFile(path)) {
                    found.add(file(path));
                }
            }
        }
        found.sort(Comparator.comparing(file -> file.path().toString()));
        return found;
    }

    private static DataFile file(Path path) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        return new DataFile(
                path,
                attributes.size(),
                attributes.creationTime().toInstant(),
                attributes.lastModifiedTime().toInstant());
    }

    private static boolean isVisible(Path folder, Path path) {
        for (Path part : folder.relativize(path)) {
            if (part.toString().startsWith(".") || part.toString().startsWith("_")) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasEnding(Path path, Set<String> endings) {
        String name = path.toString().toLowerCase(Locale.ROOT);
        return endings.stream().anyMatch(ending -> name.endsWith("." + ending));
    }

    private static Path parent(Path file) {
        return Objects.requireNonNull(file.getParent());
    }

    List<Path> paths() {
        return files.stream().map(DataFile::path).toList();
    }

    /** The names of the partition columns in the folders' names, as in {@code year=2026/month=1/a.parquet}. */
    List<String> partitionColumns() {
        Path first = base.relativize(files.getFirst().path());
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < first.getNameCount() - 1; i++) {
            String folder = first.getName(i).toString();
            if (PARTITION.matcher(folder).matches()) {
                columns.add(folder.substring(0, folder.indexOf('=')));
            }
        }
        return columns;
    }

    Instant created() {
        return files.stream()
                .map(DataFile::created)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    Instant changed() {
        return files.stream()
                .map(DataFile::modified)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** The files as a list in the engine's SQL. */
    String sqlList() {
        return files.stream().map(file -> EnginePaths.exactly(file.path())).collect(Collectors.joining(", ", "[", "]"));
    }
}
