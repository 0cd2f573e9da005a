package dev.neuralake.demo;

import dev.neuralake.catalog.Catalog;
import dev.neuralake.columnar.ArrowRows;
import dev.neuralake.columnar.Result;
import dev.neuralake.columnar.Session;
import dev.neuralake.delta.Commit;
import dev.neuralake.demo.DemoCatalog.InventoryItem;
import dev.neuralake.demo.DemoCatalog.Transaction;
import dev.neuralake.demo.sample.SampleTable;
import dev.neuralake.types.RecordCodec;
import dev.neuralake.types.Schema;
import dev.neuralake.types.Sql;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The rows of the demo's stored tables, and how they get there. Each write is one commit. */
final class DemoLake {
    static final long TRANSACTIONS_A_DAY = 500;

    private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");
    private static final LocalDate FIRST_COUNT = LocalDate.of(2025, 1, 1);
    private static final long PARTS = 200;
    private static final int STOCK_MAX = 120;
    private static final List<String> WAREHOUSES = List.of("BER-1", "NYC-1", "SIN-1");

    private final Catalog lake;

    DemoLake(Catalog lake) {
        this.lake = lake;
    }

    /** How many rows a stored table has; 0 before its first write. */
    long rowCount(String name) {
        return lake.delta(name).exists()
                ? lake.delta(name).snapshot().numRecords().orElse(0)
                : 0;
    }

    /** The real flights, from the Parquet file that comes with the demo. */
    Commit loadFlights() {
        lake.delta("flights").create();
        String file = Sql.text(DemoFiles.unpacked("flights-2001-q1.parquet").toString());
        String sql =
                "SELECT *, CAST(date_trunc('month', scheduled_at) AS DATE) AS month FROM read_parquet(" + file + ")";
        try (Session session = lake.engine().session()) {
            return lake.delta("flights").log().appendQuery(session, sql, List.of());
        }
    }

    /** The transactions of the days that follow those of {@code known} rows; their ids go on, prices are the parts'. */
    List<Transaction> transactions(long known, int days) {
        SampleTable sample = SampleTable.of(
                        Schema.of(Transaction.class), List.of("transaction_id"), 42, days * TRANSACTIONS_A_DAY)
                .withFirstRow(known)
                .withTime(START.plus(Duration.ofDays(known / TRANSACTIONS_A_DAY)), Duration.ofDays(days))
                .withIds(PARTS);
        String parts = Sql.text(DemoFiles.unpacked("parts.parquet").toString());
        String sql = "SELECT t.* REPLACE (CAST(t.quantity * p.unit_price AS DECIMAL(12, 2)) AS amount) FROM ("
                + sample.sql() + ") t JOIN read_parquet(" + parts + ") p USING (part_id) ORDER BY transaction_id";
        RecordCodec<Transaction> codec = RecordCodec.of(Transaction.class);
        List<Transaction> transactions = new ArrayList<>();
        try (Session session = lake.engine().session();
                Result result = session.query(sql);
                ArrowRows rows = result.rows()) {
            rows.forEachRemaining(row -> transactions.add(codec.record(row)));
        }
        return transactions;
    }

    /** What lies in every warehouse at the count of a day, from 0: the same at each call. */
    List<InventoryItem> inventory(long day) {
        SplittableRandom random = new SplittableRandom(day);
        List<InventoryItem> items = new ArrayList<>();
        for (long part = 1; part <= PARTS; part++) {
            for (String warehouse : WAREHOUSES) {
                items.add(new InventoryItem(part, warehouse, random.nextInt(STOCK_MAX), FIRST_COUNT.plusDays(day)));
            }
        }
        return items;
    }
}
