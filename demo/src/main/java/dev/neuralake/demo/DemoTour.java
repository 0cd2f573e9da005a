package dev.neuralake.demo;

import dev.neuralake.catalog.Catalog;
import dev.neuralake.catalog.StoredTable;
import dev.neuralake.delta.Commit;
import dev.neuralake.demo.DemoCatalog.InventoryItem;
import dev.neuralake.demo.DemoCatalog.Transaction;
import dev.neuralake.frame.DataFrame;
import java.util.List;
import java.util.Locale;

/**
 * The story that {@code neuralake demo} tells: it fills the lake where that is empty, appends, travels in time and asks.
 * What it shows as code is what it runs. Each run adds a day of transactions and a count of the stock.
 */
public final class DemoTour {
    private static final int FIRST_DAYS = 30;
    private static final List<String> STORED = List.of("flights", "transactions", "inventory");

    /** Where the story is told. */
    public interface Page {
        /** Begins a chapter. */
        void chapter(String title);

        /** A paragraph, to be wrapped. */
        void say(String text);

        /** Code, or a table of results, in lines that are kept as they are. */
        void show(String lines);
    }

    private final Catalog lake;
    private final DemoLake stored;
    private final Page page;

    private DemoTour(Catalog lake, Page page) {
        this.lake = lake;
        this.stored = new DemoLake(lake);
        this.page = page;
    }

    /** Tells the story over a catalog of {@link DemoCatalog}. */
    public static void tell(Catalog lake, Page page) {
        DemoTour tour = new DemoTour(lake, page);
        tour.store();
        tour.append();
        tour.travel();
        tour.join();
        tour.analyse();
        tour.signals();
    }

    private void store() {
        page.chapter("Store");
        boolean isNew = fill();
        page.say(
                isNew
                        ? "Three tables of the catalog are stored: as Delta tables, which are Parquet files and a log of"
                                + " versions. They are filled now: real flights, and a month of a shop's sales."
                        : "The lake is there already, from an earlier run. Its three stored tables are Delta tables,"
                                + " which are Parquet files and a log of versions.");
        StringBuilder lines = new StringBuilder();
        for (String name : STORED) {
            StoredTable table = lake.delta(name);
            lines.append(String.format(
                    Locale.ROOT,
                    "%-13s %,8d rows   version %d%s%n",
                    name,
                    stored.rowCount(name),
                    table.snapshot().version(),
                    table.table().partitionColumns().isEmpty()
                            ? ""
                            : "   by " + String.join(", ", table.table().partitionColumns())));
        }
        page.show(lines.toString());
    }

    /** @return whether anything was missing */
    private boolean fill() {
        boolean isNew = false;
        if (stored.rowCount("flights") == 0) {
            stored.loadFlights();
            isNew = true;
        }
        if (stored.rowCount("transactions") == 0) {
            lake.delta("transactions").append(stored.transactions(0, FIRST_DAYS));
            isNew = true;
        }
        if (stored.rowCount("inventory") == 0) {
            lake.delta("inventory").append(stored.inventory(0));
            isNew = true;
        }
        return isNew;
    }

    private void append() {
        page.chapter("Append");
        page.say("One more day of sales comes in, as Java records, and a new count of the stock takes the place of the"
                + " one before. Each is one version: all of it is stored, or nothing.");
        page.show("""
                lake.delta("transactions").append(day);
                lake.delta("inventory").overwrite(count);
                """);
        List<Transaction> day = stored.transactions(stored.rowCount("transactions"), 1);
        List<InventoryItem> count =
                stored.inventory(lake.delta("inventory").snapshot().version());
        Commit sales = lake.delta("transactions").append(day);
        Commit stock = lake.delta("inventory").overwrite(count);
        page.show(written("transactions", sales) + written("inventory", stock));
    }

    private static String written(String table, Commit commit) {
        return String.format(
                Locale.ROOT,
                "%-13s version %d   %,d rows written%n",
                table,
                commit.version(),
                commit.metric("numOutputRows"));
    }

    private void travel() {
        page.chapter("Travel in time");
        page.say("No version is lost by the next one, so a report of yesterday can be had again.");
        long version = lake.delta("transactions").snapshot().version();
        ask("""
                SELECT 'now' AS version, count(*) AS orders, sum(amount) AS sales
                FROM transactions
                UNION ALL
                SELECT 'before', count(*), sum(amount)
                FROM transactions AT (VERSION => %d)
                """.formatted(version - 1));
    }

    private void join() {
        page.chapter("Join what is stored, computed and delivered");
        page.say("Sales are a Delta table, users come from a Java method, parts are a Parquet file. A query does not"
                + " care.");
        ask("""
                SELECT u.plan, p.material, count(*) AS orders, sum(t.amount) AS sales
                FROM transactions t
                JOIN users u USING (user_id)
                JOIN parts p USING (part_id)
                WHERE t.status = 'completed'
                GROUP BY ALL ORDER BY sales DESC LIMIT 5
                """);
        page.say("Views are tables as well; this one is SQL in the catalog, and finds what was sold and is not there.");
        ask("SELECT * FROM shortages LIMIT 5\n");
    }

    private void analyse() {
        page.chapter("Ask real data");
        page.say("20,000 flights of 2001, with airports from a CSV file. The view delays_by_airport is written in Java;"
                + " the next query draws when planes are late.");
        ask("""
                SELECT origin, city, flights, round(mean_delay, 1) AS mean_delay,
                       round(delay_p90) AS delay_p90
                FROM delays_by_airport LIMIT 5
                """);
        ask("""
                SELECT hour(scheduled_at) // 3 * 3 AS from_hour, count(*) AS flights,
                       round(avg(delay_minutes), 1) AS minutes_late,
                       bar(greatest(minutes_late, 0), 0, 20, 20) AS late
                FROM flights GROUP BY from_hour ORDER BY from_hour
                """);
    }

    private void signals() {
        page.chapter("Ask time series");
        page.say("An hour of voltages at eight electrodes, built column by column in Java: which neurons fire most, and"
                + " how steadily?");
        ask("""
                WITH minutes AS (
                  SELECT electrode, date_trunc('minute', recorded_at) AS minute,
                         count(*) FILTER (spike) AS spikes
                  FROM neural_signals GROUP BY ALL)
                SELECT electrode, sum(spikes) AS spikes, max(spikes) AS busiest_minute,
                       round(stddev(spikes), 2) AS deviation
                FROM minutes GROUP BY electrode ORDER BY spikes DESC LIMIT 4
                """);
    }

    /** Shows the query and what it yields. */
    private void ask(String sql) {
        page.show(sql);
        try (DataFrame rows = lake.sql(sql).collect()) {
            page.show(rows.toString());
        }
    }
}
