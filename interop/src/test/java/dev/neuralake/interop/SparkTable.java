package dev.neuralake.interop;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A table that Spark makes, several versions of it, for us to read: statements in which {@code $t} is the table. */
record SparkTable(String name, List<String> statements) {

    /** Tables of an id, a text and a day, in versions that delete and merge, whatever their properties. */
    private static final Stream<SparkTable> CHANGED = Stream.of(
            changed(
                    "rewritten files",
                    "'delta.enableChangeDataFeed' = 'true', 'delta.enableDeletionVectors' = 'false'",
                    "UPDATE $t SET item = 'updated' WHERE id = 3"),
            changed(
                    "deletion vectors",
                    "'delta.enableChangeDataFeed' = 'true', 'delta.enableDeletionVectors' = 'true'",
                    "UPDATE $t SET item = 'updated' WHERE id = 3"),
            changed(
                    "columns mapped by name",
                    "'delta.columnMapping.mode' = 'name', 'delta.enableDeletionVectors' = 'true'",
                    "ALTER TABLE $t RENAME COLUMN item TO thing",
                    "ALTER TABLE $t DROP COLUMN day",
                    "ALTER TABLE $t ADD COLUMN day STRING",
                    "INSERT INTO $t VALUES (20, 'new', 'not a day')"),
            changed(
                    "columns mapped by id, row tracking",
                    "'delta.columnMapping.mode' = 'id', 'delta.enableRowTracking' = 'true'"),
            changed(
                    "v2 checkpoints, timestamps in commits",
                    "'delta.checkpointPolicy' = 'v2', 'delta.checkpointInterval' = '2',"
                            + " 'delta.enableInCommitTimestamps' = 'true'"),
            changed(
                    "checkpoints with statistics as structs",
                    "'delta.checkpointInterval' = '2', 'delta.checkpoint.writeStatsAsStruct' = 'true',"
                            + " 'delta.checkpoint.writeStatsAsJson' = 'false'"),
            changed(
                    "compacted, ordered, restored",
                    "'delta.enableDeletionVectors' = 'true'",
                    "OPTIMIZE $t",
                    "REORG TABLE $t APPLY (PURGE)",
                    "OPTIMIZE $t ZORDER BY (item)",
                    "RESTORE TABLE $t TO VERSION AS OF 2"));

