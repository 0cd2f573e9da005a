package dev.neuralake.frame;

import dev.neuralake.columnar.format.Format;
import java.io.OutputStream;
import java.nio.file.Path;

/** Rows that can be written; {@code docs/reference/values.md} tells what each format makes of them. */
public sealed interface Exportable permits LazyFrame, DataFrame {
    /**
     * Writes the rows.
     *
     * @param out not closed
     * @return the number of rows
     * @throws java.io.UncheckedIOException where {@code out} does not take them
     */
    long write(Format format, OutputStream out);

    /**
     * Writes the rows into a file, in place of the one that may be there; where that fails, the old one stays.
     *
     * @return the number of rows
     */
    long write(Format format, Path file);

    /** Writes a Parquet file; as {@link #write(Format, Path)}. */
    default long writeParquet(Path file) {
        return write(Format.PARQUET, file);
    }

    /** Writes a CSV file with a line of names; as {@link #write(Format, Path)}. */
    default long writeCsv(Path file) {
        return write(Format.CSV, file);
    }

    /** Writes a JSON array, a row an object; as {@link #write(Format, Path)}. */
    default long writeJson(Path file) {
        return write(Format.JSON, file);
    }

    /** Writes NDJSON, a row an object and a line; as {@link #write(Format, Path)}. */
    default long writeNdjson(Path file) {
        return write(Format.NDJSON, file);
    }

    /** Writes a stream in Arrow's IPC format; as {@link #write(Format, Path)}. */
    default long writeArrow(Path file) {
        return write(Format.ARROW, file);
    }
}
