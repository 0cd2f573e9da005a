package dev.neuralake.delta.action;

import org.jspecify.annotations.Nullable;

/**
 * Where the deletion vector of a data file is kept (PROTOCOL.md, "Deletion Vector Descriptor Schema").
 *
 * @param storageType {@code u}: a file beside the table, {@code p}: an absolute path, {@code i}: inline
 * @param pathOrInlineDv the file's name in Z85 behind an optional folder, its path, or the vector in Z85
 * @param offset where the vector begins in its file; null for inline ones
 * @param sizeBytes the length of the serialized vector
 * @param cardinality the number of rows that it hides
 */
public record DeletionVector(
        String storageType, String pathOrInlineDv, @Nullable Integer offset, int sizeBytes, long cardinality) {

    /** Identifies the vector among those of one table. */
    public String uniqueId() {
        return offset == null ? storageType + pathOrInlineDv : storageType + pathOrInlineDv + "@" + offset;
    }
}
