package dev.neuralake.query;

import dev.neuralake.catalog.Catalog;
import dev.neuralake.catalog.Database;
import dev.neuralake.catalog.DeltaTable;
import dev.neuralake.catalog.FunctionTable;
import dev.neuralake.catalog.Rows;
import dev.neuralake.catalog.Table;
import dev.neuralake.frame.LazyFrame;
import dev.neuralake.settings.Settings;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Six orders of three customers, whose rows are few enough to calculate with by hand. */
@Database("orders")
final class Orders {
    record Address(String city, int zip) {}

    record Order(
            long id,
            @Nullable String country,
            @Nullable Double amount,
            int quantity,
            BigDecimal price,
            LocalDate day,
            Instant at,
            List<String> tags,
            Map<String, Long> counts,
            Address address) {}

    record Country(String code, String name) {}

    record Total(String country, double total) {}

    private Orders() {}

    /** Orders as they came. */
    @Table
    static final DeltaTable<Order> ORDERS = DeltaTable.of(Order.class);

    /** The names of countries. */
    @Table
    static FunctionTable countries() {
        return FunctionTable.of(
                Country.class,
                () -> Rows.of(List.of(
                        new Country("DE", "Germany"), new Country("FR", "France"), new Country("IT", "Italy"))));
    }

    /** What was sold, by country. */
    @Table
    static final DeltaTable<Total> TOTALS = DeltaTable.of(Total.class);

    /** What is left, with the record of its changes. */
    @Table
    static final DeltaTable<Total> STOCK = DeltaTable.of(Total.class).property("delta.enableChangeDataFeed", "true");

    /** Orders that have an amount. */
    @Table
    static LazyFrame paid(Catalog lake) {
        return lake.table("orders")
                .filter(dev.neuralake.frame.Functions.col("amount").isNotNull());
    }

    static Catalog open(Path folder) {
        Catalog lake = Catalog.builder()
                .settings(Settings.of(Map.of("neuralake.lake", folder.toString())))
                .add(Orders.class)
                .build();
        lake.delta("orders")
                .append(
                        order(1, "DE", 10.0, 7, "1.25", "2026-01-31", "2026-01-31T22:30:15.123456Z", "a", "b"),
                        order(2, "DE", 30.5, -7, "2.50", "2026-01-01", "2026-01-01T00:00:00Z"),
                        order(3, "FR", null, 2, "3.00", "2026-02-28", "2026-02-28T12:00:00Z", "c"));
        lake.delta("orders")
                .append(
                        order(4, null, 5.0, 0, "0.05", "2024-02-29", "2024-02-29T23:59:59Z", "b", "b", "a"),
                        order(5, "FR", 20.0, 3, "1.25", "2025-12-29", "2025-12-29T06:00:00Z"),
                        order(6, "US", -0.5, 4, "9.99", "2026-07-04", "2026-07-04T18:00:00Z", "z"));
        return lake;
    }

    private static Order order(
            long id,
            @Nullable String country,
            @Nullable Double amount,
            int quantity,
            String price,
            String day,
            String at,
            String... tags) {
        return new Order(
                id,
                country,
                amount,
                quantity,
                new BigDecimal(price),
                LocalDate.parse(day),
                Instant.parse(at),
                List.of(tags),
                tags.length == 0 ? Map.of() : Map.of(tags[0], id),
                new Address("City " + id, (int) (10_000 + id)));
    }
}
