package dev.neuralake.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.neuralake.catalog.Catalog;
import dev.neuralake.catalog.DeltaTable;
import dev.neuralake.catalog.Execution;
import dev.neuralake.catalog.FunctionTable;
import dev.neuralake.catalog.Rows;
import dev.neuralake.frame.DataFrame;
import dev.neuralake.frame.Row;
import dev.neuralake.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StatementsTest {
    record User(long id, String country) {}

    @TempDir
    private Path folder;

    private Catalog lake;

    @BeforeEach
    void open() {
        lake = Catalog.builder()
                .settings(Settings.of(Map.of("neuralake.lake", folder.toString())))
                .register(
                        "users",
                        FunctionTable.of(User.class, () -> Rows.of(List.of(new User(1, "DE"), new User(2, "FR")))))
                .register("t", DeltaTable.existing(folder.resolve("t").toString()))
                .register(
                        "shop.orders",
                        DeltaTable.existing(folder.resolve("orders").toString()))
                .build();
    }

    @AfterEach
    void close() {
        assertThat(lake.engine().openSessions()).isZero();
        lake.close();
    }

    @Test
    void tablesAreCreatedFilledChangedAndRead() {
        List<Execution> done = lake.execute("""
                CREATE TABLE t (id BIGINT NOT NULL, name STRING COMMENT 'a name', day DATE) USING delta PARTITIONED BY (day);
                INSERT INTO t VALUES (1, 'a', DATE '2026-01-01'), (2, 'b', DATE '2026-01-02'), (3, NULL, NULL);
                UPDATE t SET name = upper(name) WHERE id < 3;
                DELETE FROM t WHERE day IS NULL;
                """);
        assertThat(done).extracting(Execution::version).containsExactly(0L, 1L, 2L, 3L);
        assertThat(done.get(1).metrics()).containsEntry("numOutputRows", 3L);
        assertThat(done.get(3).metrics()).containsEntry("numDeletedRows", 1L);
        assertThat(rows("SELECT id, name FROM t ORDER BY id")).containsExactly("[1, A]", "[2, B]");
        assertThat(lake.execute("DELETE FROM t WHERE id = 99").getFirst().version())
                .isEqualTo(3);
    }

    @Test
    void whatSparksUsersWriteIsUnderstood() {
        lake.execute("""
                CREATE TABLE t (id INT, n INT, p STRING) PARTITIONED BY (p);
                INSERT INTO t PARTITION (p = 'x') VALUES (1, 1), (2, NULL);
                UPDATE t AS q SET q.n = (SELECT max(n) FROM t) + 1 WHERE q.id = 2;
                MERGE INTO t a USING t b ON a.id = b.id WHEN MATCHED AND b.n = 1 THEN UPDATE SET a.n = 7;
                """);
        assertThat(rows("SELECT * FROM t ORDER BY id")).containsExactly("[1, 7, x]", "[2, 2, x]");
        assertThat(rows("DESCRIBE TABLE t")).hasSize(3).first().asString().startsWith("[id, INTEGER");
        assertThat(rows("SHOW TABLES")).anyMatch(row -> row.startsWith("[main, t, delta"));
        assertThatThrownBy(() -> lake.execute("INSERT INTO t (id, ID) VALUES (1, 2)"))
                .hasMessage("Cannot insert into table t: column 'ID' is named twice (leave one of the two out)");
        assertThat(lake.execute("TRUNCATE TABLE t").getFirst().metrics()).containsEntry("numDeletedRows", 2L);
    }

    @Test
    void aQueryMakesATableInOneCommit() {
        assertThat(lake.execute("CREATE TABLE t AS SELECT id, country FROM users")
                        .getFirst())
                .satisfies(done -> {
                    assertThat(done.version()).isZero();
                    assertThat(done.metrics()).containsEntry("numOutputRows", 2L);
                });
        assertThat(rows("SELECT * FROM t ORDER BY id")).containsExactly("[1, DE]", "[2, FR]");
        lake.execute("CREATE TABLE IF NOT EXISTS t (x INT)");
        lake.execute("CREATE OR REPLACE TABLE t CLUSTER BY (id) AS SELECT id + 10 AS id FROM t");
        assertThat(rows("SELECT * FROM t ORDER BY id")).containsExactly("[11]", "[12]");
        assertThat(rows("SELECT count(country) FROM t AT (VERSION => 0)")).containsExactly("[2]");
    }

    @Test
    void mergeReadsViewsFunctionsAndSubqueries() {
        lake.execute("""
                CREATE TABLE shop.orders (id BIGINT, country STRING, amount DOUBLE);
                INSERT INTO shop.orders VALUES (1, 'XX', 5), (7, 'YY', 6);
                MERGE INTO shop.orders o USING users u ON o.id = u.id
                  WHEN MATCHED THEN UPDATE SET country = u.country
                  WHEN NOT MATCHED THEN INSERT (id, country, amount) VALUES (u.id, u.country, 0)
                  WHEN NOT MATCHED BY SOURCE AND o.id IN (SELECT max(id) FROM shop.orders) THEN DELETE;
                """);
        assertThat(rows("SELECT * FROM shop.orders ORDER BY id")).containsExactly("[1, DE, 5.0]", "[2, FR, 0.0]");
    }

    @Test
    void conditionsMayHoldSubqueries() {
        lake.execute("""
                CREATE TABLE t AS SELECT id, country FROM users;
                UPDATE t SET country = (SELECT max(u.country) FROM users u) WHERE id NOT IN (SELECT id FROM main.users WHERE country = 'FR');
                DELETE FROM t x WHERE EXISTS (SELECT 1 FROM users u WHERE u.id = x.id AND u.id = 2)
                """);
        assertThat(rows("SELECT * FROM t")).containsExactly("[1, FR]");
    }

    @Test
    void expressionsPassTheGate() {
        lake.execute("CREATE TABLE t AS SELECT id, country FROM users");
        for (String statement : List.of(
                "DELETE FROM t WHERE id IN (SELECT a FROM read_csv('x.csv') r(a))",
                "UPDATE t SET country = getenv('HOME')",
                "INSERT INTO t SELECT * FROM 'x.csv'",
                "MERGE INTO t USING (SELECT * FROM glob('*')) s ON true WHEN MATCHED THEN DELETE",
                "DELETE FROM t WHERE id IN (SELECT id FROM nowhere)")) {
            assertThatThrownBy(() -> lake.execute(statement))
                    .as(statement)
                    .isInstanceOf(dev.neuralake.query.failure.QueryException.class);
        }
        assertThat(rows("SELECT count(*) FROM t")).containsExactly("[2]");
    }

    @Test
    void theFirstErrorEndsTheRunAndLeavesWhatWasCommitted() {
        assertThatThrownBy(() -> lake.execute("""
                        CREATE TABLE t (a INT); INSERT INTO t VALUES (1); INSERT INTO t VALUES ('x', 2); INSERT INTO t VALUES (3)"""))
                .hasMessageStartingWith("Cannot go on behind statement 3 of 4: Cannot insert into table t");
        assertThat(rows("SELECT * FROM t")).containsExactly("[1]");
    }

    @Test
    void tablesAreAlteredAndKeptInShape() {
        lake.execute("""
                CREATE TABLE t (a INT, b STRING) TBLPROPERTIES ('delta.columnMapping.mode' = 'name');
                INSERT INTO t VALUES (1, 'x');
                ALTER TABLE t ADD COLUMNS (c DOUBLE COMMENT 'new' AFTER a);
                ALTER TABLE t RENAME COLUMN b TO d;
                ALTER TABLE t ADD CONSTRAINT positive CHECK (a > 0);
                INSERT INTO t BY NAME SELECT 2 AS a, 'y' AS d;
                ALTER TABLE t ALTER COLUMN c SET DEFAULT 1.5;
                INSERT INTO t (a, d) VALUES (3, 'z');
                INSERT WITH SCHEMA EVOLUTION INTO t BY NAME SELECT 4 AS a, true AS flag;
                OPTIMIZE t;
                """);
        assertThat(rows("SELECT a, c, d, flag FROM t ORDER BY a"))
                .containsExactly(
                        "[1, null, x, null]", "[2, null, y, null]", "[3, 1.5, z, null]", "[4, 1.5, null, true]");
        assertThatThrownBy(() -> lake.execute("INSERT INTO t (a) VALUES (-1)")).hasMessageContaining("positive");
    }

    @Test
    void historyAndDetailAreRows() {
        lake.execute("CREATE TABLE t (a INT) COMMENT 'about a'; INSERT INTO t VALUES (1)");
        assertThat(rows("DESCRIBE HISTORY t LIMIT 1").getFirst())
                .startsWith("[1, ")
                .contains("WRITE");
        assertThat(rows("DESCRIBE DETAIL t").getFirst()).startsWith("[delta, ").contains("about a");
        assertThat(rows("VACUUM t DRY RUN")).isEmpty();
    }

    @Test
    void insertsReplaceWhatTheyName() {
        lake.execute("""
                CREATE TABLE t (id INT, p STRING) PARTITIONED BY (p);
                INSERT INTO t VALUES (1, 'a'), (2, 'b'), (3, 'c');
                INSERT INTO t REPLACE WHERE p = 'a' VALUES (10, 'a');
                INSERT INTO t REPLACE USING (p) VALUES (20, 'b');
                INSERT OVERWRITE t PARTITION (p = 'c') VALUES (30);
                """);
        assertThat(rows("SELECT * FROM t ORDER BY id")).containsExactly("[10, a]", "[20, b]", "[30, c]");
        lake.execute("INSERT OVERWRITE t SELECT id + 1, p FROM t WHERE p <> 'a'");
        assertThat(rows("SELECT id FROM t ORDER BY id")).containsExactly("[21]", "[31]");
    }

    @Test
    void defaultIsAValueAndTimesAreStoredAsUtc() {
        lake.execute("""
                CREATE TABLE t (id INT, d DECIMAL(10,2) DEFAULT 1.5, ts TIMESTAMP, local TIMESTAMP_NTZ);
                INSERT INTO t VALUES (1, DEFAULT, TIMESTAMP '2026-01-01 10:00:00', now()), (2, 2, DEFAULT, DEFAULT);
                UPDATE t SET d = DEFAULT, ts = TIMESTAMP '2026-01-02 00:00:00' WHERE id = 2;
                """);
        assertThat(rows("SELECT id, d, ts FROM t ORDER BY id"))
                .containsExactly("[1, 1.50, 2026-01-01T10:00:00Z]", "[2, 1.50, 2026-01-02T00:00:00Z]");
    }

    @Test
    void versionsAreRestoredAndCloned() {
        lake.execute("""
                CREATE TABLE t (id INT); INSERT INTO t VALUES (1); DELETE FROM t;
                RESTORE TABLE t TO VERSION AS OF 1;
                CREATE TABLE shop.orders SHALLOW CLONE t;
                INSERT INTO shop.orders VALUES (2);
                """);
        assertThat(rows("SELECT * FROM t")).containsExactly("[1]");
        assertThat(rows("SELECT * FROM shop.orders ORDER BY id")).containsExactly("[1]", "[2]");
    }

    @Test
    void parquetFilesBecomeATable() throws IOException {
        Files.createDirectories(folder.resolve("converted/country=DE"));
        lake.table("users")
                .writeParquet(folder.resolve("converted").resolve("country=DE").resolve("a.parquet"));
        String path = folder.resolve("converted").toString();
        lake.execute("CONVERT TO DELTA parquet.`" + path + "` PARTITIONED BY (country STRING)");
        assertThat(rows("DESCRIBE HISTORY delta.`" + path + "`")).hasSize(1);
    }

    @Test
    void foldersAreNamedByPath() {
        String table = "delta.`" + folder.resolve("by path") + "`";
        lake.execute("CREATE TABLE " + table + " (a INT); INSERT INTO " + table + " VALUES (1); DELETE FROM " + table);
        assertThat(rows("DESCRIBE HISTORY " + table)).hasSize(3);
    }

    private List<String> rows(String statement) {
        List<String> all = new ArrayList<>();
        lake.execute(statement, execution -> {
            try (execution) {
                DataFrame frame = execution.rows();
                for (Row row : frame) {
                    List<Object> values = new ArrayList<>();
                    frame.schema().names().forEach(name -> values.add(row.value(name)));
                    all.add(values.toString());
                }
            }
        });
        return all;
    }
}
