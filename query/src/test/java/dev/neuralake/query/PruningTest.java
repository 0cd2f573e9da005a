package dev.neuralake.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.neuralake.catalog.Catalog;
import dev.neuralake.catalog.DeltaTable;
import dev.neuralake.catalog.FunctionTable;
import dev.neuralake.catalog.Rows;
import dev.neuralake.columnar.ArrowRows;
import dev.neuralake.columnar.Result;
import dev.neuralake.settings.Settings;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random conditions: what is read of many files, some left out, equals what is found in all rows. */
final class PruningTest {
    private static final int FILES = 12;
    private static final int CONDITIONS = 250;
    private static final long SEED = 20_260_101;

    record Row(
            long id,
            @Nullable Integer a,
            @Nullable String b,
            @Nullable Double c,
            @Nullable LocalDate d,
            @Nullable Instant e,
            @Nullable Float f,
            String part) {}

    private final Random random = new Random(SEED);

    @Test
    void pruningNeverChangesAnAnswer(@TempDir Path folder) {
        List<Row> all = new ArrayList<>();
        try (Catalog lake = Catalog.builder()
                .settings(Settings.of(Map.of("neuralake.lake", folder.toString())))
                .register("t", DeltaTable.of(Row.class).partitionedBy("part"))
                .register("u", FunctionTable.of(Row.class, () -> Rows.of(all)))
                .build()) {
            for (int file = 0; file < FILES; file++) {
                List<Row> rows = rows(file);
                all.addAll(rows);
                lake.delta("t").append(rows);
            }
            int pruned = 0;
            for (int i = 0; i < CONDITIONS; i++) {
                String query = query();
                Seen stored = seen(lake, query.replace("%s", "t"));
                assertThat(stored.rows())
                        .as("seed %s: %s", SEED, query)
                        .isEqualTo(seen(lake, query.replace("%s", "u")).rows());
                pruned += stored.reads().stream().anyMatch(read -> read.filesRead() < read.files()) ? 1 : 0;
            }
            assertThat(pruned).isGreaterThan(CONDITIONS / 4);
        }
    }

    private record Seen(List<String> rows, List<TableRead> reads) {}

    private static Seen seen(Catalog lake, String sql) {
        List<String> all = new ArrayList<>();
        try (Answer answer = QueryRunner.of(lake).run(lake.sql(sql).plan(), Cancellation.none())) {
            Result result = answer.result();
            try (ArrowRows rows = result.rows()) {
                rows.forEachRemaining(row -> all.add(Arrays.toString(row)));
            }
            return new Seen(all, answer.reads());
        }
    }

    private List<Row> rows(int file) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            int n = file * 4 + random.nextInt(6);
            boolean empty = random.nextInt(6) == 0;
            rows.add(new Row(
                    file * 100L + i,
                    empty ? null : n,
                    random.nextInt(6) == 0 ? null : "k" + (char) ('a' + n % 26) + random.nextInt(3),
                    random.nextInt(8) == 0 ? (random.nextBoolean() ? Double.NaN : null) : (Double) (n / 4.0),
                    random.nextInt(6) == 0 ? null : LocalDate.of(2026, 1, 1).plusDays(n),
                    random.nextInt(6) == 0
                            ? null
                            : Instant.parse("2026-01-01T00:00:00Z").plusSeconds(n * 3600L),
                    (float) (n / 10.0),
                    "p" + file % 3));
        }
        return rows;
    }

    private String query() {
        return switch (random.nextInt(6)) {
            case 0 -> "select count(*), sum(y.id) from %s x join %s y using (id) where " + condition(2, "y.");
            case 1 ->
                "select count(*), sum(y.id) from %s x left join %s y on x.id = y.id + 1 and " + condition(1, "y.")
                        + " where " + condition(2, "y.");
            case 2 ->
                "select count(*), sum(x.id) from %s x full join %s y on x.id = y.id + 1 where " + condition(2, "x.");
            default -> "select count(*), sum(id) from %s where " + condition(2, "");
        };
    }

    private String condition(int depth, String table) {
        return switch (depth == 0 ? random.nextInt(9) : random.nextInt(13)) {
            case 0 -> table + "a " + comparison() + " " + random.nextInt(50);
            case 1 -> table + "b " + comparison() + " 'k" + (char) ('a' + random.nextInt(26)) + "'";
            case 2 -> table + "c " + comparison() + " " + random.nextInt(50) / 4.0;
            case 3 ->
                table + "d " + comparison() + " date '2026-01-" + String.format("%02d", 1 + random.nextInt(28)) + "'";
            case 4 ->
                table + "e " + comparison() + " timestamp '2026-01-01 " + String.format("%02d", random.nextInt(24))
                        + ":00:00'";
            case 5 -> table + "f " + comparison() + " " + random.nextInt(50) / 10.0;
            case 6 -> table + "a in (" + random.nextInt(50) + ", " + random.nextInt(50) + ")";
            case 7 -> table + "b is " + (random.nextBoolean() ? "" : "not ") + "null";
            case 8 -> table + "part = 'p" + random.nextInt(4) + "'";
            case 9, 10 ->
                table + "a >= 0 and (" + condition(depth - 1, table) + ") and (" + condition(depth - 1, table) + ")";
            case 11 ->
                table + "a < 0 or (" + condition(depth - 1, table) + ") or (" + condition(depth - 1, table) + ")";
            default -> table + "a is null or not (" + condition(depth - 1, table) + ")";
        };
    }

    private String comparison() {
        return List.of("=", "<>", "<", "<=", ">", ">=").get(random.nextInt(6));
    }
}
