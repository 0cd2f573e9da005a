package dev.neuralake.query.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.neuralake.columnar.Engine;
import dev.neuralake.columnar.EngineException;
import dev.neuralake.columnar.EngineException.Kind;
import dev.neuralake.columnar.EngineSettings;
import dev.neuralake.columnar.Result;
import dev.neuralake.columnar.Session;
import dev.neuralake.query.failure.QueryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Honest queries, cut up and put together with hostile pieces by a seeded generator. Whatever comes of it, the gate
 * throws nothing but {@link QueryException}, and what it lets through names no relation of the engine's, calls no
 * function that is not on a list, and touches no file when the engine plans it.
 */
class GateFuzzTest {
    private static final Pattern PIECE = Pattern.compile("\\s+|\\w+|'[^']*'|\"[^\"]*\"|.", Pattern.DOTALL);

    @TempDir
    static Path folder;

    private static Engine parser;
    private static Engine planner;
    private static SyntaxTrees trees;
    private static Gate gate;
    private static List<String> honest;
    private static List<String> hostile;

    @BeforeAll
    static void open() throws IOException {
        parser = Engine.open(EngineSettings.defaults().withThreads(1));
        // Files that nobody may read: the engine tells PERMISSION as soon as a plan wants one.
        planner = Engine.open(
                EngineSettings.defaults().withThreads(1).withAllowedDirectories(List.of(folder.resolve("none"))));
        trees = new SyntaxTrees(parser);
        gate = new Gate(parser);
        honest = GateMeaningTest.honestQueries().toList();
        hostile = hostile(
                Files.writeString(folder.resolve("marker.csv"), "a\n1\n").toString());
    }

    @AfterAll
    static void close() {
        gate.close();
        trees.close();
        parser.close();
        planner.close();
    }

    private static List<String> hostile(String file) {
        List<String> pieces = new ArrayList<>();
        for (String function :
                List.of("read_csv", "read_text", "glob", "read_parquet", "sniff_csv", "getenv", "query")) {
            pieces.add(" " + function + "('" + file + "') ");
            pieces.add(" (select * from " + function + "('" + file + "')) ");
        }
        pieces.addAll(List.of("'" + file + "'", "\"" + file + "\"", "`" + file + "`", "main.\"" + file + "\""));
        pieces.addAll(
                List.of(" duckdb_settings() ", " duckdb_settings ", " information_schema.tables ", " sqlite_master "));
        pieces.addAll(
                List.of(" __neuralake_0 ", " __neuralake_with_0 ", "'__neuralake_slot_0_'", "$__neuralake_value_0"));
        pieces.addAll(List.of(" version as of ", " timestamp as of '2020-01-01' ", " at (version => 1) ", " for "));
        pieces.addAll(
                List.of(" table_changes('t', 1) ", " table_changes('" + file + "', 1, 2) ", " lateral ", " from "));
        pieces.addAll(
                List.of(";", "; drop table t", "--", "/*", "*/", "'", "\"", "`", "$$", "$a$", "e'\\", "\\", "x'"));
        pieces.addAll(List.of("(", ")", "[", "]", "{", "}", ",", ".", "::", "?", "$1", "$x", "->", "lambda x: ", ":="));
        pieces.addAll(List.of(" union all ", " with t as (from t) ", " with recursive ", " describe ", " summarize "));
        pieces.addAll(
                List.of("\0", "\ud800", "\udc00", "\ufeff", "\u00a0", "𝒳", "é", "\r", "\u2028", "null", "*", "-1"));
        pieces.addAll(
                List.of(" copy t to 'x' ", " attach 'x' ", " set x = 1 ", " pragma x ", " insert into t ", " pivot "));
        return pieces;
    }

    @Test
    void nothingThatPassesReachesOut() {
        fuzz(Integer.getInteger("fuzz.seed", 0), Integer.getInteger("fuzz.count", 1_000));
    }

    @Test
    @Tag("slow")
    void nothingThatPassesReachesOutHoweverLongOneTries() {
        fuzz(1_000_000, Integer.getInteger("fuzz.count", 10_000));
    }

