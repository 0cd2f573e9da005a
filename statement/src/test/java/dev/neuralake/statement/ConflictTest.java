package dev.neuralake.statement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.neuralake.catalog.Catalog;
import dev.neuralake.catalog.DeltaTable;
import dev.neuralake.catalog.FunctionTable;
import dev.neuralake.catalog.Rows;
import dev.neuralake.settings.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements with others in their midst: two catalogs stand for two processes. */
final class ConflictTest {
    record Key(long id) {}

    @TempDir
    private Path folder;

    private final AtomicInteger readings = new AtomicInteger();
    private final List<String> meanwhile = new ArrayList<>();
    private Catalog lake;
    private Catalog other;

    @BeforeEach
    void open() {
        other = catalog(() -> List.of());
        // Whoever reads this table lets the other process work at its first reading.
        lake = catalog(() -> {
            if (readings.getAndIncrement() == 0) {
                meanwhile.forEach(other::execute);
            }
            return List.of(new Key(1), new Key(2));
        });
        lake.execute("CREATE TABLE t (id BIGINT, n INT) TBLPROPERTIES ('delta.enableDeletionVectors' = 'true')");
        lake.execute("INSERT INTO t VALUES (1, 0), (3, 0); INSERT INTO t VALUES (2, 0), (4, 0)");
    }

    private Catalog catalog(java.util.function.Supplier<List<Key>> keys) {
        return Catalog.builder()
                .settings(Settings.of(Map.of("neuralake.lake", folder.toString())))
                .register("keys", FunctionTable.of(Key.class, () -> Rows.of(keys.get())))
                .register("t", DeltaTable.existing(folder.resolve("t").toString()))
                .build();
    }

    @AfterEach
    void close() {
        lake.close();
        other.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM t WHERE id IN (SELECT id FROM keys)",
                "UPDATE t SET n = n + 1 WHERE id IN (SELECT id FROM keys)",
                "MERGE INTO t USING keys k ON t.id = k.id WHEN MATCHED THEN DELETE",
                "INSERT INTO t REPLACE WHERE id < 3 SELECT id, 7 AS n FROM keys",
                "INSERT INTO t REPLACE USING (id) SELECT id, 7 AS n FROM keys",
                "INSERT OVERWRITE t SELECT id, 7 AS n FROM keys"
            })
    void aStatementThatLosesIsRunAnew(String statement) {
        for (String first : List.of(
                "OPTIMIZE t",
                "UPDATE t SET n = 5 WHERE id < 3",
                "ALTER TABLE t SET TBLPROPERTIES ('of' = 'mine')",
                "DELETE FROM t WHERE id = 1")) {
            open("CREATE OR REPLACE TABLE t (id BIGINT, n INT); INSERT INTO t VALUES (1, 0), (3, 0); "
                    + "INSERT INTO t VALUES (2, 0), (4, 0)");
            lake.execute(first);
            lake.execute(statement);
            List<String> inOrder = rows();
            open("CREATE OR REPLACE TABLE t (id BIGINT, n INT); INSERT INTO t VALUES (1, 0), (3, 0); "
                    + "INSERT INTO t VALUES (2, 0), (4, 0)");
            meanwhile.add(first);
            lake.execute(statement);
            assertThat(rows()).as("%s beside %s", statement, first).isEqualTo(inOrder);
            assertThat(readings).as("%s beside %s", statement, first).hasValue(2);
        }
    }

    private void open(String script) {
        meanwhile.clear();
        lake.execute(script);
        readings.set(0);
    }

    @Test
    void whatASubqueryReadsIsOfTheVersionThatIsChanged() {
        meanwhile.add("UPDATE t SET n = 9 WHERE id = 4");
        lake.execute("DELETE FROM t WHERE n = (SELECT max(n) FROM t) AND (SELECT count(*) FROM keys) = 2");
        assertThat(rows()).containsExactly("[1, 0]", "[2, 0]", "[3, 0]");
    }

    @Test
    void anAppendMeanwhileIsOrderedBehindAsAWhole() {
        meanwhile.add("INSERT INTO t VALUES (5, 9)");
        lake.execute("DELETE FROM t WHERE n = (SELECT max(n) FROM t) AND (SELECT count(*) FROM keys) = 2");
        assertThat(rows()).containsExactly("[5, 9]");
    }

    @Test
    void countersOfManyWritersAddUp() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                Catalog writer = i % 2 == 0 ? lake : other;
                running.add(threads.submit(() -> writer.execute("UPDATE t SET n = n + 1 WHERE id <= 2")));
            }
            for (Future<?> one : running) {
                one.get();
            }
        }
        assertThat(rows()).containsExactly("[1, 8]", "[2, 8]", "[3, 0]", "[4, 0]");
    }

    private List<String> rows() {
        return lake.sql("SELECT id, n FROM t ORDER BY id").collect().rows().stream()
                .map(row -> List.of(row.value("id"), row.value("n")).toString())
                .toList();
    }
}
