package dev.neuralake.demo;

import static dev.neuralake.frame.Functions.col;
import static dev.neuralake.frame.Functions.count;
import static dev.neuralake.frame.Functions.desc;
import static dev.neuralake.frame.Functions.mean;
import static dev.neuralake.frame.Functions.on;
import static dev.neuralake.frame.Functions.quantile;
import static dev.neuralake.frame.Functions.sum;

import dev.neuralake.catalog.Catalog;
import dev.neuralake.catalog.CsvTable;
import dev.neuralake.catalog.Database;
import dev.neuralake.catalog.DeltaTable;
import dev.neuralake.catalog.Key;
import dev.neuralake.catalog.ParquetTable;
import dev.neuralake.catalog.Pii;
import dev.neuralake.catalog.Rows;
import dev.neuralake.catalog.Table;
import dev.neuralake.catalog.View;
import dev.neuralake.columnar.ArrowSource;
import dev.neuralake.frame.LazyFrame;
import dev.neuralake.types.Precision;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;

/**
 * A small company with a web shop, a laboratory and an interest in air travel: every kind of table in one catalog, some
 * computed, some stored, some real.
 */
@Database("demo")
public final class DemoCatalog {
    private DemoCatalog() {}

    /**
     * Somebody with an account.
     *
     * @param userId counts up from 1
     * @param name first and last name
     * @param email where the account was confirmed
     * @param country two letters, ISO 3166
     * @param plan what is paid for: free, basic, pro or team
     * @param createdAt when the account was opened
     */
    public record User(
            @Key long userId, @Pii String name, @Pii String email, String country, String plan, Instant createdAt) {}

    /**
     * Something that a user did on the site.
     *
     * @param eventId counts up from 1
     * @param userId who did it
     * @param event what was done: page_view, search, add_to_cart, purchase or logout
     * @param device mobile, desktop or tablet
     * @param happenedAt when it was done
     * @param amount what was paid, for a purchase
     */
    public record UserEvent(
            @Key long eventId, long userId, String event, String device, Instant happenedAt, Optional<Double> amount) {}

    /**
     * One measured value about the state of a table.
     *
     * @param tableName the table that was measured
     * @param columnName the column that was measured
     * @param metric completeness, uniqueness or validity
     * @param percent share of the rows that are as they should be, from 0 to 100
     * @param rowCount how many rows were looked at
     */
    public record DataQualityMetric(
            @Key String tableName,
            @Key String columnName,
            @Key String metric,
            double percent,
            long rowCount) {}

    /**
     * A part that the shop sells.
     *
     * @param partId counts up from 1
     * @param name what it is
     * @param brand who makes it
     * @param material what it is made of
     * @param weightKg in kilograms
     * @param unitPrice in US dollars
     */
    public record Part(
            @Key long partId, String name, String brand, String material, double weightKg, double unitPrice) {}

    /**
     * One line of an order.
     *
     * @param transactionId counts up from 1
     * @param userId who bought
     * @param partId what was bought
     * @param quantity how many pieces
     * @param amount what was paid for all of them, in US dollars
     * @param status completed, active, pending, …
     * @param createdAt when it was paid
     */
    public record Transaction(
            @Key long transactionId,
            long userId,
            long partId,
            int quantity,
            @Precision(digits = 12, scale = 2) BigDecimal amount,
            String status,
            Instant createdAt) {}

    /**
     * How many pieces of a part lie in a warehouse.
     *
     * @param partId the part
     * @param warehouse city and number of the warehouse
     * @param stock pieces at the last count
     * @param countedOn the day of the last count
     */
    public record InventoryItem(@Key long partId, @Key String warehouse, int stock, LocalDate countedOn) {}

    /**
     * One flight within the United States.
     *
     * @param scheduledAt planned departure, local time
     * @param delayMinutes how late it arrived; negative for early
     * @param distanceMiles between the airports
     * @param origin IATA code of the airport of departure
     * @param destination IATA code of the airport of arrival
     * @param month first day of the month of departure
     */
    public record Flight(
            LocalDateTime scheduledAt,
            int delayMinutes,
            int distanceMiles,
            String origin,
            String destination,
            LocalDate month) {}

    /**
     * An airport of the United States and its territories.
     *
     * @param iata its code
     * @param name without the word airport
     * @param city the city it serves
     * @param state two letters
     * @param country in short
     * @param latitude degrees north
     * @param longitude degrees east
     */
    public record Airport(
            @Key String iata,
            String name,
            Optional<String> city,
            Optional<String> state,
            String country,
            double latitude,
            double longitude) {}

