package dev.neuralake.catalog;

import dev.neuralake.columnar.ArrowFile;
import dev.neuralake.columnar.ArrowSource;
import dev.neuralake.columnar.Engine;
import dev.neuralake.types.Schema;

/** Arrow IPC: the first file tells the columns, which the others must have too. Java reads it, batch by batch. */
record ArrowFormat(ArrowTable table) implements FileFormat {

    @Override
    public Reading read(DataFiles files, Engine engine) {
        ArrowSource source = ArrowFile.source(files.paths());
        Schema declared = table.declaredSchema().orElse(null);
        if (declared == null) {
            return new Reading(source.schema(), new Relation.Stream(source));
        }
        String items = Conformity.select(declared, source.schema(), table.path());
        return new Reading(declared, new Relation.Stream(new ConformedSource(source, declared, items, engine)));
    }
}
