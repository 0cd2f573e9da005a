package dev.neuralake.frame;

import static dev.neuralake.frame.Functions.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.neuralake.columnar.Allocators;
import dev.neuralake.columnar.Session;
import dev.neuralake.types.NeuralakeException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DataFrameTest {
    private final EngineRunner lake = new EngineRunner("""
            CREATE TABLE users AS SELECT range AS user_id, 'user ' || range AS name,
              CASE WHEN range % 2 = 0 THEN 'DE' END AS country, {'city': 'C' || range, 'zip': range::INT} AS address,
              [range, NULL] AS numbers FROM range(5000)""", """
            CREATE TABLE everything AS SELECT 1::TINYINT AS byte, 2::SMALLINT AS short, 3 AS int, 4::BIGINT AS long,
              1.5::FLOAT AS float, 2.5::DOUBLE AS double, 12.34::DECIMAL(10,2) AS money, 'x' AS text,
              'ab'::BLOB AS bytes, TRUE AS flag, DATE '2024-02-29' AS date,
              TIMESTAMPTZ '2024-02-29 12:00:00+00' AS moment, TIMESTAMP '2024-02-29 12:00:00' AS local,
              MAP {'a': 1} AS map, NULL::INT AS nothing""");

    record Address(String city, int zip) {}

    record User(long userId, String name, Optional<String> country, Address address) {}

    record Wrong(long userId, String nmae) {}

    record Mistyped(String userId) {}

    record Strict(String country) {}

    @AfterEach
    void nothingLeaks() {
        lake.close();
        assertThat(Allocators.root().getAllocatedMemory()).isZero();
    }

    @Test
    void keepsTheRowsOfManyBatchesBehindTheQuery() {
        try (DataFrame frame = lake.table("users").sort("user_id").collect()) {
            assertThat(lake.engine().openSessions()).isZero();
            assertThat(frame.rowCount()).isEqualTo(5000);
            assertThat(frame.schema().names()).containsExactly("user_id", "name", "country", "address", "numbers");
            assertThat(frame.value(0, "name")).isEqualTo("user 0");
            assertThat(frame.value(4999, "NAME")).isEqualTo("user 4999");
            assertThat(frame.row(2500).asRow("address").asString("city")).isEqualTo("C2500");
            assertThat(frame.column("user_id")).hasSize(5000).startsWith(0L, 1L).endsWith(4999L);
            assertThat(frame.rows()).hasSize(5000);
        }
    }

    @Test
    void readsRowsAsRecordsByName() {
        try (DataFrame frame = lake.table("users").sort("user_id").limit(2).collect()) {
            assertThat(frame.as(User.class))
                    .containsExactly(
                            new User(0, "user 0", Optional.of("DE"), new Address("C0", 0)),
                            new User(1, "user 1", Optional.empty(), new Address("C1", 1)));
            assertThat(frame.row(1).as(User.class).name()).isEqualTo("user 1");
        }
    }

    @Test
    void streamsRecordsWithoutCollectingThem() {
        try (Stream<User> users = lake.table("users").sort("user_id").stream(User.class)) {
            assertThat(users.limit(3).map(User::userId)).containsExactly(0L, 1L, 2L);
        }
        assertThat(lake.engine().openSessions()).isZero();
    }

    @Test
    void refusesRecordsThatTheRowsDoNotFit() {
        LazyFrame users = lake.table("users");
        try (DataFrame frame = users.limit(2).collect()) {
            assertThatThrownBy(() -> frame.as(Wrong.class))
                    .isInstanceOf(FrameException.class)
                    .hasMessage("Cannot read rows as Wrong: there is no column 'nmae'; did you mean name?");
            assertThatThrownBy(() -> frame.as(Mistyped.class))
                    .hasMessage("Cannot read rows as Mistyped: column 'user_id' is of type long, "
                            + "the record wants string (convert it with cast)");
        }
        try (DataFrame frame = users.filter(col("user_id").eq(1)).collect()) {
            assertThatThrownBy(() -> frame.as(Strict.class))
                    .hasMessageContaining("Cannot put null into Strict.country");
        }
        assertThatThrownBy(() -> users.stream(Wrong.class)).isInstanceOf(FrameException.class);
        assertThat(lake.ran).hasSize(2);
    }

    @Test
    void readsEveryTypeByItsAccessor() {
        try (DataFrame frame = lake.table("everything").collect()) {
            Row row = frame.row(0);
            assertThat(row.asInt("byte") + row.asInt("short") + row.asInt("int") + row.asLong("long"))
                    .isEqualTo(10);
            assertThat(row.asDouble("float") + row.asDouble("double")).isEqualTo(4.0);
            assertThat(row.asDecimal("money")).isEqualTo(new BigDecimal("12.34"));
            assertThat(row.asDecimal("int")).isEqualTo(new BigDecimal("3"));
            assertThat(row.asBytes("bytes")).containsExactly('a', 'b');
            assertThat(row.asBoolean("flag")).isTrue();
            assertThat(row.asDate("date")).isEqualTo(LocalDate.of(2024, 2, 29));
            assertThat(row.asInstant("moment")).isEqualTo(Instant.parse("2024-02-29T12:00:00Z"));
            assertThat(row.asLocalDateTime("local")).isEqualTo(LocalDateTime.parse("2024-02-29T12:00:00"));
            assertThat(row.asMap("map")).isEqualTo(Map.of("a", 1));
            assertThat(row.isNull("nothing")).isTrue();
            assertThat(row.values()).hasSize(15);
            assertThatThrownBy(() -> row.asInt("nothing"))
                    .hasMessage("Cannot read column 'nothing': it is null here (ask isNull first)");
            assertThatThrownBy(() -> row.asLong("money")).isInstanceOf(ArithmeticException.class);
            assertThatThrownBy(() -> row.asLong("double"))
                    .hasMessage("Cannot read column 'double' as a whole number: it is of type double, here 2.5");
            assertThatThrownBy(() -> row.asString("int"))
                    .hasMessage("Cannot read column 'int' as a String: it is of type int, here 3");
            assertThatThrownBy(() -> row.value("doble"))
                    .isInstanceOf(UnknownColumnException.class)
                    .hasMessage("Cannot find column 'doble': did you mean double?");
        }
    }

    @Test
    void rowsOutliveTheFrame() {
        List<Row> rows;
        try (DataFrame frame = lake.table("users").sort("user_id").limit(2).collect()) {
            rows = List.copyOf(frame.rows());
        }
        assertThat(rows.getFirst().asString("name")).isEqualTo("user 0");
        assertThat(rows.getFirst())
                .hasToString("{user_id=0, name=user 0, country=DE, address=[C0, 0], numbers=[0, null]}");
        assertThat(rows.getFirst()).isNotEqualTo(rows.get(1)).isEqualTo(rows.getFirst());
    }

    @Test
    void refusesToBeReadOnceClosed() {
        DataFrame frame = lake.table("users").limit(2).collect();
        frame.close();
        frame.close();
        assertThatThrownBy(frame::rows)
                .isInstanceOf(NeuralakeException.class)
                .hasMessage("Cannot read the data frame: it is closed (take what you need before)");
        assertThatThrownBy(() -> frame.value(0, "name")).hasMessageContaining("it is closed");
        assertThatThrownBy(() -> frame.as(User.class)).hasMessageContaining("it is closed");
        assertThatThrownBy(frame::iterator).hasMessageContaining("it is closed");
    }

    @Test
    void isASourceForTheEngineAsOftenAsOneLikes() {
        try (DataFrame frame = lake.table("users").collect()) {
            for (int i = 0; i < 2; i++) {
                try (Session session = lake.engine().session()) {
                    session.register("again", frame.source());
                    assertThat(session.json("SELECT sum(user_id) || ' ' || max(address.city) FROM again"))
                            .isEqualTo("12497500 C999");
                }
            }
            assertThat(frame.rowCount()).isEqualTo(5000);
        }
    }

    @Test
    void anEmptyResultHasColumns() {
        try (DataFrame frame = lake.table("users").filter(lit(false)).collect()) {
            assertThat(frame.rowCount()).isZero();
            assertThat(frame.schema().size()).isEqualTo(5);
            assertThat(frame.as(User.class)).isEmpty();
            assertThatThrownBy(() -> frame.row(0)).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    void printsAsATableOfTheFirstRows() {
        try (DataFrame frame =
                lake.table("users").sort("user_id").drop("address").limit(22).collect()) {
            assertThat(frame.toString().lines())
                    .hasSize(22)
                    .startsWith(
                            "user_id  name     country  numbers",
                            "      0  user 0   DE       [0,null]",
                            "      1  user 1   null     [1,null]")
                    .endsWith("22 rows (20 shown)");
            frame.close();
            assertThat(frame).hasToString("closed data frame");
        }
    }

    @Test
    void showsTheFirstRowsOnStandardOutput() {
        LazyFrame names = lake.table("users").sort("user_id").select("name");
        assertThat(printed(() -> names.show(2))).isEqualTo("name\nuser 0\nuser 1\nmore than 2 rows (2 shown)\n");
        assertThat(printed(() -> names.limit(1).show())).isEqualTo("name\nuser 0\n1 row\n");
        assertThat(printed(() -> names.limit(1).show(0))).isEqualTo("name\nmore than 0 rows (0 shown)\n");
        assertThat(printed(names::show)).contains("user 19").doesNotContain("user 20");
        assertThatThrownBy(() -> names.show(-1))
                .isInstanceOf(FrameException.class)
                .hasMessage("Cannot show -1 rows: the number counts from 0");
    }

    private static String printed(Runnable action) {
        PrintStream console = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
            action.run();
            return bytes.toString(StandardCharsets.UTF_8);
        } finally {
            System.setOut(console);
        }
    }

    @Test
    void aFailureWhileCollectingLeavesNothingBehind() {
        LazyFrame failing = lake.table("users").select(col("name").cast("int"));
        assertThatThrownBy(failing::collect).isInstanceOf(NeuralakeException.class);
        assertThatThrownBy(failing.filter(col("name").gt(1))::count).isInstanceOf(NeuralakeException.class);
        assertThat(lake.engine().openSessions()).isZero();
    }
}
