package dev.neuralake.catalog;

import dev.neuralake.types.Schema;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Parquet files. See {@link FileTable} for what a path may be.
 *
 * <p>{@code ParquetTable.of("data/parts").as(Part.class)} declares the columns: these are read and no others; one that
 * a file lacks is null if it may be, and one of another type is an error. Without it the files tell.
 */
public final class ParquetTable implements FileTable {
    private final String path;
    private final RowShape shape;

    private ParquetTable(String path, RowShape shape) {
        this.path = path;
        this.shape = shape;
    }

    public static ParquetTable of(String path) {
        return new ParquetTable(path, RowShape.OPEN);
    }

    public static ParquetTable of(Path path) {
        return of(path.toString());
    }

    /** The same files with the columns of a record. */
    public ParquetTable as(Class<? extends Record> row) {
        return new ParquetTable(path, RowShape.of(row));
    }

    /** The same files with these columns. */
    public ParquetTable as(Schema schema) {
        return new ParquetTable(path, RowShape.of(schema));
    }

    @Override
    public TableKind kind() {
        return TableKind.PARQUET;
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
        return Set.of("parquet", "parq");
    }
}
