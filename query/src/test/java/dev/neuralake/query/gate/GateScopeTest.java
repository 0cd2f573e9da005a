package dev.neuralake.query.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.neuralake.columnar.Engine;
import dev.neuralake.columnar.EngineSettings;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which names of a statement are tables of the catalog, and which are its own. */
class GateScopeTest {
    private static Engine engine;
    private static Gate gate;

    @BeforeAll
    static void open() {
        engine = Engine.open(EngineSettings.defaults().withThreads(1));
        gate = new Gate(engine);
    }

    @AfterAll
    static void close() {
        gate.close();
        engine.close();
    }

    private static List<String> tables(String sql) {
        return gate.check(sql).mentions().stream()
                .map(Mention::qualifiedName)
                .sorted()
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "select 1 |",
                "from t | t",
                "select * from T as x, \"t\" y, t | T t t",
                "select * from shop.users u join main.\"or\"\"ders\" using (id) | main.or\"ders shop.users",
                "with t as (select 1) from t |",
                "with t as (select * from t) from t | t",
                "with T as (select 1) select * from \"t\", t x |",
                "with a as (select 1), b as (from a) from b |",
                "with a as (from b), b as (select 1) from a, b | b",
                "with recursive r as (select 1 n union all select n + 1 from r where n < 3) from r |",
                "with recursive r as (select * from s union all select * from r) from r | s",
                "with recursive r as (select 1 n) select * from r |",
                "with recursive t as (select * from t) from t | t",
                "with a as (with b as (select 1) from b) select * from a, b | b",
                "with a as (select 1) select * from (with a as (from t) from a) x, a | t",
                "with a as (select 1) select * from (from a) x where exists (from a) and 1 in (from a) |",
                "select * from (with a as (select 1) from a) x, a | a",
                "with a as (select 1) (from a union all from b) intersect from a | b",
                "(with a as (select 1) from a) union all from a | a",
                "with a as (select 1) select * from t, lateral (select * from a, u where u.k = t.k) | t u",
                "with a as (select 1) select (select max(b) from u where u.a = t.a) from t, a | t u",
                "with a as (select 1) from s.a | s.a",
                "with x as (select 1) from (describe x) |",
                "describe t | t",
                "summarize t | t",
                "show t | t",
                "show tables | ~~",
                "table t | t",
                "values (1), (2) |",
                "from t pivot (sum(a) for b in (1, 2)) | t",
                "from t unpivot (v for n in (a, b)) | t",
                "from range(3) r, unnest([1]) u, json_each('{}') |",
                "select * from 'file.parquet' | file.parquet",
                "from information_schema.tables | information_schema.tables",
                "from größe, \"weird \"\"name\"\"\" | größe weird \"name\"",
                "with recursive f(n) using key (n) as (select 1 union select n + 1 from f where n < 3) from f |",
                "select * from t where a in (with t as (from u) from t) | t u",
            })
    void tablesAreToldFromCommonTableExpressions(String sql, String tables) {
        assertThat(String.join(" ", tables(sql))).isEqualTo(tables == null ? "" : tables);
    }

    @Test
    void positionsOfTablesAreKept() {
        assertThat(gate.check("select 'é',\n a from shop.users, t").mentions())
                .extracting(Mention::position)
                .containsExactly(20, 32);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "from t | false",
                "from t a, t b | false false",
                "select (select max(a) from t) | true",
                "select * from t where exists (from u) | false true",
                "with c as (from t) from c | false",
                "with c as (from t) from c a, c b | true",
                "with c as (from t), d as (from c) from d a, d b | true",
                "with c as (from t) select (select 1 from c) | true",
                "with recursive r as (select 1 n union all select n from r, t) from r | true",
                "from (from t) | false",
            })
    void tablesThatMayBeScannedTwiceAreMarked(String sql, String repeats) {
        assertThat(gate.check(sql).mentions().stream()
                        .map(mention -> String.valueOf(mention.repeats()))
                        .toList())
                .containsExactly(repeats.split(" "));
    }

    @Test
    void nestedDefinitionsAreFollowedOnce() {
        StringBuilder sql = new StringBuilder("from t");
        for (int i = 0; i < 31; i++) {
            sql.insert(0, "with c" + i + " as (").append(") from c").append(i);
        }
        assertThat(gate.check(sql.toString()).mentions())
                .extracting(Mention::repeats)
                .containsExactly(false);
    }

    @Test
    void columnsMayBeQualifiedByDatabaseAndTable() {
        assertThat(written("select shop.users.id, users.name, shop.users.address.city from shop.users"))
                .endsWith("SELECT users.id, users.\"name\", users.address.city FROM __neuralake_0 AS users");
        assertThat(written("select shop.users.id, hr.users.id from shop.users, hr.users"))
                .endsWith("SELECT \"shop.users\".id, \"hr.users\".id FROM __neuralake_0 AS \"shop.users\" , "
                        + "__neuralake_1 AS \"hr.users\"");
        assertThat(written("select shop.users.id from shop.users, t as shop"))
                .as("the alias is nearer")
                .contains("SELECT shop.users.id");
    }

    private static String written(String sql) {
        return gate.check(sql).template().text();
    }
}
