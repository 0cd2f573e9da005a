package dev.neuralake.catalog;

import dev.neuralake.columnar.Engine;
import dev.neuralake.types.Schema;

/** Parquet: the footers tell the columns; those of several files are united by name. */
record ParquetFormat(ParquetTable table) implements FileFormat {

    @Override
    public Reading read(DataFiles files, Engine engine) {
        Schema declared = table.declaredSchema().orElse(null);
        // With every footer read, the engine also knows the columns' statistics, which make joins faster.
        EngineScan scan = new EngineScan("read_parquet", files)
                .with("union_by_name", "true")
                .withPartitions(declared);
        Schema actual = scan.describe(engine);
        return declared == null
                ? new Reading(actual, new Relation.Scan(scan.select("*")))
                : new Reading(
                        declared, new Relation.Scan(scan.select(Conformity.select(declared, actual, table.path()))));
    }
}
