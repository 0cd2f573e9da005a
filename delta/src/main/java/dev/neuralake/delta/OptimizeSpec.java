package dev.neuralake.delta;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which files of a table to write anew, and in which order of rows.
 *
 * @param where a condition on the partition columns in the engine's SQL, null for all files
 * @param zOrderBy columns, dotted paths, by which rows are brought together on a Z curve; none to merge small files only
 * @param full for clustered tables: whether large files are clustered again as well
 */
public record OptimizeSpec(@Nullable String where, List<String> zOrderBy, boolean full) {
    public OptimizeSpec {
        zOrderBy = List.copyOf(zOrderBy);
    }

    /** Merges small files of all partitions. */
    public static OptimizeSpec all() {
        return new OptimizeSpec(null, List.of(), false);
    }

    /** Only the files of partitions for which a condition on the partition columns is true. */
    public OptimizeSpec where(String condition) {
        return new OptimizeSpec(condition, zOrderBy, full);
    }

    /** Writes all chosen files anew, rows that are near in these columns together. */
    public OptimizeSpec zOrderedBy(String... columns) {
        return new OptimizeSpec(where, List.of(columns), full);
    }
}
