package dev.neuralake.frame;

import static dev.neuralake.frame.Functions.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What frames begin with: tables at some time, their changes, SQL. */
class SourcesTest {
    private final EngineRunner lake =
            new EngineRunner("CREATE TABLE users AS SELECT 1 AS user_id, 'DE' AS country", """
            CREATE MACRO table_changes
              (t, a) AS TABLE (SELECT t AS "table", a || ' on' AS range, 'insert' AS _change_type),
              (t, a, b) AS TABLE (SELECT t AS "table", a || ' to ' || b AS range)""");

    @AfterEach
    void close() {
        lake.close();
    }

    @Test
    void changesAreATableFunctionOfTheirCommits() {
        LazyFrame users = lake.table("users");
        assertThat(users.changes(2, 5).sql()).isEqualTo("SELECT *\nFROM table_changes('users', 2, 5)");
        assertThat(lake.rows(users.changes(2, 5))).hasToString("[[users, 2 to 5]]");
        assertThat(lake.rows(users.changes(2).filter(col("_change_type").eq("insert"))))
                .hasToString("[[users, 2 on, insert]]");
        assertThat(users.changes(timestamp("2026-01-31"), timestamp("2026-02-01T12:00:00+01:00"))
                        .sql())
                .endsWith("FROM table_changes('users', '2026-01-31T00:00:00Z', '2026-02-01T11:00:00Z')");
        Source quoted = new Source.Changes("shop.it's \"new\"", version(1), TimeTravel.LATEST);
        assertThat(LazyFrame.of(quoted, lake).sql()).endsWith("FROM table_changes('shop.\"it''s \"\"new\"\"\"', 1)");
        assertThat(users.changes(2, 5)).hasToString("scan changes of users from version 2 to version 5\n");
        assertThat(users.changes(timestamp("2026-01-31"), TimeTravel.LATEST))
                .hasToString("scan changes of users from 2026-01-31T00:00:00Z\n");
    }

    @Test
    void changesAreAskedOfATableAndForwards() {
        LazyFrame users = lake.table("users");
        assertThatThrownBy(() -> users.select("country").changes(2))
                .isInstanceOf(FrameException.class)
                .hasMessage("Cannot read the changes of this frame: changes belongs directly behind the table "
                        + "(lake.table(\"…\").changes(…))");
        assertThatThrownBy(() -> users.changes(5, 2))
                .hasMessage("Cannot read the changes of users from version 5 to version 2: the first lies behind the "
                        + "last (give the earlier one first)");
        assertThatThrownBy(() -> users.changes(timestamp("2026-02-01"), timestamp("2026-01-31")))
                .hasMessageContaining("the first lies behind the last");
        assertThatThrownBy(() -> users.changes(version(1), timestamp("2026-01-31")))
                .hasMessage("Cannot read the changes of users from version 1 to 2026-01-31T00:00:00Z: one is a version "
                        + "and the other a time (use the same for both)");
        assertThatThrownBy(() -> users.changes(TimeTravel.LATEST, version(1)))
                .hasMessage("Cannot read the changes of users from the latest version on (say from which: version(2) "
                        + "or timestamp(\"…\"))");
    }

    @Test
    void anEarlierStateIsAskedOfATable() {
        assertThatThrownBy(() -> lake.table("users").limit(1).asOf(version(1)))
                .hasMessage("Cannot travel in time with this frame: asOf belongs directly behind the table "
                        + "(lake.table(\"…\").asOf(…))");
        assertThatThrownBy(() -> version(-1)).hasMessage("Cannot travel to version -1: versions count from 0");
        assertThatThrownBy(() -> timestamp("yesterday"))
                .hasMessage("Cannot travel to 'yesterday': it is not a time (write it as 2026-01-31T12:00:00Z)");
    }

    @Test
    void valuesOfSqlAreNoPartOfItsText() {
        LazyFrame frame = LazyFrame.sql("select * from users where country = ? -- ?", lake, "D' OR 1=1 --");
        assertThat(lake.rows(frame)).isEmpty();
        assertThat(lake.rows(LazyFrame.sql("select $2 as b, $1 as a", lake, 1, "x")))
                .hasToString("[[x, 1]]");
        assertThatThrownBy(() -> LazyFrame.sql("select $a::int as a", lake).count())
                .hasMessage("Cannot run the frame: parameter 'a' has no value (give it one with .with(\"…\", value))");
        assertThatThrownBy(() -> LazyFrame.sql("select $amount::int as a", lake).with("amuont", 1))
                .hasMessageContaining("Cannot bind parameter 'amuont'")
                .hasMessageContaining("did you mean amount?");
    }
}
