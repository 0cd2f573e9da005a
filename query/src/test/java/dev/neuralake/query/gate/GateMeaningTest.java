package dev.neuralake.query.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.neuralake.columnar.Engine;
import dev.neuralake.columnar.EngineSettings;
import dev.neuralake.columnar.Result;
import dev.neuralake.columnar.Session;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is let through means what was written: the engine answers the same to both, columns' names included. */
class GateMeaningTest {
    private static final Pattern PARAMETER = Pattern.compile("(?<!\\$)\\$([a-z]+)");

    private static Engine engine;
    private static Gate gate;

    @BeforeAll
    static void open() {
        engine = Engine.open(EngineSettings.defaults().withThreads(1));
        gate = new Gate(engine);
        try (Session session = engine.session()) {
            session.execute("""
                    CREATE TABLE t AS SELECT i AS a, i % 3 AS b, 'v' || i AS s, DATE '2024-01-01' + i::INT AS d,
                        i / 4 AS x, [i, i + 1] AS l, {'k': i, 'm': {'n': 'n' || i}} AS st, MAP {'k': i} AS m,
                        CASE WHEN i % 5 = 0 THEN NULL ELSE i END AS o, TIMESTAMPTZ '2024-01-01 00:00:00+00' AS ts
                        FROM range(20) r(i);
                    CREATE TABLE u AS SELECT i AS a, i * 10 AS c, 'u' || i AS s FROM range(5, 25) r(i);
                    CREATE TABLE "we ird ""q\""" AS SELECT 1 AS "Größe", 2 AS "a b";
                    CREATE SCHEMA shop;
                    CREATE TABLE shop.users AS SELECT 1 AS id, {'city': 'Rome'} AS address;
                    """);
        }
    }

    @AfterAll
    static void close() {
        gate.close();
        engine.close();
    }

    static Stream<String> honestQueries() throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(GateMeaningTest.class.getResourceAsStream("honest-queries.sql")),
                StandardCharsets.UTF_8))) {
            return lines.lines().filter(line -> !line.isBlank() && !line.startsWith("--")).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("honestQueries")
    void answersStayTheSame(String sql) {
        Select select = gate.check(sql);
        String written = select.template()
                .fill(i -> "SELECT * FROM " + engineName(select.mentions().get(i)), i -> "$" + (i + 1))
                .sql();
        List<?> values = select.parameters().stream().map(name -> 3).toList();

        assertThat(answer(written, values)).isEqualTo(answer(numbered(sql, select.parameters()), values));
    }

    private static String numbered(String sql, List<String> parameters) {
        return PARAMETER.matcher(sql).replaceAll(name -> "\\$" + (parameters.indexOf(name.group(1)) + 1));
    }

    private static String engineName(Mention mention) {
        return String.join(
                ".", mention.name().stream().map(dev.neuralake.types.Sql::quote).toList());
    }

    private static List<String> answer(String sql, List<?> values) {
        List<String> lines = new ArrayList<>();
        try (Session session = engine.session();
                Result result = session.query(sql, values)) {
            lines.add(result.schema().toString());
            result.rows().forEachRemaining(row -> lines.add(text(row)));
        }
        return lines;
    }

    private static String text(@Nullable Object value) {
        return switch (value) {
            case Object[] struct -> text(Arrays.asList(struct));
            case List<?> list ->
                list.stream().map(GateMeaningTest::text).toList().toString();
            case byte[] bytes -> Arrays.toString(bytes);
            case null, default -> String.valueOf(value);
        };
    }
}
