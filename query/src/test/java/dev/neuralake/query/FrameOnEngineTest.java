package dev.neuralake.query;

import static dev.neuralake.frame.Functions.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.neuralake.catalog.Catalog;
import dev.neuralake.catalog.StoredTable;
import dev.neuralake.columnar.Allocators;
import dev.neuralake.columnar.ArrowRows;
import dev.neuralake.columnar.Result;
import dev.neuralake.delta.DeleteSpec;
import dev.neuralake.frame.DataFrame;
import dev.neuralake.frame.FrameException;
import dev.neuralake.frame.LazyFrame;
import dev.neuralake.frame.TimeTravel;
import dev.neuralake.frame.UnknownColumnException;
import dev.neuralake.frame.Window;
import dev.neuralake.frame.WriteMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every step of a lazy frame, through the gate and over stored tables, against rows computed by hand. */
final class FrameOnEngineTest {
    private Catalog lake;
    private LazyFrame orders;
    private LazyFrame countries;

    @BeforeEach
    void open(@TempDir Path folder) {
        lake = Orders.open(folder);
        orders = lake.table("orders");
        countries = lake.table("countries");
    }

    @AfterEach
    void nothingIsLeft() {
        assertThat(lake.engine().openSessions()).isZero();
        lake.close();
        assertThat(Allocators.root().getAllocatedMemory()).isZero();
    }

    /** The rows as texts: {@code 1, DE, 10.0}. */
    static List<String> rows(LazyFrame frame) {
        List<String> texts = new ArrayList<>();
        try (Result result = frame.stream();
                ArrowRows rows = result.rows()) {
            rows.forEachRemaining(row -> {
                String text = Arrays.deepToString(row);
                texts.add(text.substring(1, text.length() - 1));
            });
        }
        return texts;
    }

    @Test
    void selectsAddsRenamesAndDropsColumns() {
        LazyFrame first = orders.sort("id").limit(1);
        assertThat(rows(first.select("id", "COUNTRY"))).containsExactly("1, DE");
        assertThat(rows(first.select(col("quantity").times(2).as("twice"), col("address.city"))))
                .containsExactly("14, City 1");
        assertThat(rows(first.select("id", "quantity")
                        .withColumns(
                                col("id").plus(1).as("quantity"),
                                col("quantity").as("before"))))
                .containsExactly("1, 2, 7");
        assertThat(first.rename(Map.of("id", "order_id", "at", "moment"))
                        .schema()
                        .names())
                .startsWith("order_id", "country")
                .contains("moment")
                .doesNotContain("id", "at");
        assertThat(first.drop("tags", "counts", "address").schema().names())
                .containsExactly("id", "country", "amount", "quantity", "price", "day", "at");
    }

    @Test
    void filtersKeepWhatIsTrue() {
        assertThat(rows(orders.filter(col("amount").gt(5)).select("id").sort("id")))
                .containsExactly("1", "2", "5");
        assertThat(rows(orders.filter(col("amount").gt(5).not()).select("id").sort("id")))
                .containsExactly("4", "6");
        assertThat(rows(orders.filter(col("country").ne("DE"), col("id").lt(6))
                        .select("id")
                        .sort("id")))
                .containsExactly("3", "5");
        assertThat(rows(orders.filter(col("day").between("2026-01-01", "2026-01-31"))
                        .select("id")
                        .sort("id")))
                .containsExactly("1", "2");
    }