    /** Everybody with an account, straight from the account service: a Java method returns the rows. */
    @Table(
            owner = "accounts",
            tags = {"users", "core"})
    static Rows<User> users() {
        return Rows.of(DemoRows::users);
    }

    /** What users did on the site in the first quarter, from the event collector. */
    @Table(
            owner = "web",
            tags = {"users", "events"})
    static Rows<UserEvent> userEvents() {
        return Rows.of(DemoRows::userEvents);
    }

    /**
     * Voltages at the electrodes of a probe over one hour, 10 samples a second: noise, drift and spikes. Built column
     * by column, without an object for each row.
     */
    @Table(
            owner = "lab",
            tags = {"neural", "time series"})
    static ArrowSource neuralSignals() {
        return NeuralSignals.of(8, 3_600);
    }

    /** How complete, unique and valid users and events are, measured when asked. */
    @Table(owner = "platform", tags = "quality")
    static Rows<DataQualityMetric> dataQualityMetrics() {
        return Rows.of(QualityMetrics::measure);
    }

    /** The parts that the shop sells, a Parquet file from the product team. */
    @Table(
            owner = "products",
            tags = {"shop", "core"})
    static ParquetTable parts() {
        return ParquetTable.of(DemoFiles.unpacked("parts.parquet")).as(Part.class);
    }

    /** Lines of orders, appended as they are paid; amounts below zero are refused. */
    @Table(
            owner = "payments",
            tags = {"shop", "finance"})
    static final DeltaTable<Transaction> TRANSACTIONS =
            DeltaTable.of(Transaction.class).check("amount_is_positive", "amount > 0");

    /** Stock of each part by warehouse, written anew with each count. */
    @Table(owner = "logistics", tags = "shop")
    static final DeltaTable<InventoryItem> INVENTORY =
            DeltaTable.of(InventoryItem.class).check("stock >= 0");

    /** 20,000 real flights of the first quarter of 2001, by month (Bureau of Transportation Statistics). */
    @Table(
            owner = "travel",
            tags = {"flights", "real data"})
    static final DeltaTable<Flight> FLIGHTS = DeltaTable.of(Flight.class).partitionedBy("month");

    /** The airports of the United States, a CSV file as data.gov publishes it. */
    @Table(
            owner = "travel",
            tags = {"flights", "real data"})
    static CsvTable airports() {
        return CsvTable.of(DemoFiles.unpacked("airports.csv")).as(Airport.class);
    }

    /** Where planes leave late: flights by airport of departure, those with at least 100 flights. */
    @Table(owner = "travel", tags = "flights")
    static LazyFrame delaysByAirport(Catalog lake) {
        return lake.table("flights")
                .groupBy("origin")
                .agg(
                        count().as("flights"),
                        mean("delay_minutes").as("mean_delay"),
                        quantile("delay_minutes", 0.9).as("delay_p90"))
                .filter(col("flights").ge(100))
                .join(
                        lake.table("airports").select("iata", "city", "state"),
                        on(col("origin").eq(col("iata"))))
                .select("origin", "city", "state", "flights", "mean_delay", "delay_p90")
                .sort(desc("mean_delay"));
    }

    /** Completed sales by the buyer's country. */
    @Table(
            owner = "finance",
            tags = {"shop", "finance"})
    static LazyFrame revenueByCountry(Catalog lake) {
        return lake.table("transactions")
                .filter(col("status").eq("completed"))
                .join(lake.table("users").select("user_id", "country"), on("user_id"))
                .groupBy("country")
                .agg(count().as("orders"), sum("amount").as("revenue"))
                .sort(desc("revenue"));
    }

    /** Parts of which all warehouses together hold less than was sold. */
    @Table(owner = "logistics", tags = "shop")
    static View shortages() {
        return View.sql("""
                SELECT p.part_id, p.name, p.brand, s.sold, i.stock
                FROM parts p
                JOIN (SELECT part_id, sum(quantity) AS sold FROM transactions GROUP BY part_id) s USING (part_id)
                JOIN (SELECT part_id, sum(stock) AS stock FROM inventory GROUP BY part_id) i USING (part_id)
                WHERE i.stock < s.sold
                ORDER BY s.sold - i.stock DESC""");
    }
}