    private static void fuzz(int seed, int count) {
        int passed = 0;
        for (int i = seed; i < seed + count; i++) {
            String sql = sql(new Random(i));
            try {
                if (passes(sql)) {
                    passed++;
                }
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + i + ": " + sql, e);
            }
        }
        assertThat(passed).as("mutants that are still queries").isGreaterThan(count / 20);
    }

    private static String sql(Random random) {
        List<String> pieces = pieces(pick(random, honest));
        for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
            change(random, pieces);
        }
        return String.join("", pieces);
    }

    private static void change(Random random, List<String> pieces) {
        int at = random.nextInt(pieces.size() + 1);
        int end = Math.min(pieces.size(), at + 1 + random.nextInt(4));
        switch (random.nextInt(8)) {
            case 0 -> pieces.subList(at, end).clear();
            case 1 -> pieces.addAll(at, List.copyOf(pieces.subList(at, end)));
            case 2 -> pieces.add(at, pick(random, hostile));
            case 3 -> {
                pieces.subList(at, end).clear();
                pieces.add(at, pick(random, hostile));
            }
            case 4 -> replaceTable(random, pieces);
            case 5 -> {
                List<String> others = pieces(pick(random, honest));
                int from = random.nextInt(others.size());
                pieces.addAll(at, others.subList(from, Math.min(others.size(), from + 1 + random.nextInt(8))));
            }
            case 6 -> {
                pieces.addFirst(random.nextBoolean() ? "select * from (" : "with t as (");
                pieces.addLast(pieces.getFirst().startsWith("with") ? ") from t, " + pick(random, hostile) : ")");
            }
            default ->
                pieces.subList(at, random.nextInt(10) == 0 ? pieces.size() : at).clear();
        }
    }

    /** Puts something hostile where it fits best. */
    private static void replaceTable(Random random, List<String> pieces) {
        for (int i = 0; i < pieces.size(); i++) {
            if (pieces.get(i).matches("[tu]|\\d+") && random.nextInt(3) == 0) {
                pieces.set(i, pick(random, hostile));
                return;
            }
        }
    }

    private static List<String> pieces(String sql) {
        List<String> pieces = new ArrayList<>();
        PIECE.matcher(sql).results().forEach(piece -> pieces.add(piece.group()));
        return pieces;
    }

    private static String pick(Random random, List<String> list) {
        return list.get(random.nextInt(list.size()));
    }

    private static boolean passes(String sql) {
        Select select;
        try {
            select = gate.check(sql);
        } catch (QueryException refusal) {
            assertThat(refusal).hasMessageStartingWith("Cannot ").hasMessageNotContaining("INTERNAL Error");
            assertThat(refusal.kind()).isNotEqualTo(QueryException.Kind.INTERNAL);
            return false;
        }
        String filled = select.template()
                .fill(i -> "SELECT 1 AS a, 2 AS b, 'v' AS s", i -> "NULL")
                .sql();
        requireHarmless(trees.parseOne(filled));
        plan(filled);
        return true;
    }

    private static void requireHarmless(JsonNode node) {
        String type = node.path("type").asText();
        if (type.equals("BASE_TABLE")) {
            assertThat(node.path("table_name").asText()).startsWith(Names.RESERVED);
        } else if (type.equals("TABLE_FUNCTION")) {
            assertThat(Functions.TABLE).contains(name(node.path("function")));
            node.path("function").path("arguments").forEach(GateFuzzTest::requireHarmless);
            return;
        } else if (type.equals("FUNCTION")) {
            assertThat(Functions.SCALAR).contains(name(node));
        }
        assertThat(type).isNotEqualTo("SHOW_SPECIAL").isNotEqualTo("COLUMN_DATA");
        node.forEach(GateFuzzTest::requireHarmless);
    }

    private static String name(JsonNode call) {
        return call.path("function_name").asText().toLowerCase(Locale.ROOT);
    }

    private static void plan(String sql) {
        try (Session session = planner.session();
                Result plan = session.query("EXPLAIN " + sql, List.of())) {
            plan.rows().forEachRemaining(row -> {});
        } catch (EngineException e) {
            assertThat(e.kind()).isNotIn(Kind.PERMISSION, Kind.IO);
            assertThat(e.reason()).doesNotStartWith("Table with name");
        }
    }
}
