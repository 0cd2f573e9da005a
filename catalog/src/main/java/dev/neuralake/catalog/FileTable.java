package dev.neuralake.catalog;

import dev.neuralake.types.Schema;
import java.util.Optional;
import java.util.Set;

/**
 * A table over files: one file, a folder with all below it, or a glob ({@code *}, {@code ?}, {@code [ab]},
 * {@code {a,b}}, {@code **} for any folders). The files are listed anew for each query. In folders, files whose names
 * begin with a dot or an underscore are left out. Folders named as in {@code year=2026/month=1} add the columns
 * {@code year} and {@code month}.
 */
public sealed interface FileTable extends TableDefinition permits ParquetTable, CsvTable, NdjsonTable, ArrowTable {

    /** Relative to the working directory if it is not absolute. */
    String path();

    /** The columns as declared; empty where the files tell. */
    Optional<Schema> declaredSchema();

    /** The endings of file names, in lower case and without the dot, that count in a folder. */
    Set<String> endings();
}
