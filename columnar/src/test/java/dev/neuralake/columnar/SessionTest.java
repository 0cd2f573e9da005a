package dev.neuralake.columnar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.neuralake.columnar.EngineException.Kind;
import dev.neuralake.types.NeuralakeException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class SessionTest extends TestEngine {

    private EngineException failure(String sql, Object... parameters) {
        return catchThrowableOfType(EngineException.class, () -> rows(sql, parameters));
    }

    @Test
    void countsTheRowsItReads() {
        try (Result result = session.query("SELECT i FROM range(20000) t(i)")) {
            ArrowRows rows = result.rows();
            assertThat(result.rowCount()).isZero();
            rows.next();
            assertThat(result.rowCount()).isBetween(1L, 20_000L);
            rows.forEachRemaining(row -> {});
            assertThat(result.rowCount()).isEqualTo(20_000);
        }
    }

    @Test
    void keepsTheOrderOfAQueryWhoseColumnsItCasts() {
        List<Object[]> rows = rows("SELECT i::uinteger AS i FROM range(100000) t(i) ORDER BY i DESC");

        assertThat(rows.stream().mapToLong(row -> (Long) row[0]))
                .containsExactlyElementsOf(LongStream.iterate(99_999, i -> i >= 0, i -> i - 1)
                        .boxed()
                        .toList());
    }

    @Test
    void givesColumnsOfOneNameNamesOfTheirOwn() {
        try (Result result = session.query("SELECT 1 AS a, 2 AS A, 3 AS a, 4 AS a_1")) {
            assertThat(result.schema().names()).containsExactly("a", "A_1", "a_2", "a_1_1");
            assertThat(result.rows().next()).containsExactly(1, 2, 3, 4);
        }
    }

    @Test
    void bindsParametersOfEveryClass() {
        UUID uuid = UUID.fromString("00000000-0000-0000-0000-000000000001");
        for (Object value : Arrays.asList(
                null,
                true,
                (byte) -1,
                (short) 2,
                3,
                Long.MIN_VALUE,
                1.5f,
                Double.NaN,
                new BigDecimal("1.50"),
                new BigDecimal("-12345678901234567890123456789012345678"),
                new BigDecimal("0.00000000000000000000000000000000000001"),
                "é'\" ; --",
                LocalDate.of(1582, 10, 4),
                LocalDate.of(9999, 12, 31),
                Instant.parse("1800-01-01T00:00:00.123456Z"),
                Instant.parse("9999-12-31T23:59:59.999999Z"),
                LocalDateTime.parse("1800-01-01T00:00:00.123456"),
                List.of(1, 2),
                List.of(List.of("a"), List.of()),
                Arrays.asList(LocalDate.of(2020, 1, 1), null),
                Map.of("a", List.of(1L)))) {
            assertThat(value("SELECT ?", value)).as("%s", value).isEqualTo(value);
        }
        assertThat(value("SELECT ?", uuid)).isEqualTo(uuid.toString());
        assertThat(value("SELECT ?", BigInteger.TWO.pow(100))).isEqualTo(new BigDecimal(BigInteger.TWO.pow(100)));
        assertThat(value("SELECT ?", new BigDecimal("1E+3"))).isEqualTo(new BigDecimal("1000"));
        assertThat((byte[]) value("SELECT ?", (Object) new byte[] {0, -1})).containsExactly(0, -1);
        assertThat(value("SELECT ?::int[]", List.of())).isEqualTo(List.of());
        assertThat(value("SELECT ?", Arrays.asList(1, 2L))).isEqualTo(List.of(1L, 2L));
        assertThat(value("SELECT ?", Arrays.asList(new BigDecimal("1.5"), new BigDecimal("22"))))
                .isEqualTo(List.of(new BigDecimal("1.5"), new BigDecimal("22.0")));
    }

    @Test
    void castsWhatAParameterTurnsIntoAnEngineType() {
        assertThat(value("SELECT [?::uinteger]", 7)).isEqualTo(List.of(7L));
        assertThat(session.describe("SELECT ?::uinteger AS a, ? AS b", List.of(7, "x")))
                .hasToString("(a long, b string)");
    }

    @Test
    void refusesParametersThatNoColumnHolds() {
        assertThatThrownBy(() -> rows("SELECT ?", new Object()))
                .isInstanceOf(NeuralakeException.class)
                .hasMessage("Cannot use a java.lang.Object as a parameter: it is none of the types of a column");
        assertThatThrownBy(() -> rows("SELECT ?", List.of(1, "a")))
                .hasMessage("Cannot use a list of int and string as a parameter: its elements have no type in common"
                        + " (make them one type)");
        assertThatThrownBy(() -> rows("SELECT ? + ?", 1))
                .hasMessage("Cannot run the query: it has 2 parameters, and 1 values were given");
    }

    @Test
    void describesWithoutRunning() {
        assertThat(session.describe("SELECT error('never run') AS a, {'b': 1::utinyint} AS c;"))
                .hasToString("(a string, c struct<b:short>)");
    }

    @Test
    void answersPlansAsText() {
        assertThat(session.json("EXPLAIN (FORMAT JSON) SELECT 42")).startsWith("[");
        assertThat(session.json("SELECT json_serialize_sql(?::varchar)", "SELECT 1"))
                .contains("SELECT_NODE");
    }

    @Test
    void tellsWhatIsWrongAndWhere() {
        EngineException syntax = failure("SELECT 1\nFROM (SELEC 2)");
        assertThat(syntax.kind()).isEqualTo(Kind.SYNTAX);
        assertThat(syntax)
                .hasMessageStartingWith("Cannot run the query: syntax error at or near")
                .hasMessageContaining("(line 2, column ");

        EngineException column = failure("SELECT 'é', nme FROM (SELECT 1 AS name)");
        assertThat(column.kind()).isEqualTo(Kind.BINDING);
        assertThat(column.position()).hasValue(12);
        assertThat(column)
                .hasMessage("Cannot run the query: Referenced column \"nme\" not found in FROM clause!"
                        + " Candidate bindings: \"name\" (line 1, column 13)");

        assertThat(failure("SELECT * FROM nothing").kind()).isEqualTo(Kind.CATALOG);
        assertThat(failure("SELECT * FROM read_parquet('/nothing.parquet')").kind())
                .isEqualTo(Kind.IO);
        assertThat(failure("SELECT ?", new Object[0]).kind()).isEqualTo(Kind.BINDING);
    }

    @Test
    void tellsWhyAStreamedQueryFailedBeforeItsFirstRow() {
        EngineException failure = failure("SELECT 'x'::int AS i FROM range(10)");
        assertThat(failure.kind()).isEqualTo(Kind.CONVERSION);
        assertThat(failure)
                .hasMessage("Cannot run the query: Could not convert string 'x' to INT32 (line 1, column 11)");

        assertThat(failure("SELECT sum(x::int) AS s FROM (SELECT ? AS x)", "y"))
                .hasMessageContaining("Could not convert string 'y' to INT32");
    }

    @Test
    void tellsWhyAStreamedQueryFailedAmongItsRows() {
        try (Result result =
                session.query("SELECT (CASE WHEN i = 80000 THEN 'x' ELSE '1' END)::int AS i, repeat('y', 1000) AS y"
                        + " FROM range(100000) t(i)")) {
            ArrowRows rows = result.rows();
            assertThat(rows.next()[0]).isEqualTo(1);
            assertThatThrownBy(() -> rows.forEachRemaining(row -> {}))
                    .isInstanceOf(EngineException.class)
                    .hasMessage("Cannot run the query: Could not convert string 'x' to INT32 (line 1, column 51)");
        }
    }

    @Test
    void pointsIntoTheQueryThatWasWrittenWhereItCastsColumns() {
        EngineException failure = failure("SELECT 1::uinteger AS a, 'x'::int AS b FROM range(3)");

        assertThat(failure.position()).hasValue(28);
    }

    @Test
    @Timeout(60)
    void cancelStopsWhatRunsAndAllThatFollows() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        Thread watcher = Thread.startVirtualThread(() -> {
            try {
                started.await();
                Thread.sleep(50);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            session.cancel();
        });

        started.countDown();
        EngineException failure = failure("SELECT count(*) AS c FROM range(1000000000000) t(i) WHERE i % 7 = 8");

        watcher.join();
        assertThat(failure.kind()).isEqualTo(Kind.INTERRUPTED);
        assertThat(failure).hasMessage("Cannot run the query: it was cancelled");
        assertThat(failure("SELECT 1").kind()).isEqualTo(Kind.INTERRUPTED);
        try (Session other = engine.session()) {
            other.execute("SELECT 1");
        }
    }

    @Test
    void cancelStopsAStreamBetweenItsBatches() {
        try (Result result = session.query("SELECT i FROM range(1000000000) t(i)")) {
            ArrowRows rows = result.rows();
            rows.next();
            session.cancel();
            EngineException failure =
                    catchThrowableOfType(EngineException.class, () -> rows.forEachRemaining(row -> {}));
            assertThat(failure.kind()).isEqualTo(Kind.INTERRUPTED);
        }
    }

    @Test
    void anEngineIsCancelledWithAllItsSessions() {
        engine.cancel();
        assertThat(failure("SELECT 1").kind()).isEqualTo(Kind.INTERRUPTED);
        try (Session later = engine.session()) {
            assertThatThrownBy(() -> later.execute("SELECT 1")).hasMessageContaining("it was cancelled");
        }
    }

    @Test
    void refusesToRunWhileAResultIsOpen() {
        try (Result result = session.query("SELECT i FROM range(100000) t(i)")) {
            assertThatThrownBy(() -> session.execute("SELECT 1"))
                    .hasMessage("Cannot run a statement: the previous result of the session is still open"
                            + " (close it first)");
            assertThat(result.rows().hasNext()).isTrue();
        }
        assertThat(value("SELECT 1")).isEqualTo(1);
    }

    @Test
    void keepsTemporaryTablesToItself() {
        session.execute("CREATE TEMP TABLE t AS SELECT 1 AS a; INSERT INTO t VALUES (2)");

        assertThat(value("SELECT sum(a)::int FROM t")).isEqualTo(3);
        try (Session other = engine.session()) {
            assertThatThrownBy(() -> other.execute("SELECT * FROM t")).isInstanceOf(EngineException.class);
        }
    }

    @Test
    void failsWhenClosed() {
        Session other = engine.session();
        other.close();
        other.close();

        assertThatThrownBy(() -> other.query("SELECT 1")).hasMessage("Cannot run a query: the session is closed");
    }

    @Test
    void runsOutOfMemoryWithAKindOfItsOwn() {
        EngineSettings small =
                EngineSettings.defaults().withMemoryLimitBytes(30 << 20).withThreads(1);
        try (Engine tight = Engine.open(small);
                Session other = tight.session()) {
            EngineException failure = catchThrowableOfType(
                    EngineException.class,
                    () -> other.execute(
                            "CREATE TEMP TABLE t AS SELECT i, repeat('x', 100) || i FROM range(3000000) t(i)"));
            assertThat(failure.kind()).isEqualTo(Kind.OUT_OF_MEMORY);
        }
    }

    @Test
    void runsOutOfDiskWithAKindOfItsOwn(@TempDir Path folder) {
        EngineSettings small = EngineSettings.defaults()
                .withMemoryLimitBytes(30 << 20)
                .withThreads(1)
                .withTempDirectory(folder)
                .withTempLimitBytes(1 << 20);
        try (Engine tight = Engine.open(small);
                Session other = tight.session()) {
            EngineException failure = catchThrowableOfType(
                    EngineException.class,
                    () -> other.execute(
                            "CREATE TEMP TABLE t AS SELECT i, repeat('x', 100) || hash(i) FROM range(3000000) t(i)"));
            assertThat(failure.kind()).isEqualTo(Kind.OUT_OF_DISK);
        }
    }

    @Test
    void readsBelowAllowedDirectoriesAlone(@TempDir Path inside, @TempDir Path outside) throws Exception {
        Files.writeString(inside.resolve("a.csv"), "a\n1\n");
        Files.writeString(outside.resolve("a.csv"), "a\n1\n");
        try (Engine locked = Engine.open(EngineSettings.defaults().withAllowedDirectories(List.of(inside)));
                Session other = locked.session()) {
            other.execute("SELECT * FROM read_csv('" + inside.resolve("a.csv") + "')");
            EngineException forbidden = catchThrowableOfType(
                    EngineException.class,
                    () -> other.execute("SELECT * FROM read_csv('" + outside.resolve("a.csv") + "')"));
            assertThat(forbidden.kind()).isEqualTo(Kind.PERMISSION);
            assertThatThrownBy(() -> other.execute("SET threads = 1")).hasMessageContaining("locked");
        }
    }

    @Test
    void countsInUtcWhereverItRuns() {
        assertThat(value("SELECT current_setting('TimeZone')")).isEqualTo("UTC");
        assertThat(value("SELECT TIMESTAMPTZ '2020-06-01 00:00:00'")).isEqualTo(Instant.parse("2020-06-01T00:00:00Z"));
    }

    @Test
    void isOneOfManyThatRunAtOnce() throws Exception {
        try (var executor = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 50; i++) {
                long n = i;
                executor.submit(() -> {
                    try (Session other = engine.session();
                            Result result =
                                    other.query("SELECT sum(i + ?)::bigint FROM range(1000) t(i)", List.of(n))) {
                        assertThat(result.rows().next()).containsExactly(499_500 + 1000 * n);
                    }
                    return null;
                });
            }
            executor.shutdown();
            assertThat(executor.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        }
    }
}
