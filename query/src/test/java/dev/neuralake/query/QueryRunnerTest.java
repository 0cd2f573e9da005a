package dev.neuralake.query;

import static dev.neuralake.frame.Functions.col;
import static dev.neuralake.frame.Functions.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.neuralake.catalog.Catalog;
import dev.neuralake.catalog.DeltaTable;
import dev.neuralake.columnar.ArrowRows;
import dev.neuralake.columnar.ArrowSource;
import dev.neuralake.columnar.Result;
import dev.neuralake.delta.DeltaLog;
import dev.neuralake.delta.TableSpec;
import dev.neuralake.frame.LazyFrame;
import dev.neuralake.frame.WriteMode;
import dev.neuralake.query.failure.QueryException;
import dev.neuralake.query.failure.QueryException.Kind;
import dev.neuralake.settings.Settings;
import dev.neuralake.storage.LocalStore;
import dev.neuralake.types.Column;
import dev.neuralake.types.DataType.Primitive;
import dev.neuralake.types.Schema;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class QueryRunnerTest {
    private Catalog lake;

    @BeforeEach
    void open(@TempDir Path folder) {
        lake = Shop.open(folder);
    }

    @AfterEach
    void close() {
        assertThat(lake.engine().openSessions()).isZero();
        lake.close();
    }

    @Test
    void allKindsMeetInOneQuery() {
        assertThat(rows("select r.country, round(r.revenue * (1 - t.rate), 2) as net from revenue r"
                        + " join rates t using (country) order by net desc"))
                .containsExactly("[DE, 13.77]", "[FR, 4.0]");
        assertThat(rows("select * from revenue_sql order by country")).containsExactly("[DE, 17.0]", "[FR, 5.0]");
    }

    @Test
    void framesRunToo() {
        LazyFrame frame = lake.table("payments")
                .filter(col("amount").gt(5))
                .select("payment_id", "day")
                .sort("payment_id");
        assertThat(rows(frame)).containsExactly("[1, 2026-01-01]", "[3, 2026-01-02]");
        assertThat(frame.count()).isEqualTo(2);
    }

    @Test
    void aFunctionIsCalledOnceAQuery() {
        int before = Shop.USERS_CALLED.get();
        assertThat(rows("select count(*) from users a join users b using (country), revenue"))
                .containsExactly("[10]");
        assertThat(Shop.USERS_CALLED.get() - before).isEqualTo(1);
    }

    @Test
    void aFunctionIsNotCalledToBeDescribed() {
        int before = Shop.USERS_CALLED.get();
        assertThat(lake.sql("select country, count(*) as n from users group by 1")
                        .schema()
                        .toString())
                .contains("country", "n");
        assertThat(Shop.USERS_CALLED.get()).isEqualTo(before);
    }

    @Test
    void valuesOfParametersKeepTheirPlaces() {
        assertThat(rows(lake.sql("select ?, $1 || country from users where user_id = ?", "a", 2)))
                .containsExactly("[a, aFR]");
    }

    @Test
    void parametersStandBeforeAndBehindTables() {
        assertThat(rows(lake.sql("select ? as a, amount from payments where amount < ? order by amount", "x", 8.0)
                        .filter(col("amount").gt(5.5))))
                .containsExactly("[x, 7.0]");
    }

    @Test
    void superfluousAndMissingValuesAreRefused() {
        assertThatThrownBy(() -> lake.sql("select 1", 5))
                .hasMessage("Cannot use the value of parameter '1': the query has no parameters");
        assertThatThrownBy(() -> lake.sql("select ?").collect()).hasMessageContaining("parameter '1' has no value");
    }

    @Test
    void earlierVersionsAreRead() {
        assertThat(rows("select count(*) from payments at (version => 1)")).containsExactly("[2]");
        assertThat(lake.table("payments").asOf(version(1)).count()).isEqualTo(2);
        assertThat(rows(lake.sql("select count(*) from payments at (version => ?)", 2)))
                .containsExactly("[3]");
        failsWith(Kind.UNKNOWN_TABLE, "version 9", () -> rows("select * from payments at (version => 9)"));
        failsWith(
                Kind.UNKNOWN_TABLE,
                "only Delta tables keep their history",
                () -> rows("select * from users at (version => 1)"));
    }

    @Test
    void earlierVersionsAreReadInDeltasSpellingToo() {
        assertThat(rows("select count(*), count(n.payment_id) from payments version as of 1 o"
                        + " right join payments n using (payment_id)"))
                .containsExactly("[3, 3]");
        failsWith(
                Kind.UNKNOWN_TABLE,
                "the latest version is 2",
                () -> rows("from payments timestamp as of current_timestamp + interval 1 day"));
        failsWith(
                Kind.UNKNOWN_TABLE,
                "Cannot read the changes of table shop.payments: version 1 did not record them",
                () -> rows("from table_changes('payments', 1, 2)"));
    }

    @Test
    void unknownNamesAreAnsweredWithTheNearest() {
        failsWith(Kind.UNKNOWN_TABLE, "did you mean payments", () -> rows("select * from payment"));
        failsWith(Kind.UNKNOWN_COLUMN, "amout", () -> rows("select amout from payments"));
        assertThatThrownBy(() -> rows("select 1,\n amout from payments")).hasMessageContaining("line 2, column 2");
    }

    @Test
    void aViewThatReadsItselfShowsTheCircle() {
        assertThatThrownBy(() -> rows("select * from circle"))
                .hasMessageContaining("shop.circle → shop.circle2 → shop.circle");
    }

    @Test
    void writingStatementsAreRefused() {
        for (String sql : List.of(
                "copy users to 'x.csv'",
                "attach 'x.db'",
                "create table x (a int)",
                "pragma version",
                "select 1; select 2",
                "delete from payments",
                "select * from read_csv('rates.csv')",
                "select * from 'rates.csv'")) {
            assertThatThrownBy(() -> rows(sql)).as(sql).isInstanceOf(QueryException.class);
        }
    }

    @Test
    void aBrokenFileIsToldWithItsTableFileAndLine() {
        failsWith(Kind.SOURCE, "shop.ragged", () -> rows("select * from ragged"));
        assertThat(rows("select count(*) from rates")).containsExactly("[2]");
    }

    @Test
    void tablesAreShownAndDescribed() {
        assertThat(rows("show tables")).anyMatch(row -> row.startsWith("[shop, payments, delta, "));
        assertThat(rows("describe payments")).anyMatch(row -> row.startsWith("[amount, DOUBLE"));
    }

    @Test
    void filesThatCannotMatterAreNotRead() {
        assertThat(reads("select * from payments where day = '2026-01-02'"))
                .containsExactly(new TableRead("shop.payments", 2, 2, 1));
        assertThat(reads(lake.table("payments").filter(col("amount").lt(6)).select("user_id")))
                .containsExactly(new TableRead("shop.payments", 2, 2, 1));
        assertThat(reads("select * from payments")).containsExactly(new TableRead("shop.payments", 2, 2, 2));
    }

    private List<TableRead> reads(String sql) {
        return reads(lake.sql(sql));
    }

    private List<TableRead> reads(LazyFrame frame) {
        try (Answer answer = QueryRunner.of(lake).run(frame.plan(), Cancellation.none())) {
            return answer.reads();
        }
    }

    @Test
    void changesAreReadOfTheFilesThatMayTellOfThem(@TempDir Path folder) {
        try (DeltaLog log = DeltaLog.open(new LocalStore(folder.resolve("t")), lake.engine(), "t")) {
            Schema schema = Schema.of(Column.of("id", Primitive.LONG), Column.of("p", Primitive.STRING));
            log.create(TableSpec.of(schema).partitionedBy("p").withProperty("delta.enableChangeDataFeed", "true"));
            log.append(ArrowSource.ofRows(schema, List.of(new Object[] {1L, "a"}, new Object[] {2L, "b"})));
            log.append(ArrowSource.ofRows(schema, List.<Object[]>of(new Object[] {3L, "a"})));
        }
        try (Catalog other = Catalog.builder()
                .settings(Settings.of(Map.of("neuralake.lake", folder.toString())))
                .register("t", DeltaTable.existing(folder.resolve("t").toString()))
                .build()) {
            String changes = "select id from table_changes('t', 0) where p = 'a' order by id";
            try (Answer answer = QueryRunner.of(other).run(other.sql(changes).plan(), Cancellation.none())) {
                assertThat(answer.reads()).containsExactly(new TableRead("main.t", 2, 3, 2));
            }
            assertThat(rows(other.sql(changes))).containsExactly("[1]", "[3]");
            assertThat(rows(other.sql("select id from table_changes('t', 1, 1) order by id")))
                    .containsExactly("[1]", "[2]");
            assertThat(rows(other.sql("select id from table_changes('t', '2020-01-01') order by id")))
                    .containsExactly("[1]", "[2]", "[3]");
            failsWith(
                    Kind.TYPE,
                    "one is a version and the other a time",
                    () -> rows(other.sql("from table_changes('t', now() - interval 1 hour, ?)", 2)));
            failsWith(Kind.TYPE, "it is no time", () -> rows(other.sql("from table_changes('t', 'noon')")));
            failsWith(Kind.TYPE, "it is no time", () -> rows(other.sql("from table_changes('t', 1.5)")));
        }
    }

    @Test
    void thePresentMayBeACall() {
        assertThat(rows("select current_timestamp() = current_timestamp, current_date() = current_date, "
                        + "Localtimestamp() is null, current_time() = current_time"))
                .containsExactly("[true, true, false, true]");
        failsWith(Kind.FORBIDDEN, "Cannot call current_timestamp", () -> rows("select current_timestamp(3)"));
        failsWith(Kind.FORBIDDEN, "stands in no schema", () -> rows("select main.current_timestamp()"));
    }

    /** The table of docs/reference/statements.md. */
    @Test
    void expressionsMeanWhatTheEngineMeansByThem() {
        assertThat(rows("select concat(NULL, 'x'), NULL || 'x', [10, 20][1], 1 / 0, regexp_replace('aXbX', 'X', '-'), "
                        + "regexp_replace('aXbX', 'X', '-', 'g'), datediff('day', date '2026-01-01', date '2026-01-03'), "
                        + "typeof(date '2026-01-31' + interval 1 month), cast(split('a.b', '.') as varchar)"))
                .containsExactly("[x, null, 10, Infinity, a-bX, a-b-, 2, TIMESTAMP, [a, b]]");
        assertThat(rows("select x from (values (1), (null)) v(x) order by x")).containsExactly("[1]", "[null]");
        failsWith(Kind.TYPE, "month", () -> rows("select month('2026-01-31')"));
    }

    @Test
    void queriesStopAtTheirDeadline() {
        String slow = "select count(*) from range(100000000000) a";
        failsWith(Kind.TIMEOUT, "longer than 200 ms", () -> {
            try (Answer answer =
                    QueryRunner.of(lake).run(lake.sql(slow).plan(), Cancellation.after(Duration.ofMillis(200)))) {
                answer.result().rows().next();
            }
        });
    }

    @Test
    void queriesCanBeCancelled() throws Exception {
        Cancellation cancellation = Cancellation.none();
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Future<?> query = threads.submit(() -> {
                try (Answer answer = QueryRunner.of(lake)
                        .run(
                                lake.sql("select count(*) from range(100000000000)")
                                        .plan(),
                                cancellation)) {
                    answer.result().rows().next();
                }
            });
            Thread.sleep(100);
            cancellation.cancel();
            assertThatThrownBy(query::get)
                    .cause()
                    .isInstanceOfSatisfying(
                            QueryException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CANCELLED));
        }
    }

    @Test
    void framesAreWrittenToTables() {
        assertThat(lake.table("payments")
                        .filter(col("user_id").eq(1))
                        .withColumns(col("payment_id").plus(100).as("payment_id"))
                        .writeTo("payments"))
                .isEqualTo(1);
        assertThat(rows("select count(*), max(payment_id) from payments")).containsExactly("[4, 101]");
        lake.table("payments").filter(col("amount").gt(9)).writeTo("payments", WriteMode.OVERWRITE);
        assertThat(rows("select payment_id from payments order by 1")).containsExactly("[1]", "[101]");
    }

    private void failsWith(Kind kind, String text, ThrowingCallable query) {
        assertThatThrownBy(query)
                .isInstanceOfSatisfying(
                        QueryException.class,
                        e -> assertThat(e.kind()).as(e.getMessage()).isEqualTo(kind))
                .hasMessageContaining(text);
    }

    private List<String> rows(String sql) {
        return rows(lake.sql(sql));
    }

    private static List<String> rows(LazyFrame frame) {
        List<String> all = new ArrayList<>();
        try (Result result = frame.stream();
                ArrowRows rows = result.rows()) {
            rows.forEachRemaining(row -> all.add(Arrays.toString(row)));
        }
        return all;
    }
}
