package dev.neuralake.catalog;

import dev.neuralake.types.Schema;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Arrow IPC files or streams, Feather files of version 2 included. See {@link FileTable} for what a path may be.
 *
 * <p>{@code ArrowTable.of("data/parts").as(Part.class)} declares the columns: these are read and no others; one that a
 * file lacks is null if it may be, and one of another type is an error. Without it the files tell.
 */
public final class ArrowTable implements FileTable {
    private final String path;
    private final RowShape shape;

    private ArrowTable(String path, RowShape shape) {
        this.path = path;
        this.shape = shape;
    }

    public static ArrowTable of(String path) {
        return new ArrowTable(path, RowShape.OPEN);
    }

    public static ArrowTable of(Path path) {
        return of(path.toString());
    }

    /** The same files with the columns of a record. */
    public ArrowTable as(Class<? extends Record> row) {
        return new ArrowTable(path, RowShape.of(row));
    }

    /** The same files with these columns. */
    public ArrowTable as(Schema schema) {
        return new ArrowTable(path, RowShape.of(schema));
    }

    @Override
    public TableKind kind() {
        return TableKind.ARROW;
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
        return Set.of("arrow", "arrows", "feather", "ipc");
    }
}
