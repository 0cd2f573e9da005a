package dev.neuralake.columnar.format;

import dev.neuralake.columnar.Allocators;
import dev.neuralake.columnar.ArrowSource;
import dev.neuralake.columnar.Result;
import dev.neuralake.types.Nearest;
import dev.neuralake.types.NeuralakeException;
import dev.neuralake.types.Schema;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;

/**
 * What rows are written as. Writing streams: it holds one batch at a time, except that a table holds the rows that it
 * shows, and Parquet goes through a temporary file.
 */
public enum Format {
    /** An aligned table for people, in UTF-8. */
    TABLE("text/plain; charset=utf-8", "txt"),
    /** One array of row objects, a row a line. */
    JSON("application/json", "json"),
    /** A row object a line. */
    NDJSON("application/x-ndjson", "ndjson"),
    /** Comma-separated values with a line of names (RFC 4180, except that lines end with a line feed alone). */
    CSV("text/csv; charset=utf-8", "csv"),
    /** A stream in Arrow's IPC format. */
    ARROW("application/vnd.apache.arrow.stream", "arrows"),
    /** A Parquet file. */
    PARQUET("application/vnd.apache.parquet", "parquet");

    private final String mediaType;
    private final String extension;

    Format(String mediaType, String extension) {
        this.mediaType = mediaType;
        this.extension = extension;
    }

    /**
     * The format of this name, in letters of any case.
     *
     * @throws NeuralakeException where there is none, with those that there are
     */
    public static Format of(String name) {
        List<String> known = Arrays.stream(values()).map(Format::toString).toList();
        int index = known.indexOf(name.toLowerCase(Locale.ROOT));
        if (index < 0) {
            throw new NeuralakeException("Cannot write format '" + name + "': the formats are "
                    + String.join(", ", known) + Nearest.hint(name, known));
        }
        return values()[index];
    }

    /** The value of a {@code Content-Type}, with the character set where the type leaves it open. */
    public String mediaType() {
        return mediaType;
    }

    /** What names of such files end with, without the dot. */
    public String extension() {
        return extension;
    }

    /** The name that {@link #of} reads. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Writes a result to its end; the caller still closes it.
     *
     * @param out flushed after each batch and at the end, and not closed
     * @return the number of rows
     * @throws IOException where {@code out} does not take it; a failure to read the rows is not one
     * @throws NeuralakeException as the result throws it where its rows cannot be read
     */
    public long write(Result result, OutputStream out) throws IOException {
        return write(result.schema(), result.reader(), out);
    }

    /** The same, with a layout that {@link #TABLE} follows and the other formats have no use for. */
    public long write(Result result, OutputStream out, TableLayout layout) throws IOException {
        return write(result.schema(), result.reader(), out, layout);
    }

    /** Writes the rows of a source, which is opened once. */
    public long write(ArrowSource source, OutputStream out) throws IOException {
        return write(source, out, TableLayout.PLAIN);
    }

    /** The same with a layout. */
    public long write(ArrowSource source, OutputStream out, TableLayout layout) throws IOException {
        try (BufferAllocator allocator = Allocators.root().newChildAllocator("format", 0, Long.MAX_VALUE);
                ArrowReader rows = source.open(allocator)) {
            return write(source.schema(), rows, out, layout);
        }
    }

    /**
     * Writes what a reader still has; the caller closes it.
     *
     * @param schema what the reader's batches hold, of Arrow types as in {@link dev.neuralake.columnar.ArrowTypes}
     */
    public long write(Schema schema, ArrowReader rows, OutputStream out) throws IOException {
        return write(schema, rows, out, TableLayout.PLAIN);
    }

    /** The same with a layout. */
    public long write(Schema schema, ArrowReader rows, OutputStream out, TableLayout layout) throws IOException {
        Batches batches = new Batches(schema, rows);
        return switch (this) {
            case TABLE -> new TextTable(schema, layout).write(batches, out);
            case JSON -> new JsonRows("[", ",\n", "]\n").write(batches, out);
            case NDJSON -> new JsonRows("", "\n", "\n").write(batches, out);
            case CSV -> new CsvRows().write(batches, out);
            case ARROW -> ArrowStream.write(batches, out);
            case PARQUET -> ParquetRows.write(batches, out);
        };
    }
}
