package dev.neuralake.catalog;

import dev.neuralake.columnar.Engine;
import dev.neuralake.types.NeuralakeException;
import dev.neuralake.types.Schema;

/** How files of one format are read. */
interface FileFormat {

    /** The way to read certain files, for as long as they do not change. */
    record Reading(Schema schema, Relation relation) {}

    static FileFormat of(FileTable table) {
        return switch (table) {
            case ParquetTable parquet -> new ParquetFormat(parquet);
            case CsvTable csv -> new CsvFormat(csv);
            case NdjsonTable ndjson -> new NdjsonFormat(ndjson);
            case ArrowTable arrow -> new ArrowFormat(arrow);
        };
    }

    FileTable table();

    /**
     * Finds out how to read these files.
     *
     * @throws NeuralakeException where they are not of this format, or have not the declared columns
     */
    Reading read(DataFiles files, Engine engine);
}
