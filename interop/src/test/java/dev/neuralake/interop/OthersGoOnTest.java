package dev.neuralake.interop;

import static dev.neuralake.interop.OurTable.row;
import static dev.neuralake.interop.OurTable.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.neuralake.delta.Alteration;
import dev.neuralake.delta.DeleteSpec;
import dev.neuralake.delta.DeltaLog;
import dev.neuralake.delta.MergeSpec;
import dev.neuralake.delta.OptimizeSpec;
import dev.neuralake.delta.SetColumn;
import dev.neuralake.delta.TableSpec;
import dev.neuralake.delta.UpdateSpec;
import dev.neuralake.types.Column;
import dev.neuralake.types.DataType.Primitive;
import dev.neuralake.types.Schema;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Other engines change tables of ours and we go on with them; each version is the same to both. */
@Tag("slow")
class OthersGoOnTest {
    private static final Schema STOCK = Schema.of(
            Column.of("id", Primitive.LONG), Column.of("item", Primitive.STRING), Column.of("day", Primitive.STRING));

    @TempDir
    private Path folder;

    private void spark(String... statements) {
        for (String statement : statements) {
            SparkProcess.spark().sql(statement.replace("$t", SparkProcess.name(folder.resolve("table"))));
        }
    }

    private static void begin(DeltaLog log, TableSpec spec) {
        log.create(spec);
        log.append(rows(STOCK, row(1L, "tea", "mon"), row(2L, null, "tue"), row(3L, "☕", null), row(4L, "d", "mon")));
        log.delete(DeleteSpec.where("id = 4"));
    }

    /** What we do to a table that others have changed. */
    private static void goOn(DeltaLog log) {
        log.append(rows(STOCK, row(50L, "ours", "mon")));
        log.delete(DeleteSpec.where("id IN (1, 20)"));
        log.update(UpdateSpec.set(SetColumn.of("item", "item || '?'")).where("id > 20"));
        log.merge(MergeSpec.using("(VALUES (21, 'matched'), (51, 'new')) AS s(id, item)", "t.id = s.id")
                .as("t", "s")
                .whenMatched(new MergeSpec.UpdateSet(List.of(SetColumn.of("item", "s.item"))))
                .whenNotMatched(new MergeSpec.InsertValues(
                        List.of(SetColumn.of("id", "s.id"), SetColumn.of("item", "s.item")))));
        log.optimize(OptimizeSpec.all());
    }

    private void assertVersionsAreTheSame(Lake lake, DeltaLog log, OtherEngine other) {
        for (long version = 0; version <= log.snapshot().version(); version++) {
            assertThat(lake.rows(log.snapshot(version)))
                    .as("version %d", version)
                    .containsExactlyInAnyOrderElementsOf(other.rows(lake.path("table"), version));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delta.enableDeletionVectors=true;delta.enableChangeDataFeed=true;delta.checkpointInterval=3",
                "delta.enableDeletionVectors=false;delta.enableInCommitTimestamps=true;delta.checkpointPolicy=v2;"
                        + "delta.checkpointInterval=4",
                "delta.columnMapping.mode=name;delta.enableRowTracking=true;delta.enableDeletionVectors=true;"
                        + "neuralake.logCompactionInterval=2;delta.checkpointInterval=100"
            })
    void sparkChangesATableAndWeGoOn(String properties) {
        TableSpec spec = TableSpec.of(STOCK).partitionedBy("day");
        for (String property : properties.split(";")) {
            spec = spec.withProperty(property.split("=")[0], property.split("=")[1]);
        }
        try (Lake lake = new Lake(folder);
                DeltaLog log = lake.open("table")) {
            begin(log, spec);
            spark(
                    "INSERT INTO $t SELECT /*+ COALESCE(1) */ id, 'spark ' || id, 'mon' FROM range(20, 30)",
                    "DELETE FROM $t WHERE id IN (3, 25)",
                    "UPDATE $t SET item = 'updated' WHERE id = 26",
                    "MERGE INTO $t AS t USING (SELECT 27 AS id UNION ALL SELECT 40) AS s ON t.id = s.id"
                            + " WHEN MATCHED THEN UPDATE SET item = 'merged'"
                            + " WHEN NOT MATCHED THEN INSERT (id, item) VALUES (s.id, 'inserted')");
            goOn(log);
            spark(
                    "ALTER TABLE $t ADD COLUMNS (note STRING AFTER id)",
                    "INSERT INTO $t VALUES (60, 'a note', 'spark', 'tue')",
                    "OPTIMIZE $t",
                    "DELETE FROM $t WHERE id = 22");
            log.append(rows(STOCK, row(61L, "ours", "wed")));
            log.delete(DeleteSpec.where("note = 'a note' OR id = 61"));
            log.restore(log.snapshot().version() - 2);
            spark("UPDATE $t SET note = 'last' WHERE id = 61");
            assertVersionsAreTheSame(lake, log, SparkProcess.spark());
        }
    }

