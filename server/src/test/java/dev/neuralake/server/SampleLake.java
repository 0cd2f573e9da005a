package dev.neuralake.server;

import dev.neuralake.catalog.Catalog;
import dev.neuralake.catalog.Database;
import dev.neuralake.catalog.DeltaTable;
import dev.neuralake.catalog.FunctionTable;
import dev.neuralake.catalog.Key;
import dev.neuralake.catalog.ParquetTable;
import dev.neuralake.catalog.Rows;
import dev.neuralake.catalog.Table;
import dev.neuralake.frame.LazyFrame;
import dev.neuralake.settings.Settings;
import dev.neuralake.types.Precision;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** What the tests serve. */
@Database("geo")
final class SampleLake {

    public record City(
            @Key String name,
            String country,
            long population,
            @Nullable LocalDate founded,
            @Nullable @Precision(digits = 8, scale = 2) BigDecimal area) {}

    public record Point(double x, @Nullable String label) {}

    public record EveryType(
            int id,
            @Nullable Boolean flag,
            @Nullable Byte tiny,
            @Nullable Short small,
            @Nullable Integer medium,
            @Nullable Long large,
            @Nullable Float single,
            @Nullable Double real,
            @Nullable @Precision(digits = 20, scale = 4) BigDecimal exact,
            @Nullable String text,
            byte @Nullable [] bytes,
            @Nullable LocalDate day,
            @Nullable Instant moment,
            @Nullable LocalDateTime clock,
            @Nullable List<@Nullable String> names,
            @Nullable Map<String, Long> counts,
            @Nullable Point point) {}

    public record Number(long n, String text) {}

    public record Stock(@Key String item, long pieces) {}

    private SampleLake() {}

    /** Cities of three countries. */
    @Table(
            owner = "geography",
            tags = {"sample", "cities"})
    static Rows<City> cities() {
        return Rows.of(
                new City("Berlin", "DE", 3_755_251, LocalDate.of(1237, 10, 28), new BigDecimal("891.12")),
                new City("Köln", "DE", 1_084_831, LocalDate.of(50, 1, 1).minusYears(12), new BigDecimal("405.02")),
                new City("Wien", "AT", 2_005_760, null, new BigDecimal("414.78")),
                new City("Zürich, Stadt", "CH", 443_037, null, null),
                new City("Bonn", "DE", 335_789, LocalDate.of(1, 1, 1), new BigDecimal("141.06")));
    }

    /** A row of ordinary values, one of extremes and one of nulls. */
    @Table
    static Rows<EveryType> everyType() {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("a", 1L);
        counts.put("b \"quoted\"", -2L);
        return Rows.of(
                new EveryType(
                        1,
                        true,
                        (byte) 1,
                        (short) 2,
                        3,
                        4L,
                        1.5f,
                        2.25,
                        new BigDecimal("12.3400"),
                        "plain",
                        new byte[] {0, 1, (byte) 0xff},
                        LocalDate.of(2026, 2, 28),
                        Instant.parse("2026-02-28T12:30:00.123456Z"),
                        LocalDateTime.parse("2026-02-28T12:30:00"),
                        List.of("x", "y, z"),
                        counts,
                        new Point(0.5, "half")),
                new EveryType(
                        2,
                        false,
                        Byte.MIN_VALUE,
                        Short.MAX_VALUE,
                        Integer.MIN_VALUE,
                        Long.MAX_VALUE,
                        Float.NaN,
                        Double.NEGATIVE_INFINITY,
                        new BigDecimal("-9999999999999999.9999"),
                        "quote \" comma , line\nend äöü 🦆 \\ \u0001",
                        new byte[0],
                        LocalDate.of(1, 1, 1),
                        Instant.parse("1969-12-31T23:59:59.999999Z"),
                        LocalDateTime.parse("9999-12-31T23:59:59.999999"),
                        List.of(),
                        Map.of(),
                        new Point(Double.NaN, null)),
                new EveryType(
                        3, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
                        null));
    }

    /** A million rows, made as they are asked for. */
    @Table
    static Rows<Number> million() {
        return Rows.of(LongStream.range(0, 1_000_000).mapToObj(n -> new Number(n, "row number " + n)));
    }

    /** More rows than anybody waits for. */
    @Table
    static Rows<Number> endless() {
        return Rows.of(LongStream.range(0, Long.MAX_VALUE).mapToObj(n -> new Number(n, "row number " + n)));
    }

    /** Fails behind its first 300,000 rows. */
    @Table
    static Rows<Number> failing() {
        return Rows.of(LongStream.range(0, 1_000_000).mapToObj(n -> {
            if (n == 300_000) {
                throw new IllegalStateException("row 300000 is broken");
            }
            return new Number(n, "row number " + n);
        }));
    }

    /** The large cities, by size. */
    @Table
    static LazyFrame largeCities(Catalog lake) {
        return lake.sql("select name, population from cities where population > 1000000 order by population desc");
    }

    /** What is counted, version by version. */
    @Table
    static final DeltaTable<Number> COUNTED = DeltaTable.of(Number.class);

    /** What is in stock, with a feed of its changes. */
    @Table
    static final DeltaTable<Stock> STOCK = DeltaTable.of(Stock.class).property("delta.enableChangeDataFeed", "true");

    /** A file that is not there. */
    @Table
    static final ParquetTable MISSING = ParquetTable.of("no/such/file.parquet");

    /** A catalog of these tables, one of a strange name, and one that begins when {@code gate} opens. */
    static Catalog open(Path lake, CountDownLatch gate) {
        return Catalog.builder()
                .settings(Settings.of(Map.of("neuralake.lake", lake.toString())))
                .add(SampleLake.class)
                .register("strange.größe \"in\" m/s", FunctionTable.of(Point.class, () -> Rows.of(new Point(1, "one"))))
                .register(
                        "strange.gated",
                        FunctionTable.of(
                                Number.class,
                                () -> Rows.of(LongStream.range(0, 10).mapToObj(n -> {
                                    awaitOpen(gate);
                                    return new Number(n, "late");
                                }))))
                .build();
    }

    private static void awaitOpen(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