    @Test
    void joinsByNamesAndConditions() {
        LazyFrame codes = orders.select("id", "country").sort("id");
        LazyFrame named = countries.rename("code", "country");
        assertThat(rows(codes.join(named, on("country")).sort("id")))
                .containsExactly("1, DE, Germany", "2, DE, Germany", "3, FR, France", "5, FR, France");
        assertThat(rows(codes.leftJoin(countries, on("country").equalTo("code"))
                        .filter(col("name").isNull())
                        .sort("id")))
                .containsExactly("4, null, null, null", "6, US, null, null");
        assertThat(rows(codes.rightJoin(named, on("country")).filter(col("id").isNull())))
                .containsExactly("null, IT, Italy");
        assertThat(rows(codes.fullJoin(named, on("country")).sort("id", "country")))
                .containsExactly(
                        "1, DE, Germany",
                        "2, DE, Germany",
                        "3, FR, France",
                        "4, null, null",
                        "5, FR, France",
                        "6, US, null",
                        "null, IT, Italy");
        assertThat(rows(codes.semiJoin(named, on("country")).sort("id")))
                .containsExactly("1, DE", "2, DE", "3, FR", "5, FR");
        assertThat(rows(codes.antiJoin(named, on("country")).sort("id"))).containsExactly("4, null", "6, US");
        assertThat(codes.crossJoin(countries).count()).isEqualTo(18);
        assertThat(rows(codes.join(
                                codes,
                                on(left("id")
                                        .lt(right("id"))
                                        .and(left("country").eq(right("country")))))
                        .sort("id")))
                .containsExactly("1, DE, 2, DE", "3, FR, 5, FR");
        assertThat(codes.join(codes, on("id").suffix("_other")).schema().names())
                .containsExactly("id", "country", "country_other");
    }

    @Test
    void groupsWithEveryAggregate() {
        LazyFrame groups = orders.sort("id")
                .groupBy("country")
                .agg(
                        count(),
                        count("amount"),
                        sum("amount"),
                        sum("quantity"),
                        sum("price"),
                        mean("amount"),
                        min("amount"),
                        max("day"),
                        nUnique("price"),
                        first("amount"),
                        last("id"))
                .sort("country");
        assertThat(groups.schema().names())
                .containsExactly(
                        "country",
                        "count",
                        "count_amount",
                        "sum_amount",
                        "sum_quantity",
                        "sum_price",
                        "mean_amount",
                        "min_amount",
                        "max_day",
                        "n_unique_price",
                        "first_amount",
                        "last_id");
        assertThat(rows(groups))
                .containsExactly(
                        "DE, 2, 2, 40.5, 0, 3.750000000000000000, 20.25, 10.0, 2026-01-31, 2, 10.0, 2",
                        "FR, 2, 1, 20.0, 5, 4.250000000000000000, 20.0, 20.0, 2026-02-28, 2, null, 5",
                        "US, 1, 1, -0.5, 4, 9.990000000000000000, -0.5, -0.5, 2026-07-04, 1, -0.5, 6",
                        "null, 1, 1, 5.0, 0, 0.050000000000000000, 5.0, 5.0, 2024-02-29, 1, 5.0, 4");
    }

    @Test
    void aggregatesTakeWhatTheyAreToldTo() {
        assertThat(rows(orders.agg(
                        median("amount"),
                        quantile("amount", 0.25).as("quarter"),
                        stddev("quantity").round(3).as("deviation"),
                        variance("quantity").round(3).as("variance"),
                        corr("id", "id").as("corr"))))
                .containsExactly("10.0, 5.0, 4.764, 22.7, 1.0");
        assertThat(rows(orders.agg(
                        list("id").orderBy(desc("id")).as("ids"),
                        list("country").distinct().orderBy("country").as("countries"),
                        sum("amount").where(col("country").eq("DE")).as("german"),
                        count().where(col("quantity").gt(0)).as("positive"),
                        maxBy("id", "amount").as("best"),
                        minBy("id", "amount").as("worst"),
                        allTrue(col("quantity").gt(-10)).as("all"),
                        anyTrue(col("quantity").gt(10)).as("any"))))
                .containsExactly("[6, 5, 4, 3, 2, 1], [DE, FR, US, null], 40.5, 4, 2, 6, true, false");
        assertThat(rows(orders.groupBy(col("day").time().year().as("year"))
                        .agg(sum("amount").divide(count()).as("each"))
                        .filter(col("each").gt(5))
                        .sort("year")))
                .containsExactly("2025, 20.0", "2026, 10.0");
    }

    @Test
    void noRowsHaveNoSumButACount() {
        LazyFrame none = orders.filter(col("id").gt(100));
        assertThat(rows(none.agg(count(), sum("amount"), mean("amount"), max("id"), list("id"))))
                .containsExactly("0, null, null, null, null");
        assertThat(rows(none.groupBy("country").agg(count()))).isEmpty();
        assertThat(none.count()).isZero();
        assertThat(rows(orders.filter(col("id").eq(3)).agg(sum("amount"), count("amount"))))
                .containsExactly("null, 0");
    }

