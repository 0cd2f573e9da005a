package dev.neuralake.query.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.neuralake.columnar.Engine;
import dev.neuralake.columnar.EngineSettings;
import dev.neuralake.columnar.Session;
import dev.neuralake.query.failure.QueryException;
import dev.neuralake.query.failure.QueryException.Kind;
import dev.neuralake.types.Sql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GateTest {
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

    private static QueryException refused(String sql) {
        QueryException refusal = catchThrowableOfType(QueryException.class, () -> gate.check(sql));
        assertThat(refusal).as(sql).isNotNull();
        return refusal;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "COPY t TO 'x.csv' | Cannot run COPY: queries write no files (use --format",
                "copy (select 1) to 'x' | Cannot run COPY",
                "EXPORT DATABASE 'x' | Cannot run EXPORT",
                "ATTACH 'x.db' | Cannot run ATTACH: queries read the tables of the catalog alone",
                "CREATE TABLE x AS SELECT 1 | Cannot run CREATE: tables are declared in Java",
                "create or replace view v as select 1 | Cannot run CREATE",
                "create macro m(x) as x | Cannot run CREATE",
                "DROP TABLE t | Cannot run DROP",
                "ALTER TABLE t ADD COLUMN x INT | Cannot run ALTER",
                "PRAGMA database_list | Cannot run PRAGMA: queries do not change the engine",
                "SET threads = 1 | Cannot run SET: queries do not change the engine (settings are neuralake.…",
                "RESET threads | Cannot run RESET",
                "CALL duckdb_tables() | Cannot run CALL",
                "EXPLAIN SELECT 1 | Cannot run EXPLAIN: a query answers with rows of tables (use explain() of",
                "explain analyze select 1 | Cannot run EXPLAIN",
                "INSERT INTO t VALUES (1) | Cannot run INSERT: queries only read (write from Java",
                "UPDATE t SET a = 1 | Cannot run UPDATE",
                "DELETE FROM t | Cannot run DELETE",
                "MERGE INTO t USING u ON true WHEN MATCHED THEN DELETE | Cannot run MERGE",
                "TRUNCATE t | Cannot run TRUNCATE",
                "INSTALL httpfs | Cannot run INSTALL",
                "LOAD httpfs | Cannot run LOAD",
                "USE x | Cannot run USE: a table of another database is named with it: database.table",
                "BEGIN | Cannot run BEGIN: each query is a transaction of its own",
                "PREPARE p AS SELECT 1 | Cannot run PREPARE",
                "EXECUTE p | Cannot run EXECUTE",
                "VACUUM | Cannot run VACUUM",
                "CHECKPOINT | Cannot run CHECKPOINT",
                "PIVOT t ON a USING sum(b) | Cannot run PIVOT: it needs the values of its columns",
                "with x as (select 1) insert into t from x | Cannot run the statement: a query is one SELECT",
                "WITH x AS (INSERT INTO t VALUES (1) RETURNING *) FROM x | Cannot run INSERT inside WITH",
                "WITH x AS (DELETE FROM t RETURNING *) FROM x | Cannot run DELETE inside WITH",
                "WITH x AS (UPDATE t SET a = 1 RETURNING *) FROM x | Cannot run UPDATE inside WITH",
            })
    void whatIsNoSelectIsRefusedWithWhatToDo(String sql, String message) {
        assertThat(refused(sql))
                .hasMessageStartingWith(message)
                .extracting("kind")
                .isEqualTo(Kind.FORBIDDEN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"select 1; select 2", "select 1; drop table t", "select ';' ; ; x", "drop table t; select 1"})
    void twoStatementsAreRefused(String sql) {
        assertThat(refused(sql))
                .hasMessageStartingWith("Cannot run two statements: a query is one SELECT (send them one by one)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"select 1;", "select ';';;", "/* ; */ select 1 -- ; x", "select $$;$$ ;"})
    void oneStatementWithSemicolonsIsLetThrough(String sql) {
        assertThat(gate.check(sql).mentions()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", ";", "-- select 1"})
    void nothingIsNoQuery(String sql) {
        assertThat(refused(sql)).hasMessage("Cannot run the query: it is empty (write a SELECT)");
    }

    @Test
    void charactersThatTheEngineReadsOtherwiseAreRefused() {
        assertThat(refused("select 'a\0b'").summary())
                .isEqualTo("Cannot read the query: it holds a NUL (take it out) (line 1, column 10)");
        assertThat(refused("select \ud800").summary())
                .isEqualTo("Cannot read the query: it holds half of a surrogate pair (take it out) (line 1, column 8)");
        assertThat(gate.check("select '𝒳', e'a\\x41'").mentions()).isEmpty();
    }

    @Test
    void syntaxErrorsTellLineColumnAndShowIt() {
        QueryException error = refused("select a,\n  'é', b frm t x");
        assertThat(error).hasMessage("""
                        Cannot read the query: syntax error at or near "t" (line 2, column 14)
                            'é', b frm t x
                                       ^""");
        assertThat(error.kind()).isEqualTo(Kind.SYNTAX);
        assertThat(error.summary())
                .isEqualTo("Cannot read the query: syntax error at or near \"t\" (line 2, column 14)");
        assertThat(refused("select 'abc").kind()).isEqualTo(Kind.SYNTAX);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from read_csv('/etc/passwd')",
                "select * from read_parquet('x.parquet')",
                "from parquet_scan('x')",
                "from read_text('/etc/passwd')",
                "from read_blob('/etc/passwd')",
                "from read_json('x')",
                "from read_ndjson_auto('x')",
                "from glob('/*')",
                "from sniff_csv('x')",
                "from parquet_metadata('x')",
                "from query('select 1')",
                "from query_table('t')",
                "from duckdb_settings()",
                "from duckdb_secrets()",
                "from pragma_table_info('t')",
                "from histogram('t', a)",
                "from seq_scan('t')",
                "from arrow_scan(1, 2, 3)",
                "from json_execute_serialized_sql('x')",
                "from test_all_types()",
                "from enable_logging()",
                "from checkpoint()",
                "from repeat_row(1, num_rows = 1000000000)",
                "select (select max(x) from read_csv('x') t(x))",
                "select 1 where exists (from read_csv('x'))",
                "with c as (from read_csv('x')) select 1",
                "select * from t join lateral (from read_csv(t.a)) u on true",
                "select * from t order by (select 1 from read_csv('x'))",
                "select * from t limit (select 1 from read_csv('x'))",
                "select * from (values ((select 1 from read_csv('x'))))",
                "select sum(a) over (order by (select 1 from read_csv('x'))) from t",
                "select sum(a) filter (where exists (from read_csv('x'))) from t",
                "select case when exists (from read_csv('x')) then 1 end",
                "select [x for x in [1] if exists (from read_csv('x'))]",
                "summarize from read_csv('x')",
                "describe from read_csv('x')",
                "from (from (from read_csv('x')))",
                "select 1 union all (select 2 union all select 1 from read_csv('x'))",
                "with recursive r as (select 1 union all select 1 from r, read_csv('x')) from r",
                "from t pivot (sum(a) for b in ((select 1 from read_csv('x'))))",
                "from t select * replace ((select 1 from read_csv('x')) as a)",
                "select columns(x -> exists (from read_csv('x'))) from t",
                "from range((select count(*) from read_csv('x')))",
                "from t tablesample 10% where exists (from read_csv('x'))",
                "from t qualify exists (from read_csv('x'))",
                "from t group by (select 1 from read_csv('x'))",
                "select [1] || [(select file from glob('*'))]",
                "select map {'a': (select file from glob('*'))}",
                "select {'a': (select file from glob('*'))}",
                "select (select file from glob('*')) between 1 and 2",
                "select (select file from glob('*')).upper()",
                "select a from t group by rollup (a, (select file from glob('*')))",
                "select sum(a) over (rows between (select 1 from glob('*')) preceding and current row) from t",
                "select distinct on ((select file from glob('*'))) a from t",
                "from t version as of 3 x join (from glob('*')) y on true",
                "with recursive c using key (a) as (select 1 a union (from c, glob('*'))) from c",
                "select s.getenv() from t",
                "select t.s.read_text() from t",
                "from system.main.duckdb_settings()",
                "from pg_catalog.pg_show_all_settings()",
                "show databases",
                "show variables",
                "show tables from main",
                "select * from query_table(['t'])",
                "select getenv('HOME')",
                "select current_setting('threads')",
                "select current_query()",
                "select getvariable('x')",
                "select nextval('s')",
                "select sleep_ms(1000)",
                "select pg_sleep(10)",
                "select write_log('x')",
                "select setseed(0.5)",
                "select json_serialize_plan('from read_csv(''/etc/passwd'')')",
                "select json_execute_serialized_sql('x')",
                "select __internal_decompress_string(1)",
                "select stats(a) from t",
                "select main.upper('a')",
                "select system.main.upper('a')",
                "from system.main.range(3)",
                "select 'x'::main.varchar",
                "select txid_current()",
                "select in_search_path('a', 'b')",
                "select t.a.read_text() from t",
                "select '/etc/passwd'.read_text()",
                "select list_transform(['x'], f -> current_setting(f))",
                "select max(current_setting('x')) over ()",
            })
    void functionsThatReachOutAreRefused(String sql) {
        assertThat(refused(sql)).extracting("kind").isEqualTo(Kind.FORBIDDEN);
    }

    @Test
    void refusalsOfFunctionsSayWhatToDo() {
        assertThat(refused("select *\nfrom read_csv('x')"))
                .hasMessageStartingWith("Cannot read from read_csv(…): the tables of a query are those of the catalog "
                        + "(declare the file as a table, or pass --table name=PATH)");
        assertThat(refused("select 1,\n  uper(a) from t")).hasMessage("""
                        Cannot call uper: it is not among the functions that a query may call; did you mean upper? \
                        (line 2, column 3)
                            uper(a) from t
                            ^""");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select len(range(200000000))",
                "select range(1000000)",
                "select unnest(generate_series(1, 1000000))",
                "select generate_series(timestamp '2000-01-01', timestamp '2030-01-01', interval 1 second)",
                "select range(a) from t",
                "select range((select 1000000000))",
                "select list_transform([1], x -> range(x))",
                "select list_transform([1, 2], lambda x: range(1000))",
                "select [[y for y in generate_series(1, 1000)] for x in [1, 2]]",
                "select range($1)",
                "select repeat('x', 1000000000)",
                "select repeat('x', a) from t",
                "select repeat('x', 10000 * 10000)",
                "select 'x'.repeat(99999999)",
                "select lpad('x', 1000000000, 'y')",
                "select rpad('x', a, 'y') from t",
                "select list_resize([1], 100000000)",
                "select array_resize([1], 100000000)",
                "select bar(1, 0, 10, 100000000)",
                "select to_base(1, 2, 100000000)",
                "select format('{:>1000000000}', 1)",
                "select format('{:>{}}', 1, 1000000000)",
                "select format(a, 1) from t",
                "select printf('%1000000000d', 1)",
                "select printf('%*d', 1000000000, 1)",
            })
    void valuesAsLargeAsANumberSaysAreRefusedUnlessTheNumberIsSmallAndWrittenOut(String sql) {
        assertThat(refused(sql)).extracting("kind").isEqualTo(Kind.FORBIDDEN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select range(10), unnest(range(5, 1, -1)), generate_series(1, 100)",
                "select generate_series(date '2024-01-01', date '2024-12-31', interval 1 day)",
                "select repeat('ab', 3), lpad(a, 10, '0'), rpad(a, 5, ' ') from t",
                "select format('{} {:>10}', a, b), printf('%5d %s', a, b) from t",
                "select bar(a, 0, 10), list_resize([1], 3), to_base(5, 2) from t",
                "select * from range(1000000000) limit 3",
                "select * from t, range(t.a)",
            })
    void smallOnesAreLetThrough(String sql) {
        assertThat(gate.check(sql)).isNotNull();
    }

    static Stream<String> bombs() {
        return Stream.of(
                "select " + "(".repeat(100_000) + "1" + ")".repeat(100_000),
                "select " + "[".repeat(5_000) + "1" + "]".repeat(5_000),
                "select * from " + "(select * from ".repeat(1_000) + "t" + ")".repeat(1_000),
                "select * from " + "(describe from ".repeat(500) + "t" + ")".repeat(500),
                "describe ".repeat(2_000) + "t",
                "select 1" + " + 1".repeat(5_000),
                "select 1" + " union all select 1".repeat(2_000),
                "select * from t t0" + ", t".repeat(100_000),
                "select * from t" + " join t using (a)".repeat(2_000),
                "select * from t" + " join t".repeat(10_000) + " on true".repeat(10_000),
                "with a as (".repeat(300) + "select 1" + ") select * from a".repeat(300),
                "from t" + " pivot (sum(a) for b in (1))".repeat(2_000),
                "select * from t where " + "a in (select a from t where ".repeat(60) + "true" + ")".repeat(60),
                doubling(" as (select * from %1$s union all select * from %1$s)"),
                doubling(" as not materialized (select * from %1$s x, %1$s y)"),
                doubling(" as (select *, * from %1$s)"),
                "select " + "*, ".repeat(5_000) + "* from (select " + "*, ".repeat(100) + "* from t)",
                "select 'x' in ('" + "y', '".repeat(100_000) + "')",
                "select '" + "x".repeat(300_000) + "'");
    }

    private static String doubling(String body) {
        StringBuilder sql = new StringBuilder("with c0 as (select 1 a)");
        for (int i = 1; i < 40; i++) {
            sql.append(", c").append(i).append(body.formatted("c" + (i - 1)));
        }
        return sql + " select count(*) from c39";
    }

    /** Each of these overflows the engine's native stack, or keeps it planning for minutes, and nothing stops it. */
    @ParameterizedTest
    @MethodSource("bombs")
    void statementsThatWouldChokeTheEngineAreRefused(String sql) {
        assertThat(refused(sql)).extracting("kind").isEqualTo(Kind.FORBIDDEN);
    }

    @Test
    void longListsOfValuesAreFine() {
        String list = "select * from t where a in (1" + ", 123456".repeat(20_000) + ")";
        assertThat(gate.check(list).mentions()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"select range('x')", "select range(1, 2, 0)", "select generate_series(date '2024-01-01', 3)"})
    void aSeriesOfNothingIsAMistakeOfTypes(String sql) {
        assertThat(refused(sql))
                .hasMessageStartingWith("Cannot make the list of ")
                .extracting("kind")
                .isEqualTo(Kind.TYPE);
    }

    @Test
    void whatTheEngineWritesOtherwiseThanItReadsItIsRefused() {
        assertThat(refused("from t pivot (sum(a) for b in (c as d, 1))"))
                .hasMessageStartingWith("Cannot run the query: the engine reads its syntax and writes it otherwise")
                .extracting("kind")
                .isEqualTo(Kind.FORBIDDEN);
    }

    @Test
    void namesOfOursAreReserved() {
        assertThat(refused("with __neuralake_0 as (select 1) from __neuralake_0"))
                .hasMessageContaining("'__neuralake' in it is reserved");
        assertThat(refused("select e'\\x5f_neuralake_slot_0_'")).hasMessageContaining("reserved");
    }

    @Test
    void kindsOfParametersAreNotMixed() {
        assertThat(refused("select $a, ?")).extracting("kind").isEqualTo(Kind.PARAMETER);
        assertThat(gate.check("select $b, $A, $a").parameters()).containsExactly("b", "a");
        assertThat(gate.check("select ?, $1, ?").parameters()).containsExactly("1", "2");
    }

    @Test
    void theListsHoldFunctionsOfTheEngineAlone() {
        String all =
                "SELECT string_agg(DISTINCT lower(function_name), ' ') FROM duckdb_functions() WHERE function_type ";
        try (Session session = engine.session()) {
            List<String> scalar = List.of(session.json(all + "<> 'table'").split(" "));
            List<String> table = List.of(session.json(all + "= 'table'").split(" "));
            TreeSet<String> unknown = new TreeSet<>(Functions.SCALAR);
            unknown.removeAll(scalar);
            assertThat(unknown).containsExactly("unnest");
            assertThat(table).containsAll(Functions.TABLE);
        }
    }

    @Test
    void whatTheGateLetsThroughTouchesNoFile(@TempDir Path folder) throws IOException {
        Path marker = Files.writeString(folder.resolve("marker.csv"), "secret\n1\n");
        String file = Sql.text(marker.toString());
        String quoted = Sql.quote(marker.toString());
        for (String from : List.of(file, quoted, "main." + quoted, quoted + " AS t", "memory.main." + quoted)) {
            Select select = gate.check("select * from " + from);
            assertThat(select.mentions()).hasSize(1);
            String sql = select.template().fill(i -> "SELECT 1 AS a", i -> "$1").sql();
            assertThat(sql.replace(" AS " + quoted, "")).doesNotContain("marker");
        }
        for (String hidden : List.of(
                "with " + quoted + " as (select 1 a), b as (select * from " + quoted + ") from b, " + quoted + " c",
                "with a as (from " + quoted + "), " + quoted + " as (select 1 a) from a",
                "with a as (select 1 a) select * from a, (with b as (from " + file + ") from b)",
                "select (select 1 from " + file + ")",
                "from " + file + " at (version => 1)")) {
            Template.Filled filled = gate.check(hidden).template().fill(i -> "SELECT 1 AS a", i -> "$1");
            assertThat(filled.sql()).doesNotContain("FROM \"" + marker).doesNotContain("FROM '");
        }
    }
}
