package dev.neuralake.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.neuralake.catalog.Catalog;
import dev.neuralake.catalog.DeltaTable;
import dev.neuralake.catalog.Execution;
import dev.neuralake.settings.Settings;
import dev.neuralake.statement.RowModel.Change;
import dev.neuralake.statement.RowModel.Clause;
import dev.neuralake.statement.RowModel.Condition;
import dev.neuralake.statement.RowModel.Row;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random statements on random tables: the rows of each version and its change feed are those of a model that works row by
 * row in memory. A failure names its seed and the statements so far.
 */
final class RandomChangesTest {
    private static final int STATEMENTS = 14;
    private static final String SOURCE_COLUMNS = "id, n, p, s, l";

    private final List<String> statements = new ArrayList<>();
    private Random random = new Random();
    private Catalog lake;
    private RowModel model = new RowModel();
    private String partition = "p";

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void rowsAndChangesAreThoseOfTheModel(long seed, @TempDir Path folder) {
        random = new Random(seed);
        try (Catalog opened = Catalog.builder()
                .settings(Settings.of(Map.of("neuralake.lake", folder.toString())))
                .register("t", DeltaTable.existing(folder.resolve("t").toString()))
                .build()) {
            lake = opened;
            create();
            for (int i = 0; i < STATEMENTS; i++) {
                step();
            }
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError(
                    "seed " + seed + ":\n" + String.join(";\n", statements) + "\n" + e.getMessage(), e);
        }
    }

    private void create() {
        boolean mapped = random.nextBoolean();
        partition = mapped ? "part" : "p";
        run("CREATE TABLE t (id BIGINT, n INT, p STRING, s STRUCT<a: INT, b: STRING>, l ARRAY<INT>) "
                + (random.nextBoolean() ? "PARTITIONED BY (p) " : "")
                + "TBLPROPERTIES ('delta.enableChangeDataFeed' = 'true', 'delta.checkpointInterval' = '4', "
                + "'delta.enableRowTracking' = '" + random.nextBoolean() + "', "
                + "'delta.columnMapping.mode' = '" + (mapped ? "name" : "none") + "', "
                + "'delta.enableDeletionVectors' = '" + random.nextBoolean() + "')");
        if (mapped) {
            run("ALTER TABLE t RENAME COLUMN p TO part");
        }
        for (int i = 0; i < 3; i++) {
            insert();
        }
    }

    private void step() {
        switch (random.nextInt(10)) {
            case 0 -> insert();
            case 1, 2 -> {
                Condition condition = Condition.any(random);
                changes("DELETE FROM t WHERE " + sql(condition), model.delete(condition));
            }
            case 3, 4 -> {
                Condition condition = Condition.any(random);
                changes(
                        "UPDATE t SET n = n + 1, s.a = n, " + partition + " = 'u' || coalesce(" + partition
                                + ", '') WHERE " + sql(condition),
                        model.update(condition, Row::bumped));
            }
            case 5 -> run(random.nextBoolean() ? "OPTIMIZE t" : "REORG TABLE t APPLY (PURGE)");
            case 6 -> replace();
            default -> merge();
        }
        assertThat(rows()).isEqualTo(model.texts());
    }

    private String sql(Condition condition) {
        return condition.sql().replace("$p", partition);
    }

    private void insert() {
        List<Row> rows = Row.some(random, 1 + random.nextInt(8));
        changes("INSERT INTO t " + values(rows), model.insert(rows));
    }

    /** Rows in the place of those of a condition, of those with the same values of a column, or of all. */
    private void replace() {
        List<Row> rows = Row.some(random, 1 + random.nextInt(5));
        switch (random.nextInt(3)) {
            case 0 -> {
                Condition condition = Condition.any(random);
                List<Row> fitting = rows.stream().filter(condition::holds).toList();
                if (!fitting.isEmpty()) {
                    changes(
                            "INSERT INTO t REPLACE WHERE " + sql(condition) + " " + values(fitting),
                            model.replace(condition::holds, fitting));
                }
            }
            case 1 ->
                changes(
                        "INSERT INTO t REPLACE USING (" + partition + ") " + values(rows),
                        model.replace(old -> rows.stream().anyMatch(row -> Objects.equals(row.p, old.p)), rows));
            default -> changes("INSERT OVERWRITE t " + values(rows), model.replace(_ -> true, rows));
        }
    }

    private static String values(List<Row> rows) {
        return rows.stream().map(Row::sql).collect(Collectors.joining(", ", "VALUES ", ""));
    }

    private void merge() {
        List<Row> source = Row.some(random, 1 + random.nextInt(5));
        List<Clause> clauses = Clause.some(random);
        boolean byPartition = random.nextInt(3) == 0;
        String on = "t.id = s.id" + (byPartition ? " AND t.$p = s.p" : "");
        String sql = "MERGE INTO t USING (SELECT * FROM (" + values(source) + ") v(" + SOURCE_COLUMNS + ")) s ON " + on
                + clauses.stream().map(Clause::sql).collect(Collectors.joining());
        String statement = sql.replace("$p", partition);
        List<Change> expected = model.merge(source, byPartition, clauses);
        if (expected == null) {
            statements.add(statement);
            assertThatThrownBy(() -> lake.execute(statement)).hasMessageContaining("by several rows of the source");
        } else {
            changes(statement, expected);
        }
    }

    /** Runs a statement, and holds what the feed tells of it against what is expected. */
    private void changes(String statement, List<Change> expected) {
        long before = statements.isEmpty() ? -1 : version();
        long after = run(statement);
        if (expected.isEmpty()) {
            assertThat(after).as(statement).isEqualTo(before);
            return;
        }
        List<String> told =
                texts("SELECT " + columns() + ", _change_type FROM table_changes('t', " + after + ", " + after + ")");
        assertThat(told)
                .as(statement)
                .isEqualTo(expected.stream().map(Change::text).sorted().toList());
    }

    private long run(String statement) {
        statements.add(statement);
        Execution done = lake.execute(statement).getFirst();
        return done.version() == null ? -1 : done.version();
    }

    private long version() {
        return lake.delta("t").snapshot().version();
    }

    private String columns() {
        return "id, n, " + partition + " AS p, to_json(s) AS s, to_json(l) AS l";
    }

    private List<String> rows() {
        return texts("SELECT " + columns() + " FROM t");
    }

    private List<String> texts(String sql) {
        List<String> all = new ArrayList<>();
        lake.sql(sql).collect().forEach(row -> {
            List<Object> values = new ArrayList<>();
            for (String name : List.of("id", "n", "p", "s", "l")) {
                values.add(row.value(name));
            }
            if (sql.contains("_change_type")) {
                values.add(row.value("_change_type"));
            }
            all.add(values.toString());
        });
        return all.stream().sorted().toList();
    }
}