    @Test
    void sortsNullsLastUnlessToldOtherwise() {
        assertThat(rows(orders.sort("country", "id").select("id"))).containsExactly("1", "2", "3", "5", "6", "4");
        assertThat(rows(orders.sort(desc("amount")).select("id"))).containsExactly("2", "5", "1", "4", "6", "3");
        assertThat(rows(orders.sort(desc("country").nullsFirst(), desc("id")).select("id")))
                .containsExactly("4", "6", "5", "3", "2", "1");
        assertThat(rows(orders.sort(asc(col("quantity").abs()), asc("id")).select("id")))
                .containsExactly("4", "3", "5", "6", "1", "2");
    }

    @Test
    void limitsAndSkips() {
        LazyFrame ids = orders.sort("id").select("id");
        assertThat(rows(ids.limit(2))).containsExactly("1", "2");
        assertThat(rows(ids.limit(2, 3))).containsExactly("4", "5");
        assertThat(rows(ids.offset(4))).containsExactly("5", "6");
        assertThat(rows(ids.limit(0))).isEmpty();
        assertThat(rows(ids.limit(3).filter(col("id").gt(1)))).containsExactly("2", "3");
    }

    @Test
    void takesEqualRowsOnceAndUnites() {
        LazyFrame codes = orders.select("country");
        assertThat(rows(codes.distinct().sort("country"))).containsExactly("DE", "FR", "US", "null");
        assertThat(rows(codes.union(countries.select(col("code").as("country")))
                        .groupBy("country")
                        .count()
                        .sort("country")))
                .containsExactly("DE, 3", "FR, 3", "IT, 1", "US, 1", "null, 1");
        LazyFrame mixed = orders.select(col("quantity").as("n"))
                .union(orders.select(col("amount").as("n")));
        assertThat(mixed.schema().column("n").type()).hasToString("double");
        assertThat(rows(mixed.agg(sum("n")))).containsExactly("74.0");
    }

    @Test
    void windowsSeeTheirPartition() {
        assertThat(rows(orders.filter(col("country").isNotNull())
                        .select(
                                col("id"),
                                sum("quantity").over("country").as("total"),
                                sum("quantity").over("country").orderBy("id").as("running"),
                                rowNumber().over("country").orderBy(desc("id")).as("n"),
                                lag("id").over("country").orderBy("id").as("before"),
                                lead(col("id"), 1, -1L).over().orderBy("id").as("next"))
                        .sort("id")))
                .containsExactly(
                        "1, 0, 7, 2, null, 2",
                        "2, 0, 0, 1, 1, 3",
                        "3, 5, 2, 2, null, 5",
                        "5, 5, 5, 1, 3, 6",
                        "6, 4, 4, 1, null, -1");
        assertThat(rows(orders.select(
                                col("id"),
                                rank().over().orderBy("price").as("rank"),
                                denseRank().over().orderBy("price").as("dense"),
                                percentRank().over().orderBy("price").as("percent"),
                                ntile(3).over().orderBy("id").as("third"),
                                mean("quantity")
                                        .over()
                                        .orderBy("id")
                                        .rows(-1, 1)
                                        .as("smooth"),
                                count().over()
                                        .orderBy("id")
                                        .rows(Window.FIRST, 0)
                                        .as("so_far"))
                        .sort("id")
                        .limit(2)))
                .containsExactly("1, 2, 2, 0.2, 1, 0.0, 1", "2, 4, 3, 0.6, 1, 0.6666666666666666, 2");
        assertThat(rows(orders.filter(rowNumber()
                                .over("country")
                                .orderBy(desc("amount"))
                                .eq(1))
                        .select("id")
                        .sort("id")))
                .containsExactly("2", "4", "5", "6");
    }

