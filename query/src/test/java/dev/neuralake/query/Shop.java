package dev.neuralake.query;

import dev.neuralake.catalog.Catalog;
import dev.neuralake.catalog.CsvTable;
import dev.neuralake.catalog.Database;
import dev.neuralake.catalog.DeltaTable;
import dev.neuralake.catalog.FunctionTable;
import dev.neuralake.catalog.Rows;
import dev.neuralake.catalog.Table;
import dev.neuralake.catalog.View;
import dev.neuralake.frame.Functions;
import dev.neuralake.frame.LazyFrame;
import dev.neuralake.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A small lake of every kind of table. */
@Database("shop")
final class Shop {
    static final AtomicInteger USERS_CALLED = new AtomicInteger();

    record User(long userId, String country) {}

    record Payment(long paymentId, long userId, double amount, LocalDate day) {}

    private Shop() {}

    /** Who buys. */
    @Table
    static FunctionTable users() {
        return FunctionTable.of(User.class, () -> {
            USERS_CALLED.incrementAndGet();
            return Rows.of(List.of(new User(1, "DE"), new User(2, "FR"), new User(3, "DE")));
        });
    }

    /** What they paid. */
    @Table
    static final DeltaTable<Payment> PAYMENTS = DeltaTable.of(Payment.class).partitionedBy("day");

    /** What they paid, by country. */
    @Table
    static LazyFrame revenue(Catalog lake) {
        return lake.table("payments")
                .join(lake.table("users"), Functions.on("user_id"))
                .groupBy("country")
                .agg(Functions.sum("amount").as("revenue"));
    }

    /** The same by SQL. */
    @Table
    static final View REVENUE_SQL = View.sql("select country, revenue from revenue where revenue > 0");

    static Payment payment(long id, long user, double amount, String day) {
        return new Payment(id, user, amount, LocalDate.parse(day));
    }

    /** The catalog, with three payments on two days, and a CSV file. */
    static Catalog open(Path folder) {
        try {
            Files.writeString(folder.resolve("rates.csv"), "country,rate\nDE,0.19\nFR,0.2\n");
            Files.writeString(folder.resolve("ragged.csv"), "a,b\n1,2\n3\n4,5\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Catalog lake = Catalog.builder()
                .settings(Settings.of(
                        Map.of("neuralake.lake", folder.resolve("lake").toString())))
                .add(Shop.class)
                .register("shop.rates", CsvTable.of(folder.resolve("rates.csv").toString()))
                .register(
                        "shop.ragged", CsvTable.of(folder.resolve("ragged.csv").toString()))
                .register("shop.circle", View.sql("select * from circle2"))
                .register("shop.circle2", View.sql("select * from circle"))
                .build();
        lake.delta("payments").append(payment(1, 1, 10, "2026-01-01"), payment(2, 2, 5, "2026-01-01"));
        lake.delta("payments").append(payment(3, 3, 7, "2026-01-02"));
        return lake;
    }
}
