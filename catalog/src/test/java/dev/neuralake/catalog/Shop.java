package dev.neuralake.catalog;

import static dev.neuralake.frame.Functions.on;
import static dev.neuralake.frame.Functions.sum;

import dev.neuralake.columnar.ArrowBuilder;
import dev.neuralake.columnar.ArrowSource;
import dev.neuralake.frame.LazyFrame;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** Who buys what. */
@Database("shop")
final class Shop {
    /**
     * One registered user.
     *
     * @param country where the user lives, as ISO 3166 has it
     */
    public record User(@Key long userId, @Pii String email, String country, Instant createdAt) {}

    /** One payment. */
    public record Payment(long userId, LocalDate day, BigDecimal amount) {}

    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    private Shop() {}

    /** Users of the shop, straight from the account service. */
    @Table(
            owner = "accounts",
            tags = {"users", "core"})
    static Rows<User> users() {
        return Rows.of(new User(1, "a@b.ch", "CH", NOON), new User(2, "c@d.de", "DE", NOON));
    }

    /** Card payments, appended in real time. */
    @Table(owner = "payments", tags = "finance")
    static final DeltaTable<Payment> PAYMENTS =
            DeltaTable.of(Payment.class).partitionedBy("day").check("amount > 0");

    /** Revenue by country and day. */
    @Table(owner = "finance")
    static LazyFrame revenue(Catalog lake) {
        return lake.table("payments")
                .join(lake.table("users"), on("user_id"))
                .groupBy("country", "day")
                .agg(sum("amount").as("revenue"));
    }

    /** Ticks of a clock, built by column. */
    @Table(deprecated = "use `waves`")
    static ArrowSource ticks() {
        return ArrowBuilder.rows(3).longs("tick", i -> i * 10).build();
    }

    /**
     * As many rows as there are users.
     *
     * @deprecated count the users
     */
    @Table
    @Deprecated
    private static Rows<Count> counts(Catalog lake) {
        return Rows.of(Stream.of(new Count(lake.tables().size())));
    }

    private record Count(int number) {}

    /** All users, in SQL. */
    @Table
    static final View EVERYBODY = View.sql("select * from users");

    /** Fails before it has rows. */
    @Table
    static Rows<Count> failing() throws java.io.IOException {
        throw new java.io.IOException("account service is down");
    }

    /** Fails at the second row. */
    @Table
    static Rows<Count> failingLater() {
        Iterator<Count> numbers = List.of(new Count(1), new Count(2)).iterator();
        return Rows.of(() -> new Iterator<>() {
            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public Count next() {
                Count next = numbers.next();
                if (next.number() == 2) {
                    throw new IllegalStateException("connection reset");
                }
                return next;
            }
        });
    }

    /** Returns nothing. */
    @Table
    static Rows<Count> missing() {
        return null;
    }

    /** Names a column that is not there. */
    @Table
    static LazyFrame wrong(Catalog lake) {
        return lake.table("users").select("emial");
    }
}
