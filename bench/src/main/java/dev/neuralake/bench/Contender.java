package dev.neuralake.bench;

import java.nio.file.Path;

/**
 * An engine that does what {@link DeltaEngines} measures. Numbers that come back are what was touched, so that nobody
 * wins by doing nothing.
 */
interface Contender extends AutoCloseable {
    /** Makes an empty table of the columns of a Parquet file. */
    void create(Path table, Path like);

    /** Appends the rows of a Parquet file, in one commit. */
    void append(Path table, Path source);

    /** Opens a table that was not opened before, and counts its files. */
    long open(Path table);

    /** Deletes the rows whose {@code id} leaves this remainder when divided by a hundred, and counts them. */
    long delete(Path table, int remainder);

    /** Adds one to {@code amount} of such rows, and counts them. */
    long update(Path table, int remainder);

    /** Merges a Parquet file by {@code id}, updating and inserting whole rows, and counts what it updated. */
    long merge(Path table, Path source);

    /** Merges small files and counts those that went. */
    long optimize(Path table);

    @Override
    void close();
}
