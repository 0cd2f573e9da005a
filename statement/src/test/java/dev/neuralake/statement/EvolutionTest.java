package dev.neuralake.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Schemas that change, on the table itself and inside structs, arrays and maps. */
final class EvolutionTest extends OneTable {
    @ParameterizedTest
    @ValueSource(strings = {"name", "id"})
    void fieldsInsideArraysAndMapsChange(String mode) {
        lake.execute("""
                CREATE TABLE t (id INT NOT NULL, a ARRAY<STRUCT<x: INT>>, m MAP<STRING, STRUCT<y: INT>>,
                    s STRUCT<deep: STRUCT<z: INT>>)
                  TBLPROPERTIES ('delta.columnMapping.mode' = '%s', 'delta.enableTypeWidening' = 'true');
                INSERT INTO t VALUES (1, array(named_struct('x', 1)), map('k', named_struct('y', 2)),
                    named_struct('deep', named_struct('z', 3)));
                ALTER TABLE t ADD COLUMNS (a.element.w STRING FIRST, m.value.v ARRAY<INT> AFTER y, s.deep.u DOUBLE,
                    extra STRING AFTER id);
                """.formatted(mode));
        assertThat(one("SELECT * FROM t"))
                .isEqualTo("1 | null | [{'w': NULL, 'x': 1}] | {k={'y': 2, 'v': NULL}} | "
                        + "{'deep': {'z': 3, 'u': NULL}}");
        lake.execute("""
                ALTER TABLE t ALTER COLUMN a.element.x TYPE BIGINT;
                ALTER TABLE t RENAME COLUMN m.value.y TO why;
                ALTER TABLE t ALTER COLUMN m.value.why COMMENT 'the reason';
                ALTER TABLE t ALTER COLUMN s.deep.z AFTER u;
                ALTER TABLE t ALTER COLUMN id DROP NOT NULL;
                INSERT INTO t VALUES (NULL, 'e', array(named_struct('w', 'w', 'x', 5000000000)),
                    map('k', named_struct('why', 6, 'v', array(7))), named_struct('deep', named_struct('u', 1.5, 'z', 8)));
                UPDATE t SET s.deep.u = 2.5 WHERE id = 1;
                """);
        assertThat(one("SELECT * FROM t WHERE id = 1"))
                .isEqualTo("1 | null | [{'w': NULL, 'x': 1}] | {k={'why': 2, 'v': NULL}} | "
                        + "{'deep': {'u': 2.5, 'z': 3}}");
        assertThat(one("SELECT * FROM t WHERE id IS NULL"))
                .isEqualTo("null | e | [{'w': w, 'x': 5000000000}] | {k={'why': 6, 'v': [7]}} | "
                        + "{'deep': {'u': 1.5, 'z': 8}}");
        lake.execute("ALTER TABLE t DROP COLUMNS (m.value.why, a.element.x, s.deep.z, extra); OPTIMIZE t; "
                + "ALTER TABLE t SET TBLPROPERTIES ('delta.columnMapping.mode' = 'none')");
        assertThat(one("SELECT * FROM t WHERE id = 1"))
                .isEqualTo("1 | [{'w': NULL}] | {k={'v': NULL}} | {'deep': {'u': 2.5}}");
        assertThatThrownBy(() -> lake.execute("ALTER TABLE t ADD COLUMN a.w INT"))
                .hasMessageContaining("only a struct has fields (its items are 'a.element')");
    }

    @Test
    void arrivingRowsBringFieldsAndWiderTypes() {
        lake.execute("""
                CREATE TABLE t (id INT, a ARRAY<STRUCT<x: INT>>, m MAP<STRING, STRUCT<y: INT>>)
                  TBLPROPERTIES ('delta.enableTypeWidening' = 'true');
                INSERT INTO t VALUES (1, array(named_struct('x', 1)), map('k', named_struct('y', 2)));
                INSERT WITH SCHEMA EVOLUTION INTO t BY NAME SELECT 2 AS id,
                    [{'x': 5000000000, 'w': 'new'}] AS a, map(['k'], [{'y': 3, 'v': 4}]) AS m, 'more' AS extra;
                MERGE WITH SCHEMA EVOLUTION INTO t USING (SELECT 1 AS id, [{'x': 9, 'q': 1}] AS a, 7 AS n) s ON t.id = s.id
                  WHEN MATCHED THEN UPDATE SET * WHEN NOT MATCHED THEN INSERT *;
                """);
        assertThat(one("SELECT * FROM t WHERE id = 2"))
                .isEqualTo("2 | [{'x': 5000000000, 'w': new, 'q': NULL}] | {k={'y': 3, 'v': 4}} | more | null");
        assertThat(one("SELECT * FROM t WHERE id = 1"))
                .isEqualTo("1 | [{'x': 9, 'w': NULL, 'q': 1}] | {k={'y': 2, 'v': NULL}} | null | 7");
    }

    @Test
    void rulesHoldInsideStructsToo() {
        lake.execute("""
                CREATE TABLE t (id INT, s STRUCT<x: INT NOT NULL, y: STRING>);
                INSERT INTO t VALUES (1, named_struct('x', 1, 'y', 'a')), (2, NULL);
                """);
        assertThatThrownBy(() -> lake.execute("INSERT INTO t VALUES (3, named_struct('x', NULL, 'y', 'b'))"))
                .hasMessageContaining("column 's.x' is null in a row");
        assertThatThrownBy(() -> lake.execute("UPDATE t SET s.x = NULL WHERE id = 1"))
                .hasMessageContaining("column 's.x' is null in a row");
        lake.execute("ALTER TABLE t ALTER COLUMN s.x DROP NOT NULL; UPDATE t SET s.x = NULL WHERE id = 1");
        assertThat(one("SELECT * FROM t WHERE id = 1")).isEqualTo("1 | {'x': NULL, 'y': a}");
        lake.execute("ALTER TABLE t ALTER COLUMN s.y COMMENT 'why'; ALTER TABLE t ALTER COLUMN id SET DEFAULT 7; "
                + "INSERT INTO t (s) VALUES (NULL); INSERT INTO t VALUES (DEFAULT, NULL)");
        assertThat(one("SELECT count(*), 0 FROM t WHERE id = 7")).isEqualTo("2 | 0");
    }

    private String one(String sql) {
        String columns = "SELECT CAST(COLUMNS(*) AS VARCHAR) FROM (" + sql + ")";
        List<String> all = new ArrayList<>();
        var frame = lake.sql(columns).collect();
        frame.forEach(row -> {
            List<String> values = new ArrayList<>();
            frame.schema().names().forEach(name -> values.add(String.valueOf(row.value(name))));
            all.add(String.join(" | ", values));
        });
        assertThat(all).hasSize(1);
        return all.getFirst();
    }
}
