package dev.neuralake.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** delta-spark, in a process of its own, by SQL. */
final class DeltaSpark implements Contender {
    private final Lines spark;
    private int opened;

    DeltaSpark(List<String> command) {
        this.spark = new Lines(command);
    }

    private static String name(Path table) {
        return "delta.`" + table + "`";
    }

    private static String rows(Path source) {
        return "parquet.`" + source + "`";
    }

    @Override
    public void create(Path table, Path like) {
        spark.ask("CREATE TABLE " + name(table) + " USING delta TBLPROPERTIES ('delta.enableDeletionVectors' = 'true') "
                + "AS SELECT * FROM " + rows(like) + " LIMIT 0");
    }

    @Override
    public void append(Path table, Path source) {
        spark.ask("INSERT INTO " + name(table) + " SELECT * FROM " + rows(source));
    }

    /** It keeps what it knows of a table by its path, so that each opening goes by another. */
    @Override
    public long open(Path table) {
        try {
            Path link = table.resolveSibling(table.getFileName() + "-" + opened++);
            Files.createSymbolicLink(link, table);
            return spark.ask("DESCRIBE DETAIL " + name(link)).path("numFiles").asLong();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public long delete(Path table, int remainder) {
        return affected(spark.ask("DELETE FROM " + name(table) + " WHERE id % 100 = " + remainder));
    }

    @Override
    public long update(Path table, int remainder) {
        return affected(spark.ask("UPDATE " + name(table) + " SET amount = amount + 1 WHERE id % 100 = " + remainder));
    }

    @Override
    public long merge(Path table, Path source) {
        return affected(spark.ask("MERGE INTO " + name(table) + " t USING " + rows(source)
                + " s ON t.id = s.id WHEN MATCHED THEN UPDATE SET * WHEN NOT MATCHED THEN INSERT *"));
    }

    private static long affected(JsonNode row) {
        return row.has("num_updated_rows")
                ? row.get("num_updated_rows").asLong()
                : row.path("num_affected_rows").asLong();
    }

    @Override
    public long optimize(Path table) {
        return spark.ask("OPTIMIZE " + name(table))
                .path("metrics")
                .path("numFilesRemoved")
                .asLong();
    }

    @Override
    public void close() {
        spark.close();
    }
}