    @Test
    void explodesListsAndUnnestsStructs() {
        assertThat(rows(orders.select("id", "tags").explode("tags").sort("id", "tags")))
                .containsExactly("1, a", "1, b", "3, c", "4, a", "4, b", "4, b", "6, z");
        assertThat(rows(orders.select("id", "tags")
                        .explodeOuter("tags")
                        .filter(col("tags").isNull())
                        .sort("id")))
                .containsExactly("2, null", "5, null");
        LazyFrame flat = orders.select("address", "id").unnest("address");
        assertThat(flat.schema().names()).containsExactly("city", "zip", "id");
        assertThat(rows(flat.sort("id").limit(1))).containsExactly("City 1, 10001, 1");
    }

    @Test
    void parametersAndSqlFitIn() {
        LazyFrame expensive =
                orders.filter(col("amount").gt(param("least"))).select("id").sort("id");
        assertThat(rows(expensive.with("least", 10))).containsExactly("2", "5");
        assertThat(rows(expensive.with("least", 0.5))).containsExactly("1", "2", "4", "5");
        assertThatThrownBy(() -> rows(expensive)).hasMessageContaining("parameter 'least' has no value");
        assertThat(rows(orders.select(sql("quantity // 2").as("half"), col("id"))
                        .filter(sql("half between 1 and 2"))
                        .sort("id")))
                .containsExactly("1, 3", "1, 5", "2, 6");
        assertThat(rows(lake.sql("select id, country from paid where amount > ?", 10)
                        .join(countries, on("country").equalTo("code"))
                        .select("id", "name")
                        .sort("id")))
                .containsExactly("2, Germany", "5, France");
        assertThatThrownBy(() -> rows(orders.select(
                        sql("(select max(id) from read_csv('/etc/passwd'))").as("x"))))
                .hasMessageContaining("read_csv");
    }

    @Test
    void travelsInTime() {
        assertThat(orders.asOf(version(1)).count()).isEqualTo(3);
        assertThat(orders.asOf(version(2)).count()).isEqualTo(6);
        var second = lake.delta("orders").log().snapshot(1).timestamp();
        assertThat(orders.asOf(timestamp(second)).count()).isEqualTo(3);
        assertThatThrownBy(() -> orders.asOf(timestamp("2999-01-01")))
                .hasMessageContaining("Cannot read table orders.orders as of 2999-01-01T00:00:00Z: the latest version");
        assertThatThrownBy(() -> orders.asOf(version(9)).count()).hasMessageContaining("9");
    }

    @Test
    void readsWhatHappened() {
        StoredTable stock = lake.delta("stock");
        stock.append(new Orders.Total("DE", 1), new Orders.Total("FR", 2));
        stock.append(new Orders.Total("IT", 3));
        stock.log().delete(DeleteSpec.where("country = 'FR'"));
        LazyFrame frame = lake.table("stock");
        assertThat(frame.changes(1).schema().names())
                .containsExactly("country", "total", "_change_type", "_commit_version", "_commit_timestamp");
        assertThat(rows(frame.changes(1).drop("_commit_timestamp").sort("_commit_version", "country")))
                .containsExactly(
                        "DE, 1.0, insert, 1", "FR, 2.0, insert, 1", "IT, 3.0, insert, 2", "FR, 2.0, delete, 3");
        assertThat(rows(frame.changes(2, 2).select("country"))).containsExactly("IT");
        assertThat(frame.changes(timestamp(stock.log().snapshot(2).timestamp()), TimeTravel.LATEST)
                        .count())
                .isEqualTo(2);
        assertThat(rows(lake.sql("select country from table_changes('orders.stock', ?, ?)", 3, 3)))
                .containsExactly("FR");
        assertThatThrownBy(() -> frame.changes(2, 9)).hasMessageContaining("the latest version is 3");
        assertThatThrownBy(() -> rows(lake.sql("from table_changes('stock', 1, '2026-01-31')")))
                .hasMessageContaining("one is a version and the other a time");
        assertThatThrownBy(() -> rows(lake.sql("from table_changes('stock', null)")))
                .hasMessageContaining("from or to NULL");
        assertThatThrownBy(() -> countries.changes(1))
                .hasMessageContaining("Cannot read the changes of orders.countries (function): only Delta tables");
        assertThatThrownBy(() -> orders.changes(1)).hasMessageContaining("Cannot read the changes of table");
    }

