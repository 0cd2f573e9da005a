package dev.neuralake.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.neuralake.catalog.Catalog;
import dev.neuralake.catalog.DeltaTable;
import dev.neuralake.delta.DeltaLog;
import dev.neuralake.settings.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same statements mean the same to Spark and to us: version by version, and each reads the other's table. */
@Tag("slow")
class SameStatementsTest {
    private static final List<String> STATEMENTS = List.of("""
            CREATE TABLE $t (id BIGINT NOT NULL, item STRING COMMENT 'what', price DECIMAL(10, 2), day DATE) USING delta
            PARTITIONED BY (day) TBLPROPERTIES ($properties);

            INSERT INTO $t VALUES (1, 'tea', 1.5, DATE'2026-01-01'), (2, 'milk', NULL, DATE'2026-01-02'), (3, NULL, 3, NULL);

            INSERT INTO $t (id, day) SELECT 4, DATE'2026-01-03';

            UPDATE $t SET price = price * 2, item = item || '!' WHERE price > 1;

            DELETE FROM $t WHERE day IS NULL OR id > 100;

            MERGE INTO $t AS g USING (SELECT 2 AS id, 'cream' AS item UNION ALL SELECT 9, 'sugar') AS s ON g.id = s.id
            WHEN MATCHED THEN UPDATE SET item = s.item
            WHEN NOT MATCHED THEN INSERT (id, item) VALUES (s.id, s.item)
            WHEN NOT MATCHED BY SOURCE AND g.id = 4 THEN DELETE;

            ALTER TABLE $t ADD COLUMNS (note STRING AFTER id);

            ALTER TABLE $t RENAME COLUMN item TO thing;

            ALTER TABLE $t ADD CONSTRAINT positive CHECK (id > 0);

            INSERT INTO $t VALUES (11, 'a note', 'salt', 0.25, NULL);

            INSERT INTO $t (id, thing, price, day) SELECT 12.9, 42, CAST(2.675 AS DOUBLE), TIMESTAMP'2026-03-04 05:06:07';

            UPDATE $t SET price = id + 0.005, thing = price WHERE id = 12;

            INSERT OVERWRITE $t VALUES (10, NULL, 'bread', 1.25, DATE'2026-02-01');

            RESTORE TABLE $t TO VERSION AS OF 5;

            ALTER TABLE $t SET TBLPROPERTIES ('delta.columnMapping.mode' = 'none')""".split(";\n\n"));

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'delta.columnMapping.mode' = 'name', 'delta.enableDeletionVectors' = 'true'",
                "'delta.columnMapping.mode' = 'name', 'delta.enableDeletionVectors' = 'false',"
                        + " 'delta.enableChangeDataFeed' = 'true'"
            })
    void versionsAreTheSame(String properties) {
        Path sparks = folder.resolve("sparks");
        for (String statement : STATEMENTS) {
            SparkProcess.spark()
                    .sql(statement.replace("$t", SparkProcess.name(sparks)).replace("$properties", properties));
        }
        execute(properties);

        try (Lake lake = new Lake(folder);
                DeltaLog ours = lake.open("ours");
                DeltaLog theirs = lake.open("sparks")) {
            assertThat(ours.snapshot().version()).isEqualTo(theirs.snapshot().version());
            for (long version = 0; version <= ours.snapshot().version(); version++) {
                List<String> rows = SparkProcess.spark().rows(sparks, version);
                assertThat(lake.rows(ours.snapshot(version)))
                        .as("ours, version %d", version)
                        .containsExactlyInAnyOrderElementsOf(rows);
                assertThat(lake.rows(theirs.snapshot(version)))
                        .as("Spark's read by us, version %d", version)
                        .containsExactlyInAnyOrderElementsOf(rows);
            }
            long latest = ours.snapshot().version();
            assertThat(SparkProcess.spark().rows(lake.path("ours"), latest))
                    .containsExactlyInAnyOrderElementsOf(lake.rows(ours.snapshot(latest)));
        }
    }

    private void execute(String properties) {
        try (Catalog lake = Catalog.builder()
                .settings(Settings.of(
                        Map.of("neuralake.lake", folder.resolve("lake").toString())))
                .register("goods", DeltaTable.existing(folder.resolve("ours").toString()))
                .build()) {
            for (String statement : STATEMENTS) {
                lake.execute(statement.replace("$t", "goods").replace("$properties", properties))
                        .forEach(execution -> execution.close());
            }
        }
    }
}
