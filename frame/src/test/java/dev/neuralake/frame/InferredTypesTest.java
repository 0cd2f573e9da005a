package dev.neuralake.frame;

import static dev.neuralake.frame.Functions.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.neuralake.types.Column;
import dev.neuralake.types.DataType;
import java.math.BigDecimal;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The types that a frame works out are those that the engine yields. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InferredTypesTest {
    private EngineRunner lake;
    private LazyFrame all;

    private static final List<String> NUMBERS =
            List.of("byte", "short", "int", "long", "float", "double", "money", "small", "big");
    private static final List<Object> NUMBER_LITERALS = List.of(
            1, 2L, (short) 3, (byte) 4, 1.5f, 2.5, new BigDecimal("0.05"), new BigDecimal("12345678901234567890"));
    private static final List<String> TIMES = List.of("date", "ts", "ntz");

    @BeforeAll
    void open() {
        lake = new EngineRunner("""
                CREATE TABLE everything (byte TINYINT, short SMALLINT, int INTEGER, long BIGINT, float FLOAT,
                  double DOUBLE, money DECIMAL(10,2), small DECIMAL(4,4), big DECIMAL(38,10), text VARCHAR, bin BLOB,
                  flag BOOLEAN, date DATE, ts TIMESTAMPTZ, ntz TIMESTAMP, ints INTEGER[], texts VARCHAR[],
                  doubles DOUBLE[], decimals DECIMAL(10,2)[], map MAP(VARCHAR, BIGINT),
                  struct STRUCT(a INTEGER, b STRUCT(c VARCHAR)))""");
        all = lake.table("everything");
    }

    @AfterAll
    void close() {
        lake.close();
    }

    private void requireTypes(List<? extends Term> terms) {
        List<Term> named = new ArrayList<>();
        for (int i = 0; i < terms.size(); i++) {
            named.add(terms.get(i).expr().as("c" + i));
        }
        requireTypes(all.select(named.toArray(Term[]::new)), terms);
    }

    private void requireTypes(LazyFrame frame, List<? extends Term> terms) {
        List<DataType> told =
                lake.schema(frame.plan()).columns().stream().map(Column::type).toList();
        for (int i = 0; i < terms.size(); i++) {
            assertThat(frame.schema().columns().get(i).type())
                    .as("%s", terms.get(i).expr())
                    .hasToString(told.get(i).toString());
        }
    }

    @Test
    void arithmeticOfColumns() {
        List<Expr> cases = new ArrayList<>();
        List<BinaryOperator<Expr>> operators = List.of(Expr::plus, Expr::minus, Expr::divide, Expr::modulo);
        for (String a : NUMBERS) {
            for (String b : NUMBERS) {
                operators.forEach(operator -> cases.add(operator.apply(col(a), col(b))));
                if (!(a + b).matches(".*(big.*small|small.*big|bigbig).*")) {
                    cases.add(col(a).times(col(b)));
                }
            }
        }
        requireTypes(cases);
    }

    @Test
    void arithmeticWithLiterals() {
        List<Expr> cases = new ArrayList<>();
        List<BinaryOperator<Expr>> operators =
                List.of(Expr::plus, Expr::minus, Expr::times, Expr::divide, Expr::modulo);
        for (String name : NUMBERS) {
            for (Object value : NUMBER_LITERALS) {
                for (BinaryOperator<Expr> operator : operators) {
                    cases.add(operator.apply(col(name), lit(value)));
                    cases.add(operator.apply(lit(value), col(name)));
                }
            }
        }
        requireTypes(cases);
    }

    @Test
    void arithmeticOfLiterals() {
        List<Expr> cases = new ArrayList<>();
        for (Object a : NUMBER_LITERALS) {
            for (Object b : NUMBER_LITERALS) {
                cases.add(lit(a).plus(b));
                cases.add(lit(a).times(b));
                cases.add(coalesce(lit(a), lit(b)));
            }
        }
        requireTypes(cases);
    }

    @Test
    void divisionOfIntegers() {
        List<Expr> cases = new ArrayList<>();
        for (String a : List.of("byte", "short", "int", "long")) {
            for (String b : List.of("byte", "short", "int", "long")) {
                cases.add(col(a).divideInt(col(b)));
            }
            cases.add(col(a).divideInt(3));
            cases.add(col(a).divideInt(3L));
        }
        requireTypes(cases);
    }

    @Test
    void functionsOfOneNumber() {
        List<UnaryOperator<Expr>> functions = List.of(
                Expr::negate,
                Expr::abs,
                Expr::round,
                Expr::floor,
                Expr::ceil,
                Expr::truncate,
                Expr::sign,
                Expr::sqrt,
                Expr::exp,
                Expr::ln,
                Expr::log10,
                Expr::log2,
                Expr::sin,
                Expr::cos,
                x -> x.round(1),
                x -> x.round(-1),
                x -> x.power(2));
        requireTypes(NUMBERS.stream()
                .flatMap(name -> functions.stream().map(function -> function.apply(col(name))))
                .toList());
    }

    @Test
    void alternatives() {
        List<Expr> cases = new ArrayList<>();
        for (String a : NUMBERS) {
            for (String b : NUMBERS) {
                cases.add(coalesce(col(a), col(b)));
                cases.add(greatest(col(a), col(b)));
                cases.add(when(col("flag")).then(col(a)).otherwise(col(b)));
                cases.add(array(col(a), col(b)));
            }
            for (Object value : NUMBER_LITERALS) {
                cases.add(col(a).orElse(value));
                cases.add(when(col("flag")).then(col(a)).otherwise(value));
                cases.add(col(a).nullIf(value));
            }
        }
        cases.add(coalesce(col("date"), col("ts")));
        cases.add(coalesce(col("date"), col("ntz")));
        cases.add(when(col("flag")).then("a").otherwise(null));
        cases.add(when(col("flag")).then(null).otherwise(5));
        cases.add(coalesce(col("ints"), col("doubles")));
        requireTypes(cases);
    }

    @Test
    void literals() {
        requireTypes(Stream.concat(
                        NUMBER_LITERALS.stream(),
                        Stream.of(
                                true,
                                "text",
                                new byte[] {1},
                                java.time.LocalDate.EPOCH,
                                java.time.Instant.EPOCH,
                                java.time.LocalDateTime.MIN.withYear(2000),
                                List.of(1L, 2L),
                                List.of(1, 2.5),
                                List.of("a"),
                                List.of(new BigDecimal("1.5"), new BigDecimal("10.25")),
                                List.of(List.of(1L)),
                                new BigDecimal("-5"),
                                -7,
                                -1.5,
                                Long.MIN_VALUE,
                                Integer.MIN_VALUE,
                                Double.NaN))
                .map(Functions::lit)
                .toList());
    }

    @Test
    void texts() {
        TextFunctions text = col("text").text();
        requireTypes(List.of(
                text.upper(),
                text.lower(),
                text.trim(),
                text.trimStart(),
                text.trimEnd(),
                text.length(),
                text.reverse(),
                text.repeat(2),
                text.slice(0, 2),
                text.padStart(5, "-"),
                text.padEnd(5, "-"),
                text.indexOf("a"),
                text.contains("a"),
                text.startsWith("a"),
                text.endsWith("a"),
                text.like("%a"),
                text.likeAnyCase("%a"),
                text.matches("a+"),
                text.finds("a"),
                text.extract("(a)", 1),
                text.replace("a", "b"),
                text.replaceRegex("a", "b"),
                text.split(","),
                text.concat("x"),
                concat(col("text"), lit("-"), col("text")),
                text.sha256(),
                text.md5(),
                col("bin").text().sha256(),
                text.parseTime("yyyy-MM-dd HH:mm")));
    }

    @Test
    void times() {
        List<Expr> cases = new ArrayList<>();
        for (String name : TIMES) {
            TimeFunctions time = col(name).time();
            cases.addAll(List.of(
                    time.year(),
                    time.quarter(),
                    time.month(),
                    time.week(),
                    time.day(),
                    time.dayOfWeek(),
                    time.dayOfYear(),
                    time.date(),
                    time.format("yyyy-MM-dd"),
                    time.plus(3, ChronoUnit.DAYS),
                    time.minus(2, ChronoUnit.MONTHS),
                    time.plus(col("int"), ChronoUnit.WEEKS)));
            for (ChronoUnit unit : List.of(ChronoUnit.DAYS, ChronoUnit.WEEKS, ChronoUnit.MONTHS, ChronoUnit.YEARS)) {
                cases.add(time.truncate(unit));
                cases.add(time.until(col(name), unit));
            }
        }
        for (String name : List.of("ts", "ntz")) {
            TimeFunctions time = col(name).time();
            cases.addAll(List.of(
                    time.hour(),
                    time.minute(),
                    time.second(),
                    time.epochMillis(),
                    time.epochMicros(),
                    time.plus(3, ChronoUnit.HOURS),
                    time.plus(3, ChronoUnit.MILLIS),
                    time.plus(3, ChronoUnit.MICROS),
                    time.truncate(ChronoUnit.SECONDS),
                    time.truncate(ChronoUnit.HOURS),
                    time.truncate(ChronoUnit.MILLIS),
                    time.until(col(name), ChronoUnit.MILLIS)));
        }
        cases.addAll(List.of(
                col("ts").time().atZone("Europe/Berlin"),
                col("ntz").time().fromZone("Europe/Berlin"),
                col("long").time().fromEpochMillis(),
                now(),
                today()));
        requireTypes(cases);
    }

    @Test
    void listsMapsAndStructs() {
        List<Expr> cases = new ArrayList<>();
        for (String name : List.of("ints", "doubles", "decimals")) {
            cases.addAll(List.of(col(name).list().sum(), col(name).list().mean()));
        }
        for (String name : List.of("ints", "doubles", "decimals", "texts")) {
            ListFunctions list = col(name).list();
            cases.addAll(List.of(
                    list.size(),
                    list.get(0),
                    list.get(-1),
                    list.sort(),
                    list.reverse(),
                    list.distinct(),
                    list.min(),
                    list.max(),
                    list.concat(col(name))));
        }
        cases.addAll(List.of(
                col("ints").list().contains(1),
                col("texts").list().join(","),
                col("map").map().get("k"),
                col("map").map().keys(),
                col("map").map().values(),
                col("map").map().size(),
                col("struct.a"),
                col("struct.b.c"),
                col("struct").field("b").field("c"),
                struct(col("int"), col("text").as("t"))));
        requireTypes(cases);
    }

    @Test
    void casts() {
        List<Expr> cases = new ArrayList<>();
        for (String name : NUMBERS) {
            for (String type : List.of("byte", "short", "int", "long", "float", "double", "decimal(20,5)", "string")) {
                cases.add(col(name).cast(type));
                cases.add(col(name).tryCast(type));
            }
        }
        cases.addAll(List.of(
                col("text").cast("int"),
                col("text").cast("date"),
                col("text").cast("timestamp"),
                col("text").cast("timestamp_ntz"),
                col("ts").cast("date"),
                col("date").cast("timestamp"),
                col("ints").cast("array<long>"),
                col("struct").cast("struct<a:long,b:struct<c:string>>"),
                lit(null).cast("string"),
                col("flag").cast("string")));
        requireTypes(cases);
    }

    @Test
    void aggregates() {
        List<Aggregate> cases = new ArrayList<>();
        for (String name : NUMBERS) {
            cases.addAll(List.of(
                    sum(name),
                    mean(name),
                    min(name),
                    max(name),
                    median(name),
                    quantile(name, 0.9),
                    stddev(name),
                    variance(name),
                    first(name),
                    last(name),
                    list(name),
                    nUnique(name),
                    count(name),
                    minBy(name, "ts"),
                    maxBy("text", name),
                    corr(name, "int"),
                    list(name).distinct(),
                    sum(name).where(col("flag"))));
        }
        for (String name : TIMES) {
            cases.addAll(List.of(median(name), quantile(name, 0.5), min(name), max(name), list(name)));
        }
        cases.addAll(List.of(count(), allTrue(col("flag")), anyTrue(col("flag")), first("struct"), min("text")));
        Term[] named = new Term[cases.size()];
        for (int i = 0; i < named.length; i++) {
            named[i] = cases.get(i).as("c" + i);
        }
        requireTypes(all.agg(named), cases);
    }

    @Test
    void windows() {
        List<Expr> cases = new ArrayList<>();
        for (String name : NUMBERS) {
            cases.addAll(List.of(
                    sum(name).over("text").orderBy("ts"),
                    mean(name).over(),
                    lag(name).over().orderBy("ts"),
                    lead(col(name), 2, 0).over().orderBy("ts"),
                    first(name).over("text").orderBy("ts"),
                    sum(name).over("text").orderBy("ts").rows(-3, 0),
                    sum(name).over().times(2)));
        }
        for (Expr function : List.of(rowNumber(), rank(), denseRank(), percentRank(), ntile(4))) {
            cases.add(function.over("text").orderBy("ts"));
        }
        requireTypes(cases);
    }

    @Test
    void whatOnlyTheEngineKnowsIsAsked() {
        LazyFrame frame = all.select(
                sql("int + long").as("x"), sql("[text]").list().get(0).as("y"));
        assertThat(frame.schema().toString()).isEqualTo("(x long, y string)");
        assertThat(all.agg(sql("max(int)").as("n"), count()).schema().toString())
                .isEqualTo("(n int, count long not null)");
    }
}