    @Test
    void collectsStreamsAndShows() {
        try (DataFrame frame =
                orders.sort("id").select("id", "country").limit(2).collect()) {
            assertThat(frame.rowCount()).isEqualTo(2);
            assertThat(frame).hasToString("id  country\n 1  DE\n 2  DE\n2 rows\n");
        }
        try (DataFrame frame = orders.sort("id").collect()) {
            assertThat(frame.as(Orders.Order.class).get(3).country()).isNull();
            assertThat(frame.as(Orders.Order.class).getFirst().address())
                    .isEqualTo(new Orders.Address("City 1", 10001));
        }
        try (Stream<Orders.Country> stream = countries.stream(Orders.Country.class)) {
            assertThat(stream.findFirst()).contains(new Orders.Country("DE", "Germany"));
        }
        assertThat(orders.select("id").limit(1).explain())
                .isEqualTo(
                        "limit 1\n└─ select id\n   └─ scan orders.orders\n\nSELECT \"id\"\nFROM \"orders\".\"orders\"\nLIMIT 1\n");
    }

    @Test
    void writesToATableOfTheCatalog() {
        LazyFrame totals = lake.table("paid")
                .filter(col("country").isNotNull())
                .groupBy("country")
                .agg(sum("amount").as("total"));
        assertThat(totals.writeTo("totals")).isEqualTo(3);
        assertThat(totals.filter(col("country").eq("US")).writeTo("totals", WriteMode.APPEND))
                .isEqualTo(1);
        assertThat(rows(lake.table("totals").sort("country", "total")))
                .containsExactly("DE, 40.5", "FR, 20.0", "US, -0.5", "US, -0.5");
        assertThat(totals.limit(0).writeTo("totals", WriteMode.OVERWRITE)).isZero();
        assertThat(lake.table("totals").count()).isZero();
        assertThatThrownBy(() -> totals.writeTo("countries")).hasMessageContaining("countries");
    }

    @Test
    void writesInThePlaceOfSomeRows() {
        LazyFrame totals = lake.table("paid")
                .filter(col("country").isNotNull())
                .groupBy("country")
                .agg(sum("amount").as("total"));
        totals.writeTo("totals", WriteMode.OVERWRITE);
        LazyFrame more = lake.table("totals").withColumns(col("total").plus(1).as("total"));

        more.filter(col("country").eq("DE")).writeTo("totals", WriteMode.replaceUsing("country"));
        assertThat(rows(lake.table("totals").sort("country"))).containsExactly("DE, 41.5", "FR, 20.0", "US, -0.5");
        more.filter(col("country").eq("FR")).writeTo("totals", WriteMode.replaceWhere("country > 'E'"));
        assertThat(rows(lake.table("totals").sort("country"))).containsExactly("DE, 41.5", "FR, 21.0");
        assertThatThrownBy(() -> more.writeTo("totals", WriteMode.replaceWhere("country > 'E'")))
                .hasMessageContaining("country > 'E'");

        LazyFrame wider = more.limit(1).withColumns(col("country").as("note"));
        assertThatThrownBy(() -> wider.writeTo("totals")).hasMessageContaining("note");
        wider.writeTo("totals", WriteMode.APPEND.mergingSchema());
        assertThat(lake.table("totals").schema().names()).contains("note");
    }

    @Test
    void mistakesAreToldBeforeAnythingRuns() {
        assertThatThrownBy(() -> orders.select("contry"))
                .isInstanceOf(UnknownColumnException.class)
                .hasMessage("Cannot find column 'contry': did you mean country?");
        assertThatThrownBy(() -> orders.filter(col("country").gt(5)))
                .isInstanceOf(FrameException.class)
                .hasMessageContaining("Cannot compare column country (string) with 5 (int)");
        assertThatThrownBy(() -> orders.groupBy("country").agg(sum("day"))).hasMessageContaining("day");
        assertThatThrownBy(() -> orders.agg(col("id"))).hasMessageContaining("id");
        assertThatThrownBy(() -> orders.join(countries, on("country"))).hasMessageContaining("country");
        assertThatThrownBy(() -> orders.explode("country")).hasMessageContaining("it is not a list");
        assertThatThrownBy(() -> lake.table("ordres")).hasMessageContaining("did you mean orders");
    }
}
