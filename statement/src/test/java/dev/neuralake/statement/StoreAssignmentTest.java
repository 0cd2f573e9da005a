package dev.neuralake.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which values statements store in columns of other types, as Spark's ANSI store assignment has it. */
final class StoreAssignmentTest extends OneTable {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "INT | 2.9 | 2",
                "INT | -2.9 | -2",
                "TINYINT | 127.9 | 127",
                "BIGINT | CAST(1e10 AS DOUBLE) | 10000000000",
                "SMALLINT | 300 | 300",
                "DECIMAL(4,1) | 1.25 | 1.3",
                "DECIMAL(4,1) | -1.25 | -1.3",
                "DECIMAL(5,2) | CAST(2.675 AS DOUBLE) | 2.68",
                "FLOAT | CAST(1.5 AS DOUBLE) | 1.5",
                "DOUBLE | 12345678901 | 1.2345678901E10",
                "STRING | 42 | 42",
                "STRING | 1.50 | 1.50",
                "STRING | TRUE | true",
                "STRING | DATE '2026-01-02' | 2026-01-02",
                "STRING | TIMESTAMPTZ '2026-01-02 03:04:05.5+00' | 2026-01-02 03:04:05.5",
                "DATE | TIMESTAMP '2026-01-02 23:04:05' | 2026-01-02",
                "INT | NULL | null"
            })
    void valuesAreConverted(String type, String value, String stored) {
        lake.execute("CREATE TABLE t (id INT, c " + type + "); INSERT INTO t VALUES (1, " + value + ")");
        lake.execute("INSERT INTO t (id) VALUES (2), (3); UPDATE t SET c = " + value + " WHERE id = 2");
        lake.execute("MERGE INTO t USING (SELECT 3 AS id, " + value + " AS c UNION ALL SELECT 4, " + value
                + ") s ON t.id = s.id WHEN MATCHED THEN UPDATE SET * WHEN NOT MATCHED THEN INSERT *");
        lake.execute("INSERT INTO t REPLACE WHERE id = 5 SELECT 5, " + value);
        assertThat(values()).containsExactly(stored, stored, stored, stored, stored);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "INT | 3000000000 | 3000000000",
                "TINYINT | 128.0 | 128.0",
                "BIGINT | CAST('NaN' AS DOUBLE) | nan",
                "INT | CAST(1e10 AS DOUBLE) | 10000000000.0",
                "DECIMAL(3,1) | 99.95 | 99.95",
                "DECIMAL(3,0) | CAST(1e300 AS DOUBLE) | 1e+300",
                "FLOAT | CAST(1e300 AS DOUBLE) | 1e+300"
            })
    void valuesThatDoNotFitAreNamed(String type, String value, String shown) {
        lake.execute("CREATE TABLE t (id INT, c " + type + "); INSERT INTO t VALUES (1, NULL)");
        for (String statement : List.of(
                "INSERT INTO t VALUES (2, " + value + ")",
                "UPDATE t SET c = " + value,
                "MERGE INTO t USING (SELECT 1 AS id) s ON t.id = s.id WHEN MATCHED THEN UPDATE SET c = " + value,
                "INSERT OVERWRITE t SELECT 2, " + value)) {
            assertThatThrownBy(() -> lake.execute(statement))
                    .as(statement)
                    .hasMessageContaining("table main.t: column 'c' is")
                    .hasMessageContaining("which does not hold the value " + shown);
        }
        assertThat(values()).containsExactly("null");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "INT | '5'",
                "INT | TRUE",
                "BOOLEAN | 1",
                "BOOLEAN | 'true'",
                "DATE | '2026-01-02'",
                "TIMESTAMP | 5",
                "BINARY | 'x'",
                "STRING | CAST(1.5 AS DOUBLE)",
                "STRING | [1]"
            })
    void otherTypesAreRefused(String type, String value) {
        lake.execute("CREATE TABLE t (id INT, c " + type + "); INSERT INTO t VALUES (1, NULL)");
        assertThatThrownBy(() -> lake.execute("INSERT INTO t VALUES (2, " + value + ")"))
                .hasMessageContaining("column 'c' is")
                .hasMessageContaining("(cast it)");
        assertThatThrownBy(() -> lake.execute("UPDATE t SET c = " + value))
                .hasMessageContaining("column 'c' is")
                .hasMessageContaining("(cast it)");
    }

    @Test
    void partsOfNestedValuesAreConvertedToo() {
        lake.execute("CREATE TABLE t (id INT, c STRUCT<a: ARRAY<INT>, m: MAP<STRING, DECIMAL(4,1)>>)");
        lake.execute("INSERT INTO t VALUES (1, {'a': [1.9, NULL, -3.5], 'm': map(['x'], [2.25])}), (2, NULL)");
        lake.execute(
                "INSERT INTO t VALUES (4, named_struct('a', array(), 'm', map())), (5, named_struct('a', array(NULL), "
                        + "'m', NULL)); DELETE FROM t WHERE id = 4 AND len(c.a) = 0 OR id = 5 AND c.a[1] IS NULL");
        lake.execute("UPDATE t SET c.a = [7.7] WHERE id = 1");
        assertThat(values("CAST(c AS VARCHAR)")).containsExactly("{'a': [7], 'm': {x=2.3}}", "null");
        assertThatThrownBy(() -> lake.execute("INSERT INTO t VALUES (3, {'a': [3e9], 'm': NULL})"))
                .hasMessageContaining("column 'c.a.element' is int, which does not hold the value 3000000000");
    }

    private List<String> values() {
        return values("c");
    }

    private List<String> values(String expression) {
        List<String> all = new ArrayList<>();
        lake.sql("SELECT " + expression + " AS c FROM t ORDER BY id")
                .collect()
                .forEach(row -> all.add(String.valueOf(row.value("c"))));
        return all;
    }
}
