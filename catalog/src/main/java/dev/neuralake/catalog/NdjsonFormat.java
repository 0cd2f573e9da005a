package dev.neuralake.catalog;

import dev.neuralake.columnar.Engine;
import dev.neuralake.types.Column;
import dev.neuralake.types.Schema;
import dev.neuralake.types.Sql;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * JSON: columns are the keys of the objects; without a declaration they are sniffed, and a key that is missing is null.
 */
record NdjsonFormat(NdjsonTable table) implements FileFormat {

    @Override
    public Reading read(DataFiles files, Engine engine) {
        Schema declared = table.declaredSchema().orElse(null);
        Schema columns = declared != null
                ? declared
                : scan(files).withPartitions(null).withSample().describe(engine);
        List<String> partitions = files.partitionColumns();
        List<Column> inFiles = columns.columns().stream()
                .filter(column -> partitions.stream().noneMatch(column.name()::equalsIgnoreCase))
                .toList();
        EngineScan scan = scan(files).withPartitions(columns).with("columns", EngineScan.types(inFiles));
        String items = columns.names().stream().map(Sql::quote).collect(Collectors.joining(", "));
        return new Reading(columns, new Relation.Scan(scan.select(items)));
    }

    private static EngineScan scan(DataFiles files) {
        boolean arrays = files.paths().stream()
                .map(path -> path.toString().toLowerCase(Locale.ROOT))
                .anyMatch(path -> path.endsWith(".json") || path.endsWith(".json.gz"));
        return new EngineScan("read_json", files).with("format", arrays ? "'auto'" : "'newline_delimited'");
    }
}