    @Test
    void sparkKeepsTheRulesOfATableOfOurs() {
        Schema schema = Schema.of(
                Column.of("id", Primitive.INT).required(),
                Column.of("at", Primitive.TIMESTAMP),
                Column.of("day", Primitive.DATE).withMetadata(Map.of("delta.generationExpression", "CAST(at AS DATE)")),
                Column.of("item", Primitive.STRING));
        try (Lake lake = new Lake(folder);
                DeltaLog log = lake.open("table")) {
            log.create(TableSpec.of(schema).withConstraint("positive", "id > 0"));
            log.alter(new Alteration.ChangeDefault(List.of("item"), "'none'"));
            spark(
                    "INSERT INTO $t (id, at) VALUES (1, TIMESTAMP'2026-01-02 03:04:05')",
                    "INSERT INTO $t (id, at, item) VALUES (2, NULL, 'given')");
            assertThatThrownBy(() -> spark("INSERT INTO $t (id) VALUES (-1)")).hasMessageContaining("positive");
            assertThatThrownBy(() -> spark("INSERT INTO $t (id, item) VALUES (NULL, 'no id')"))
                    .hasMessageContaining("- id : null");
            Schema given = Schema.of(Column.of("id", Primitive.INT));
            log.append(rows(given, row(5)));
            spark("INSERT INTO $t (id, at) VALUES (6, TIMESTAMP'1890-01-02 03:04:05')");
            log.alter(new Alteration.ClusterBy(List.of("id")));
            spark("INSERT INTO $t (id, at, item) VALUES (7, NULL, NULL)", "OPTIMIZE $t");
            log.append(rows(given, row(8)));
            assertThat(lake.rows(log.snapshot()))
                    .contains(
                            "{\"at\": \"2026-01-02T03:04:05.000000Z\", \"day\": \"2026-01-02\", \"id\": 1,"
                                    + " \"item\": \"none\"}",
                            "{\"at\": null, \"day\": null, \"id\": 8, \"item\": \"none\"}");
            assertVersionsAreTheSame(lake, log, SparkProcess.spark());
        }
    }

    @ParameterizedTest
    @CsvSource({"delta-rs, true", "delta-rs, false", "polars, false"})
    void pythonChangesATableAndWeGoOn(String engine, boolean partitioned) {
        TableSpec spec = TableSpec.of(STOCK).withProperty("delta.checkpointInterval", "4");
        try (Lake lake = new Lake(folder);
                DeltaLog log = lake.open("table")) {
            begin(log, partitioned ? spec.partitionedBy("day") : spec);
            PythonProcess python = PythonProcess.python();
            python.append(engine, lake.path("table"));
            log.append(rows(STOCK, row(20L, "ours", "mon")));
            python.change(engine, "merge", lake.path("table"));
            if (engine.equals("delta-rs")) {
                python.change(engine, "delete", lake.path("table"));
                python.change(engine, "update", lake.path("table"));
            }
            goOn(log);
            python.change("delta-rs", "optimize", lake.path("table"));
            python.append(engine, lake.path("table"));
            log.delete(DeleteSpec.where("id = 51"));
            log.alter(new Alteration.SetProperties(Map.of("delta.appendOnly", "true")));
            python.append(engine, lake.path("table"));
            assertThat(log.snapshot().version()).isGreaterThan(12);
            assertVersionsAreTheSame(lake, log, python.engine(engine));
        }
    }
}