    static final List<SparkTable> ALL = Stream.concat(
                    CHANGED,
                    Stream.of(
                            of("primitive types", """
                            CREATE TABLE $t (flag BOOLEAN, tiny TINYINT, small SMALLINT, number INT, large BIGINT,
                              single FLOAT, real DOUBLE, price DECIMAL(10, 2), long_price DECIMAL(38, 10), name STRING,
                              bytes BINARY, day DATE, at TIMESTAMP, local TIMESTAMP_NTZ) USING delta;
                            INSERT INTO $t VALUES (true, -128, -32768, -2147483648, -9223372036854775808, -1.5,
                              double('NaN'), -99999999.99, 1234567890123456789012345678.9012345678, '"\\'☕', X'00FF',
                              DATE'2026-01-01', TIMESTAMP'2026-01-02 03:04:05.678901',
                              TIMESTAMP_NTZ'2026-01-02 03:04:05.678901');
                            INSERT INTO $t (number) VALUES (null), (7)"""),
                            of("nested types", """
                            CREATE TABLE $t (list ARRAY<BIGINT>, map MAP<STRING, DECIMAL(5, 1)>,
                              point STRUCT<x: INT, tags: ARRAY<STRING>>,
                              points ARRAY<STRUCT<x: INT, tags: ARRAY<STRING>>>) USING delta;
                            INSERT INTO $t VALUES (array(1, null), map('k', 1.5), struct(1, array('a', null)),
                              array(struct(2, null), null)), (array(), map(), struct(null, array()), array()),
                              (null, null, null, null)"""),
                            of("long ago and far ahead", """
                            CREATE TABLE $t (day DATE, at TIMESTAMP, local TIMESTAMP_NTZ) USING delta;
                            INSERT INTO $t VALUES
                              (DATE'0001-01-01', TIMESTAMP'0001-01-01 12:00:00.000001', TIMESTAMP_NTZ'0001-01-01 12:00:00'),
                              (DATE'1582-10-04', TIMESTAMP'1582-10-04 12:00:00', TIMESTAMP_NTZ'1582-10-04 12:00:00'),
                              (DATE'9999-12-31', TIMESTAMP'9999-12-31 12:00:00', TIMESTAMP_NTZ'9999-12-31 12:00:00')"""),
                            of("partitioned", """
                            CREATE TABLE $t (id INT, place STRING, day DATE, price DECIMAL(10, 2), at TIMESTAMP, real DOUBLE)
                              USING delta PARTITIONED BY (place, day, price, at, real);
                            INSERT INTO $t VALUES
                              (1, 'a/b=c %é\\'"', DATE'2026-01-01', 1.2, TIMESTAMP'2026-01-02 03:04:05.678901', -1.5e10),
                              (2, null, null, null, null, null), (3, '', DATE'1890-05-06', 0, TIMESTAMP'1890-01-01', 0);
                            DELETE FROM $t WHERE place IS NULL"""),
                            of("evolved", """
                            CREATE TABLE $t (id INT, s STRUCT<a: INT>) USING delta;
                            INSERT INTO $t VALUES (1, struct(1));
                            ALTER TABLE $t ADD COLUMNS (first STRING FIRST, s.b STRING);
                            INSERT INTO $t VALUES ('x', 2, struct(2, 'b'))"""),
                            of("widened", """
                            CREATE TABLE $t (small TINYINT, number INT, day DATE, price DECIMAL(5, 2), list ARRAY<SMALLINT>)
                              USING delta TBLPROPERTIES ('delta.enableTypeWidening' = 'true',
                                'delta.feature.timestampNtz' = 'supported');
                            INSERT INTO $t VALUES (1, 2, DATE'2026-01-01', 1.25, array(1));
                            ALTER TABLE $t ALTER COLUMN small TYPE INT;
                            ALTER TABLE $t ALTER COLUMN number TYPE BIGINT;
                            ALTER TABLE $t ALTER COLUMN day TYPE TIMESTAMP_NTZ;
                            ALTER TABLE $t ALTER COLUMN price TYPE DECIMAL(12, 4);
                            ALTER TABLE $t ALTER COLUMN list.element TYPE INT;
                            INSERT INTO $t VALUES (100000, 5000000000, TIMESTAMP_NTZ'2026-01-01 01:02:03', 12345678.0001,
                              array(100000))"""),
                            of("clustered", """
                            CREATE TABLE $t (id INT, item STRING) USING delta CLUSTER BY (id);
                            INSERT INTO $t VALUES (1, 'a'), (2, 'b');
                            OPTIMIZE $t"""),
                            of("constraints and defaults", """
                            CREATE TABLE $t (id INT NOT NULL, item STRING DEFAULT 'none') USING delta
                              TBLPROPERTIES ('delta.feature.allowColumnDefaults' = 'supported');
                            ALTER TABLE $t ADD CONSTRAINT positive CHECK (id > 0);
                            INSERT INTO $t (id) VALUES (1)"""),
                            of("generated and identity columns", """
                            CREATE TABLE $t (id BIGINT GENERATED ALWAYS AS IDENTITY, at TIMESTAMP,
                              day DATE GENERATED ALWAYS AS (CAST(at AS DATE))) USING delta PARTITIONED BY (day);
                            INSERT INTO $t (at) VALUES (TIMESTAMP'2026-01-02 03:04:05'), (null)"""),
                            of("variant", """
                            CREATE TABLE $t (id INT, v VARIANT, s STRUCT<v: VARIANT>) USING delta;
                            INSERT INTO $t SELECT 1, parse_json('{"a": [1, "x", null, true]}'), struct(parse_json('7'));
                            INSERT INTO $t VALUES (2, null, null)"""),
                            of("vacuumed", """
                            CREATE TABLE $t (id INT) USING delta;
                            INSERT INTO $t VALUES (1), (2);
                            VACUUM $t RETAIN 0 HOURS""")))
            .toList();

    private static SparkTable of(String name, String statements) {
        return new SparkTable(name, List.of(statements.split(";\n")));
    }

    private static SparkTable changed(String name, String properties, String... more) {
        List<String> statements = new ArrayList<>(List.of(
                "CREATE TABLE $t (id INT, item STRING, day DATE) USING delta TBLPROPERTIES (" + properties + ")",
                "INSERT INTO $t SELECT /*+ COALESCE(1) */ id, 'item ' || id, DATE'2026-01-01' FROM range(10)",
                "DELETE FROM $t WHERE id IN (2, 5)",
                "MERGE INTO $t USING (SELECT * FROM VALUES (3, 'merged'), (11, 'inserted') AS v(key, new)) AS s ON id = s.key"
                        + " WHEN MATCHED THEN UPDATE SET item = s.new"
                        + " WHEN NOT MATCHED THEN INSERT (id, item) VALUES (s.key, s.new)"));
        statements.addAll(Arrays.asList(more));
        return new SparkTable(name, statements);
    }

    void make(Path table) {
        for (String statement : statements) {
            SparkProcess.spark().sql(statement.replace("$t", SparkProcess.name(table)));
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
