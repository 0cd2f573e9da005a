package dev.neuralake.demo.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.neuralake.columnar.ArrowRows;
import dev.neuralake.columnar.Engine;
import dev.neuralake.columnar.EngineSettings;
import dev.neuralake.columnar.Result;
import dev.neuralake.columnar.Session;
import dev.neuralake.types.Column;
import dev.neuralake.types.DataType;
import dev.neuralake.types.DataType.Primitive;
import dev.neuralake.types.Schema;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SampleTableTest {
    record Address(String city, String zipCode) {}

    record Customer(
            long customerId,
            String email,
            String country,
            String city,
            double latitude,
            Instant createdAt,
            Optional<Instant> lastSeenAt,
            LocalDate birthDate,
            LocalDate day,
            LocalDateTime localTime,
            boolean isActive,
            int age,
            short stock,
            byte level,
            float rating,
            BigDecimal balance,
            double completenessPercent,
            String status,
            String uuid,
            byte[] avatar,
            List<String> tags,
            Map<String, Double> scores,
            Address address,
            long orderId) {}

    record Signal(long signalId, String channel, Instant recordedAt, double microvolts, boolean spike) {}

    private static Engine engine;

    @BeforeAll
    static void start() {
        engine = Engine.open(EngineSettings.defaults());
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    private static SampleTable customers(long seed, long rows) {
        return SampleTable.of(Schema.of(Customer.class), List.of("customer_id"), seed, rows);
    }

    private static SampleTable signals(long rows) {
        return SampleTable.of(Schema.of(Signal.class), List.of("signal_id"), 7, rows);
    }

    private static List<Object[]> rows(String sql) {
        try (Session session = engine.session();
                Result result = session.query(sql);
                ArrowRows rows = result.rows()) {
            List<Object[]> all = new ArrayList<>();
            rows.forEachRemaining(all::add);
            return all;
        }
    }

    private static Object[] one(String select, SampleTable table) {
        return rows("SELECT " + select + " FROM (" + table.sql() + ")").getFirst();
    }

    @Test
    void theSameSeedGivesTheSameRowsWhateverTheThreads() {
        String digest = "SELECT bit_xor(hash(x)) FROM (" + customers(5, 200_000).sql() + ") x";
        List<Object> digests = new ArrayList<>();
        for (int threads : new int[] {1, 2, 4}) {
            try (Engine other = Engine.open(EngineSettings.defaults().withThreads(threads));
                    Session session = other.session()) {
                digests.add(session.json(digest));
            }
        }
        assertThat(digests).containsOnly(digests.getFirst());
        assertThat(rows("SELECT bit_xor(hash(x)) FROM (" + customers(6, 200_000).sql() + ") x")
                        .getFirst()[0]
                        .toString())
                .isNotEqualTo(digests.getFirst());
    }

    @Test
    void rowsDoNotDependOnWhereTheWorkIsCut() {
        String columns = "customer_id, email, city, balance, status";
        List<Object[]> whole =
                rows("SELECT " + columns + " FROM (" + customers(5, 100).sql() + ")");
        List<Object[]> tail = rows("SELECT " + columns + " FROM ("
                + customers(5, 40).withFirstRow(60).sql() + ")");
        assertThat(tail.stream().map(Arrays::asList))
                .isEqualTo(whole.subList(60, 100).stream().map(Arrays::asList).toList());
    }

    @Test
    void everyTypeIsOfTheSchema() {
        SampleTable table = customers(1, 10);
        try (Session session = engine.session()) {
            Schema schema = session.describe(table.sql());
            assertThat(schema.names()).isEqualTo(table.schema().names());
            assertThat(schema.columns().stream().map(column -> column.type().toString()))
                    .isEqualTo(table.schema().columns().stream()
                            .map(column -> column.type().toString())
                            .toList());
        }
        assertThat(rows(table.sql()))
                .hasSize(10)
                .allSatisfy(row -> assertThat(Arrays.copyOf(row, 6)).doesNotContainNull());
    }

    @Test
    void distributionsFollowTheNames() {
        SampleTable table = customers(3, 50_000);
        Object[] found = one("""
                count(DISTINCT customer_id)::BIGINT, min(customer_id), max(customer_id),
                avg(regexp_full_match(email, '[a-z]+\\.[a-z]+[0-9]+@[a-z.]+')::INT),
                median(balance)::DOUBLE, avg(balance)::DOUBLE, min(age), max(age),
                avg((last_seen_at IS NULL)::INT), max(order_id), avg(is_active::INT),
                min(completeness_percent), max(completeness_percent), bool_and(last_seen_at >= created_at)""", table);
        assertThat(Arrays.copyOf(found, 4)).containsExactly(50_000L, 1L, 50_000L, 1.0);
        double median = (double) found[4];
        double mean = (double) found[5];
        assertThat(mean / median).as("a log-normal distribution leans").isBetween(1.6, 2.1);
        assertThat((int) found[6]).isGreaterThanOrEqualTo(18);
        assertThat((int) found[7]).isLessThanOrEqualTo(95);
        assertThat((double) found[8]).isCloseTo(0.04, within(0.01));
        assertThat((long) found[9]).isLessThanOrEqualTo(1_000);
        assertThat((double) found[10]).isCloseTo(0.9, within(0.01));
        assertThat((double) found[11]).isGreaterThanOrEqualTo(0);
        assertThat((double) found[12]).isLessThanOrEqualTo(100);
        assertThat(found[13]).isEqualTo(true);
    }

    @Test
    void whatDescribesOnePlaceAgrees() {
        assertThat(rows("SELECT DISTINCT city, country FROM ("
                        + customers(3, 5_000).sql() + ") WHERE country = 'DE'"))
                .containsExactly(new Object[] {"Berlin", "DE"});
        Object[] latitude = rows("SELECT avg(latitude) FROM ("
                        + customers(3, 5_000).sql() + ") WHERE city = 'Berlin'")
                .getFirst();
        assertThat((double) latitude[0]).isCloseTo(52.5, within(0.1));
    }

    @Test
    void timesLieInTheSpanAndFollowTheDay() {
        SampleTable table = customers(3, 50_000).withTime(Instant.parse("2026-03-01T00:00:00Z"), Duration.ofDays(10));
        Object[] found = one("""
                min(created_at), max(created_at), avg((hour(created_at) BETWEEN 10 AND 14)::INT),
                bool_and(day = created_at::DATE), max(birth_date)""", table);
        assertThat((Instant) found[0]).isBetween("2026-03-01T00:00:00Z", "2026-03-01T02:00:00Z");
        assertThat((Instant) found[1]).isBetween("2026-03-10T22:00:00Z", "2026-03-11T00:00:00Z");
        assertThat((double) found[2]).as("more by day than the 5 hours' share").isGreaterThan(5.0 / 24 * 1.5);
        assertThat(found[3]).isEqualTo(true);
        assertThat((LocalDate) found[4]).isBefore("2009-01-01");
    }

    @Test
    void seriesHaveDailyCycleSpikesAndGaps() {
        SampleTable table = signals(320_000);
        Object[] counts = one("""
                count(DISTINCT channel)::BIGINT, count(DISTINCT signal_id)::BIGINT, avg(spike::INT),
                avg(microvolts) FILTER (WHERE hour(recorded_at) BETWEEN 4 AND 8 AND NOT spike),
                avg(microvolts) FILTER (WHERE hour(recorded_at) BETWEEN 16 AND 20 AND NOT spike),
                avg(microvolts) FILTER (WHERE spike), max(recorded_at)""", table);
        assertThat(counts[0]).isEqualTo(32L);
        assertThat(counts[1]).isEqualTo(320_000L);
        assertThat((double) counts[2]).isCloseTo(0.004, within(0.001));
        assertThat((double) counts[3] - (double) counts[4])
                .as("the day's swing")
                .isGreaterThan(7);
        assertThat((double) counts[5]).isLessThan(-80);
        assertThat((Instant) counts[6]).isBefore("2025-04-01T00:00:00Z").isAfter("2025-03-28T00:00:00Z");

        List<Object[]> distances = rows("SELECT d, count(*)::BIGINT n FROM (SELECT date_diff('millisecond', "
                + "lag(recorded_at) OVER (PARTITION BY channel ORDER BY recorded_at), recorded_at) AS d FROM ("
                + table.sql() + ")) WHERE d IS NOT NULL GROUP BY d ORDER BY n DESC");
        long usual = (long) distances.getFirst()[0];
        long samplesInStep = distances.stream()
                .filter(row -> Math.abs((long) row[0] - usual) <= 1)
                .mapToLong(row -> (long) row[1])
                .sum();
        List<Long> gaps = distances.stream()
                .map(row -> (long) row[0])
                .filter(distance -> distance > 2 * usual)
                .toList();
        assertThat(samplesInStep).isGreaterThan(319_000);
        assertThat(gaps).as("gaps of many lengths").hasSizeGreaterThan(10).allMatch(gap -> gap <= 130 * usual);
    }

    @Test
    void namesThatNeedQuotesAndNestedTypesWork() {
        Schema schema = Schema.of(
                Column.of("größe \"in\" cm's", Primitive.DOUBLE),
                Column.of("history", DataType.array(DataType.struct(Column.of("it's", Primitive.STRING)))),
                Column.of("by key", DataType.map(Primitive.INT, DataType.decimal(5, 2))),
                Column.of("tiny", DataType.decimal(2, 2)));
        assertThat(rows(SampleTable.of(schema, List.of(), 1, 20).sql())).hasSize(20);
    }

    @Test
    void whatCannotBeMadeIsRefused() {
        Schema variant = Schema.of(Column.of("payload", Primitive.VARIANT));
        assertThatThrownBy(() -> SampleTable.of(variant, List.of(), 1, 1).sql())
                .hasMessage("Cannot generate column 'payload': variants can be read but not written "
                        + "(leave the column out)");
        assertThatThrownBy(() -> customers(1, 0)).hasMessageContaining("at least 1 row");
        assertThatThrownBy(() -> customers(1, 5).withTime(Instant.EPOCH, Duration.ofMillis(3)))
                .hasMessageContaining("the span is at least a second");
    }
}
