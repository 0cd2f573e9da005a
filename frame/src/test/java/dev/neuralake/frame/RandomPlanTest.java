package dev.neuralake.frame;

import static dev.neuralake.frame.Functions.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.neuralake.columnar.ArrowSource;
import dev.neuralake.columnar.Session;
import dev.neuralake.types.Column;
import dev.neuralake.types.DataType.Primitive;
import dev.neuralake.types.Schema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random plans over random rows yield what {@link NaiveEvaluator} computes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RandomPlanTest {
    private static final List<String> NAMES = List.of(
            "a", "b", "k", "amount", "two words", "quo\"te", "a.b", "select", "sum", "grün", "count", "T1", "order");

    private final EngineRunner lake = new EngineRunner();
    private final Map<String, List<List<@Nullable Object>>> tables = new HashMap<>();

    @BeforeAll
    void fill() {
        Random random = new Random(7);
        create("left", random, 40, List.of("k", "a", "amount", "two words", "select"));
        create("right", random, 25, List.of("k", "b", "a", "quo\"te"));
        create("empty", random, 0, List.of("k", "a", "grün"));
    }

    private void create(String table, Random random, int rows, List<String> names) {
        List<Column> columns = new ArrayList<>();
        List<Primitive> types =
                List.of(Primitive.LONG, Primitive.LONG, Primitive.DOUBLE, Primitive.STRING, Primitive.BOOLEAN);
        for (int i = 0; i < names.size(); i++) {
            columns.add(Column.of(names.get(i), types.get(i)));
        }
        List<List<@Nullable Object>> data = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            List<@Nullable Object> row = new ArrayList<>();
            columns.forEach(column -> row.add(value(random, (Primitive) column.type())));
            data.add(row);
        }
        tables.put(table, data);
        List<@Nullable Object[]> arrays = data.stream().map(List::toArray).toList();
        try (Session session = lake.engine().session()) {
            session.register("rows", ArrowSource.ofRows(new Schema(columns), arrays));
            session.execute("CREATE TABLE \"" + table + "\" AS SELECT * FROM rows");
        }
    }

    private static @Nullable Object value(Random random, Primitive type) {
        if (random.nextInt(5) == 0) {
            return null;
        }
        return switch (type) {
            case LONG -> (long) random.nextInt(-3, 8);
            case DOUBLE -> random.nextInt(12) == 0 ? Double.NaN : random.nextInt(-8, 9) / 2.0;
            case STRING -> List.of("", "x", "it's", "A", "ä", "z\nz", "x").get(random.nextInt(7));
            default -> random.nextBoolean();
        };
    }

    @AfterAll
    void close() {
        lake.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void yieldsWhatPlainJavaComputes(int block) {
        for (int i = 0; i < Integer.getInteger("plans", 60); i++) {
            long seed = block * 1000L + i;
            Generator generator = new Generator(new Random(seed));
            LazyFrame frame = generator.frame(6);
            List<List<@Nullable Object>> expected = new NaiveEvaluator(tables).rows(frame.plan());
            List<List<@Nullable Object>> actual;
            try {
                actual = lake.rows(frame);
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + "\n" + frame.explain(), e);
            }
            assertThat(texts(actual, generator.ordered))
                    .as("seed %d\n%s", seed, frame.explain())
                    .isEqualTo(texts(expected, generator.ordered));
        }
    }

    /** Zeros of both signs are equal, and so are rows in any order where the plan has none. */
    private static List<String> texts(List<List<@Nullable Object>> rows, boolean ordered) {
        Stream<String> texts = rows.stream().map(row -> row.toString().replace("-0.0", "0.0"));
        return (ordered ? texts : texts.sorted()).toList();
    }

    /** Makes random frames of the operations whose results are certain. */
    private final class Generator {
        private final Random random;
        private boolean ordered;

        Generator(Random random) {
            this.random = random;
        }

        LazyFrame frame(int steps) {
            LazyFrame frame = lake.table(
                    List.of("left", "right", "left", "right", "empty").get(random.nextInt(5)));
            int count = random.nextInt(steps + 1);
            for (int i = 0; i < count; i++) {
                frame = step(frame, steps);
            }
            return frame;
        }

        private LazyFrame step(LazyFrame frame, int steps) {
            switch (random.nextInt(14)) {
                case 0, 1 -> {
                    return frame.filter(condition(frame.schema(), 2));
                }
                case 2, 3 -> {
                    return frame.withColumns(named(frame.schema(), true));
                }
                case 4, 5 -> {
                    return select(frame);
                }
                case 6 -> {
                    return sortedByAll(frame);
                }
                case 7 -> {
                    return sortedByAll(frame).limit(random.nextInt(12), random.nextInt(3));
                }
                case 8 -> {
                    ordered = false;
                    return frame.distinct();
                }
                case 9, 10 -> {
                    return group(frame);
                }
                case 11 -> {
                    return join(frame, steps);
                }
                case 12 -> {
                    return union(frame);
                }
                default -> {
                    return ordered ? frame.limit(random.nextInt(15)) : frame.filter(condition(frame.schema(), 1));
                }
            }
        }

        private LazyFrame select(LazyFrame frame) {
            Map<String, Term> chosen = new LinkedHashMap<>();
            int count = random.nextInt(1, 4);
            for (int i = 0; i < count; i++) {
                String name = name();
                Expr expr = random.nextBoolean()
                        ? col(column(frame.schema(), null))
                        : random.nextInt(4) == 0 ? window(frame.schema()) : any(frame.schema(), 2);
                chosen.putIfAbsent(name.toLowerCase(java.util.Locale.ROOT), expr.as(name));
            }
            return frame.select(chosen.values().toArray(Term[]::new));
        }

        private Term named(Schema schema, boolean windows) {
            Expr expr = windows && random.nextInt(3) == 0 ? window(schema) : any(schema, 2);
            return expr.as(name());
        }

        private String name() {
            return NAMES.get(random.nextInt(NAMES.size()));
        }

        /** In an order that leaves no two different rows equal, sometimes by a computed key first. */
        private LazyFrame sortedByAll(LazyFrame frame) {
            ordered = true;
            List<SortKey> keys = new ArrayList<>();
            if (random.nextInt(3) == 0) {
                keys.add(key(any(frame.schema(), 1)));
            }
            List<String> names = new ArrayList<>(frame.schema().names());
            java.util.Collections.shuffle(names, random);
            names.forEach(name -> keys.add(key(col(name))));
            return frame.sort(keys.toArray(SortKey[]::new));
        }

        private SortKey key(Expr expr) {
            SortKey key = random.nextBoolean() ? expr.asc() : expr.desc();
            return random.nextInt(3) == 0 ? key.nullsFirst() : key;
        }

        private LazyFrame group(LazyFrame frame) {
            Schema schema = frame.schema();
            Set<String> taken = new HashSet<>();
            List<Term> keys = new ArrayList<>();
            for (int i = random.nextInt(3); i > 0; i--) {
                String name = name();
                if (taken.add(name)) {
                    keys.add((random.nextBoolean() ? col(column(schema, null)) : any(schema, 1)).as(name));
                }
            }
            List<Term> aggregates = new ArrayList<>();
            for (int i = random.nextInt(1, 4); i > 0; i--) {
                String name = name();
                if (taken.add(name)) {
                    aggregates.add(aggregate(schema).as(name));
                }
            }
            boolean inOrder = ordered;
            ordered = false;
            if (aggregates.isEmpty()) {
                aggregates.add(count().as("n"));
            }
            if (inOrder && random.nextBoolean()) {
                aggregates.add(last(col(column(schema, null))).as("the last"));
            }
            return frame.groupBy(keys.toArray(Term[]::new)).agg(aggregates.toArray(Term[]::new));
        }

        private Expr aggregate(Schema schema) {
            Aggregate aggregate = switch (random.nextInt(6)) {
                case 0 -> count();
                case 1 -> count(any(schema, 1));
                case 2 -> nUnique(column(schema, null));
                case 3 -> sum(number(schema, 1));
                case 4 -> min(any(schema, 1));
                default -> max(any(schema, 1));
            };
            Aggregate some = random.nextInt(4) == 0 ? aggregate.where(condition(schema, 1)) : aggregate;
            return aggregate.function() == Builtin.COUNT && random.nextInt(4) == 0 ? some.plus(1) : some;
        }

        private LazyFrame join(LazyFrame frame, int steps) {
            LazyFrame other = new Generator(random).frame(steps / 2);
            ordered = false;
            JoinKind kind = JoinKind.values()[random.nextInt(JoinKind.values().length)];
            if (kind == JoinKind.CROSS) {
                return frame.limit(0)
                        .crossJoin(other.select(other.schema().names().getFirst())
                                .rename(other.schema().names().getFirst(), "other"));
            }
            String left = column(frame.schema(), Primitive.LONG);
            String right = column(other.schema(), Primitive.LONG);
            if (left == null || right == null) {
                return frame;
            }
            On on = switch (random.nextInt(3)) {
                case 0 -> left.equals(right) ? on(left) : on(left).equalTo(right);
                case 1 -> on(left(left).eq(right(right)).and(left(left).gt(0)));
                default -> on(left).equalTo(right);
            };
            try {
                return frame.join(other, kind, on.suffix("_r"));
            } catch (FrameException taken) {
                return frame;
            }
        }

        private LazyFrame union(LazyFrame frame) {
            ordered = false;
            List<Term> other = new ArrayList<>();
            List<Column> columns = new ArrayList<>(frame.schema().columns());
            java.util.Collections.shuffle(columns, random);
            LazyFrame source = lake.table(random.nextBoolean() ? "left" : "right");
            for (Column column : columns) {
                String same = column(source.schema(), (Primitive) column.type());
                Expr value = same == null ? lit(null).cast(column.type()) : col(same);
                other.add(value.as(column.name()));
            }
            return frame.union(source.select(other.toArray(Term[]::new)));
        }

        private Expr window(Schema schema) {
            List<SortKey> order = new ArrayList<>();
            schema.names().forEach(name -> order.add(key(col(name))));
            String[] partition = random.nextBoolean() ? new String[0] : new String[] {column(schema, null)};
            SortKey[] total = order.toArray(SortKey[]::new);
            return switch (random.nextInt(5)) {
                case 0 -> rank().over(partition).orderBy(total);
                case 1 -> sum(number(schema, 0)).over(partition).orderBy(total);
                case 2 ->
                    max(col(column(schema, null)))
                            .over(partition)
                            .orderBy(total)
                            .rows(-2, 1);
                case 3 -> count().over(partition);
                default -> rank().over(partition).orderBy(total[0]).plus(1);
            };
        }

        private @Nullable String column(Schema schema, @Nullable Primitive type) {
            List<String> names = schema.columns().stream()
                    .filter(column -> type == null || column.type() == type)
                    .map(Column::name)
                    .toList();
            return names.isEmpty() ? null : names.get(random.nextInt(names.size()));
        }

        private Expr any(Schema schema, int depth) {
            return switch (random.nextInt(4)) {
                case 0 -> number(schema, depth);
                case 1 -> text(schema, depth);
                case 2 -> condition(schema, depth);
                default -> col(column(schema, null));
            };
        }

        private Expr number(Schema schema, int depth) {
            String name = column(schema, random.nextBoolean() ? Primitive.LONG : Primitive.DOUBLE);
            Expr leaf = name == null ? lit((long) random.nextInt(5)) : col(name);
            if (depth == 0) {
                return leaf;
            }
            return switch (random.nextInt(7)) {
                case 0 -> leaf.plus(number(schema, depth - 1));
                case 1 -> leaf.minus(lit((long) random.nextInt(-5, 5)));
                case 2 -> leaf.times(2);
                case 3 -> leaf.negate();
                case 4 -> coalesce(leaf, number(schema, depth - 1));
                case 5 -> when(condition(schema, depth - 1)).then(leaf).otherwise(number(schema, depth - 1));
                default -> leaf;
            };
        }

        private Expr text(Schema schema, int depth) {
            String name = column(schema, Primitive.STRING);
            Expr leaf = name == null ? lit("quo'te") : col(name);
            return switch (random.nextInt(depth == 0 ? 1 : 3)) {
                case 1 -> leaf.orElse("none");
                case 2 -> when(condition(schema, depth - 1)).then(leaf).otherwise("line\nbreak");
                default -> leaf;
            };
        }

        private Expr condition(Schema schema, int depth) {
            String flag = column(schema, Primitive.BOOLEAN);
            return switch (random.nextInt(depth == 0 ? 4 : 8)) {
                case 0 -> number(schema, 0).gt(number(schema, 0));
                case 1 -> col(column(schema, null)).isNull();
                case 2 -> number(schema, 0).between(-1, 3);
                case 3 -> flag == null ? text(schema, 0).eq("x") : col(flag);
                case 4 -> condition(schema, depth - 1).and(condition(schema, depth - 1));
                case 5 -> condition(schema, depth - 1).or(condition(schema, depth - 1));
                case 6 -> condition(schema, depth - 1).not();
                default -> number(schema, 0).in(1, 2L, 3.0).or(text(schema, 0).same(text(schema, 0)));
            };
        }
    }
}
