package dev.neuralake.query;

import static dev.neuralake.frame.Functions.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.neuralake.catalog.Catalog;
import dev.neuralake.frame.Expr;
import dev.neuralake.frame.LazyFrame;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Every function of expressions, through the gate, against values computed by hand. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FunctionsOnEngineTest {
    private Catalog lake;
    /** DE, 10.0, 7, 1.25, 2026-01-31, 2026-01-31T22:30:15.123456Z, [a, b], {a=1}, (City 1, 10001). */
    private LazyFrame first;
    /** null, 5.0, 0, 0.05, 2024-02-29, 2024-02-29T23:59:59Z, [b, b, a], {b=4}, (City 4, 10004). */
    private LazyFrame fourth;

    @BeforeAll
    void open(@TempDir Path folder) {
        lake = Orders.open(folder);
        first = lake.table("orders").filter(col("id").eq(1));
        fourth = lake.table("orders").filter(col("id").eq(4));
    }

    @AfterAll
    void close() {
        lake.close();
    }

    private static String values(LazyFrame frame, Expr... expressions) {
        Expr[] named = new Expr[expressions.length];
        Arrays.setAll(named, i -> expressions[i].as("x" + i));
        return FrameOnEngineTest.rows(frame.select(named)).getFirst();
    }

    @Test
    void comparesAsSqlDoes() {
        assertThat(values(
                        first,
                        col("quantity").eq(7),
                        col("quantity").ne(7),
                        col("quantity").gt(7),
                        col("quantity").ge(7),
                        col("quantity").lt(7.5),
                        col("quantity").le(6L),
                        col("price").eq(new BigDecimal("1.250")),
                        col("day").lt(LocalDate.parse("2026-02-01")),
                        col("at").ge(Instant.parse("2026-01-31T22:30:15.123456Z"))))
                .isEqualTo("true, false, false, true, true, false, true, true, true");
        assertThat(values(
                        fourth,
                        col("country").eq("DE"),
                        col("country").ne("DE"),
                        col("country").same(null),
                        col("country").same("DE"),
                        col("country").isNull(),
                        col("country").isNotNull(),
                        col("country").in("DE", "FR"),
                        col("country").eq("DE").and(lit(false)),
                        col("country").eq("DE").or(lit(true)),
                        col("country").eq("DE").not()))
                .isEqualTo("null, null, true, false, true, false, null, false, true, null");
        assertThat(values(
                        first,
                        col("country").in(List.of("DE", "FR")),
                        col("country").notIn("DE"),
                        col("country").in(),
                        col("quantity").between(7, 8)))
                .isEqualTo("true, false, false, true");
    }

    @Test
    void choosesAndFillsIn() {
        Expr size = when(col("quantity").gt(5))
                .then("many")
                .when(col("quantity").gt(0))
                .then("some")
                .otherwise("none");
        assertThat(values(first, size, when(col("id").eq(2)).then(1))).isEqualTo("many, null");
        assertThat(values(
                        fourth,
                        size,
                        col("country").orElse("?"),
                        coalesce(col("country"), col("tags").list().get(0)),
                        col("quantity").nullIf(0),
                        greatest(col("quantity"), lit(2), col("id")),
                        least(col("amount"), lit(7))))
                .isEqualTo("none, ?, b, null, 4, 5.0");
    }

    @Test
    void calculates() {
        assertThat(values(
                        first,
                        col("quantity").plus(1),
                        col("quantity").minus(1.5),
                        col("price").times(2),
                        col("quantity").divide(2),
                        col("quantity").divideInt(2),
                        col("quantity").negate().divideInt(2),
                        col("quantity").modulo(4),
                        col("quantity").negate().modulo(4)))
                .isEqualTo("8, 5.5, 2.500000000000000000, 3.5, 3, -3, 3, -3");
        assertThat(values(
                        first,
                        col("quantity").negate().abs(),
                        col("quantity").negate().sign(),
                        col("price").round(1),
                        lit(2.5).round(),
                        lit(-2.5).round(),
                        lit(1234.0).round(-2),
                        lit(-1.5).floor(),
                        lit(-1.5).ceil(),
                        lit(-1.5).truncate()))
                .isEqualTo("7, -1, 1.3, 3.0, -3.0, 1200.0, -2.0, -1.0, -1.0");
        assertThat(values(
                        first,
                        lit(9).sqrt(),
                        lit(2).power(10),
                        lit(0).exp(),
                        lit(1).ln(),
                        lit(1000).log10().round(9),
                        lit(8).log2(),
                        lit(0).sin(),
                        lit(0).cos(),
                        lit(Double.NaN).isNaN(),
                        lit(1.0).divide(0)))
                .isEqualTo("3.0, 1024.0, 1.0, 0.0, 3.0, 3.0, 0.0, 1.0, true, Infinity");
    }

    @Test
    void numbersThatDoNotFitFailTheQuery() {
        assertThatThrownBy(() -> values(first, lit(Long.MAX_VALUE).plus(col("id"))))
                .hasMessageContaining("verflow");
        assertThatThrownBy(
                        () -> values(first, col("id").divideInt(col("quantity").minus(7))))
                .hasMessageContaining("zero");
        assertThatThrownBy(() -> values(first, col("country").cast("int"))).hasMessageContaining("DE");
    }

    @Test
    void casts() {
        assertThat(values(
                        first,
                        col("quantity").cast("string"),
                        lit(2.9).cast("int"),
                        lit(-2.9).cast("int"),
                        lit("3").cast("long"),
                        col("country").tryCast("int"),
                        lit("2026-01-31").cast("date"),
                        lit("1.5").cast("decimal(10,2)"),
                        col("at").cast("date"),
                        col("tags").cast("array<string>")))
                .isEqualTo("7, 2, -2, 3, null, 2026-01-31, 1.50, 2026-01-31, [a, b]");
    }

    @Test
    void worksOnTexts() {
        Expr text = lit("  Ünter den Linden ");
        assertThat(values(
                        first,
                        text.text().trim().text().upper(),
                        text.text().trim().text().lower(),
                        text.text().trimStart().text().length(),
                        text.text().trimEnd().text().length(),
                        lit("äb").text().reverse(),
                        lit("ab").text().repeat(2),
                        lit("Linden").text().slice(1, 3),
                        lit("7").text().padStart(3, "0"),
                        lit("7").text().padEnd(3, "-"),
                        lit("Linden").text().indexOf("den"),
                        lit("Linden").text().indexOf("x")))
                .isEqualTo("ÜNTER DEN LINDEN, ünter den linden, 17, 18, bä, abab, ind, 007, 7--, 3, -1");
        assertThat(values(
                        first,
                        lit("Linden").text().contains("nd"),
                        lit("Linden").text().startsWith("Li"),
                        lit("Linden").text().endsWith("Li"),
                        lit("Linden").text().like("L_n%"),
                        lit("Linden").text().likeAnyCase("l%"),
                        lit("Linden").text().matches("[A-Z][a-z]+"),
                        lit("Linden").text().matches("[a-z]+"),
                        lit("Linden").text().finds("[a-z]+")))
                .isEqualTo("true, true, false, true, true, true, false, true");
        assertThat(values(
                        first,
                        lit("a1b22").text().extract("([a-z])(\\d+)", 2),
                        lit("abc").text().extract("\\d", 0),
                        lit("a.b.a").text().replace("a", "x"),
                        lit("a1b22").text().replaceRegex("([a-z])\\d+", "\\1-"),
                        lit("a,b,,c").text().split(","),
                        col("country").text().concat("!"),
                        concat(col("country"), lit("-"), col("address.city")),
                        lit("abc").text().md5(),
                        lit("abc").text().sha256().text().slice(0, 8)))
                .isEqualTo("1, , x.b.x, a-b-, [a, b, , c], DE!, DE-City 1, 900150983cd24fb0d6963f7d28e17f72, ba7816bf");
        assertThat(values(
                        fourth,
                        col("country").text().concat("!"),
                        col("country").text().upper()))
                .isEqualTo("null, null");
    }

    @Test
    void worksOnTimes() {
        assertThat(values(
                        first,
                        col("at").time().year(),
                        col("at").time().quarter(),
                        col("at").time().month(),
                        col("at").time().week(),
                        col("at").time().day(),
                        col("at").time().dayOfWeek(),
                        col("at").time().dayOfYear(),
                        col("at").time().hour(),
                        col("at").time().minute(),
                        col("at").time().second(),
                        col("at").time().date()))
                .isEqualTo("2026, 1, 1, 5, 31, 6, 31, 22, 30, 15, 2026-01-31");
        assertThat(values(
                        first,
                        col("at").time().epochMillis(),
                        col("at").time().epochMicros(),
                        lit(1769898615123L).time().fromEpochMillis(),
                        col("at").time().truncate(ChronoUnit.HOURS),
                        col("day").time().truncate(ChronoUnit.WEEKS),
                        col("day").time().plus(1, ChronoUnit.MONTHS),
                        col("day").time().minus(1, ChronoUnit.DAYS),
                        col("at").time().plus(90, ChronoUnit.MINUTES),
                        col("day").time().until(lit(LocalDate.parse("2026-03-01")), ChronoUnit.MONTHS),
                        col("day").time().until(lit(LocalDate.parse("2026-01-01")), ChronoUnit.DAYS)))
                .isEqualTo("1769898615123, 1769898615123456, 2026-01-31T22:30:15.123Z, 2026-01-31T22:00:00Z, "
                        + "2026-01-26, 2026-02-28, 2026-01-30, 2026-02-01T00:00:15.123456Z, 1, -30");
        assertThat(values(
                        first,
                        col("at").time().format("dd.MM.yyyy 'at' HH:mm:ss.SSS"),
                        col("day").time().format("EEE d MMM yy"),
                        lit("31.01.2026 22:30").text().parseTime("dd.MM.yyyy HH:mm"),
                        col("at").time().atZone("Europe/Berlin"),
                        lit("2026-07-01 12:00")
                                .text()
                                .parseTime("yyyy-MM-dd HH:mm")
                                .time()
                                .fromZone("Europe/Berlin")))
                .isEqualTo("31.01.2026 at 22:30:15.123, Sat 31 Jan 26, 2026-01-31T22:30, "
                        + "2026-01-31T23:30:15.123456, 2026-07-01T10:00:00Z");
        assertThat(values(
                        first,
                        now().ge(col("at")).or(lit(true)),
                        today().cast("string").text().length()))
                .isEqualTo("true, 10");
    }

    @Test
    void worksOnListsMapsAndStructs() {
        Expr tags = col("tags");
        assertThat(values(
                        fourth,
                        tags.list().size(),
                        tags.list().get(0),
                        tags.list().get(-1),
                        tags.list().get(9),
                        tags.list().contains("a"),
                        tags.list().join("-"),
                        tags.list().sort(),
                        tags.list().reverse(),
                        tags.list().distinct().list().size(),
                        tags.list().concat(array(lit("z")))))
                .isEqualTo("3, b, a, null, true, b-b-a, [a, b, b], [a, b, b], 2, [b, b, a, z]");
        Expr numbers = array(lit(3), lit(1), lit(2));
        assertThat(values(
                        first,
                        numbers.list().sum(),
                        numbers.list().mean(),
                        numbers.list().min(),
                        numbers.list().max()))
                .isEqualTo("6, 2.0, 1, 3");
        assertThat(values(
                        fourth,
                        col("counts").map().get("b"),
                        col("counts").map().get("x"),
                        col("counts").map().keys(),
                        col("counts").map().values(),
                        col("counts").map().size()))
                .isEqualTo("4, null, [b], [4], 1");
        assertThat(values(
                        fourth,
                        col("address").field("zip"),
                        col("address.city"),
                        struct(col("id"), col("address.zip").as("code")).field("code")))
                .isEqualTo("10004, City 4, 10004");
    }
}
