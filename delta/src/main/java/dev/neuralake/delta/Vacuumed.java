package dev.neuralake.delta;

import java.util.List;

/**
 * What VACUUM deleted, or would delete.
 *
 * @param version the table's version afterwards
 * @param files keys below the table's root
 * @param sizeBytes the length of the files as far as it is known
 * @param folders how many folders held files
 */
public record Vacuumed(long version, List<String> files, long sizeBytes, long folders) {
    public Vacuumed {
        files = List.copyOf(files);
    }
}
