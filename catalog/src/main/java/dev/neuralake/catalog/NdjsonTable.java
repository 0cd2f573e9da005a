package dev.neuralake.catalog;

import dev.neuralake.types.Schema;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Files of JSON objects, one a line, or of one JSON array of objects. See {@link FileTable} for what a path may be.
 *
 * <p>{@code NdjsonTable.of("data/parts").as(Part.class)} declares the columns: these are read and no others; one that a
 * file lacks is null if it may be, and one of another type is an error. Without it the files tell.
 */
public final class NdjsonTable implements FileTable {
    private final String path;
    private final RowShape shape;

    private NdjsonTable(String path, RowShape shape) {
        this.path = path;
        this.shape = shape;
    }

    public static NdjsonTable of(String path) {
        return new NdjsonTable(path, RowShape.OPEN);
    }

    public static NdjsonTable of(Path path) {
        return of(path.toString());
    }

    /** The same files with the columns of a record. */
    public NdjsonTable as(Class<? extends Record> row) {
        return new NdjsonTable(path, RowShape.of(row));
    }

    /** The same files with these columns. */
    public NdjsonTable as(Schema schema) {
        return new NdjsonTable(path, RowShape.of(schema));
    }

    @Override
    public TableKind kind() {
        return TableKind.NDJSON;
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public Optional<Schema> declaredSchema() {
        return shape.schema();
    }

    @Override
    public Optional<Class<? extends Record>> rowType() {
        return shape.rowType();
    }

    @Override
    public Set<String> endings() {
        return Set.of("ndjson", "jsonl", "json", "ndjson.gz", "jsonl.gz", "json.gz");
    }
}
