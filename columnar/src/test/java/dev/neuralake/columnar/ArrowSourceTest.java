package dev.neuralake.columnar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.neuralake.columnar.EngineException.Kind;
import dev.neuralake.types.Column;
import dev.neuralake.types.DataType;
import dev.neuralake.types.DataType.Primitive;
import dev.neuralake.types.RecordCodec;
import dev.neuralake.types.Schema;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.junit.jupiter.api.Test;

class ArrowSourceTest extends TestEngine {

    record Address(String city, List<Integer> floors) {}

    record Person(
            long id,
            String name,
            Optional<BigDecimal> balance,
            Instant createdAt,
            LocalDate born,
            LocalDateTime wakes,
            Address address,
            Map<String, Double> scores,
            boolean active) {}

    private static final List<Person> PEOPLE = List.of(
            new Person(
                    1,
                    "Zoë",
                    Optional.of(new BigDecimal("12.5")),
                    Instant.parse("1799-12-31T23:59:59.999999Z"),
                    LocalDate.of(1899, 12, 31),
                    LocalDateTime.parse("2020-01-01T07:30:00"),
                    new Address("Zürich", List.of()),
                    Map.of("a", -0.0),
                    true),
            new Person(
                    2,
                    "",
                    Optional.empty(),
                    Instant.parse("9999-12-31T23:59:59.999999Z"),
                    LocalDate.of(9999, 12, 31),
                    LocalDateTime.parse("0001-01-01T00:00:00.000001"),
                    new Address("東京", List.of(1, 2, 3)),
                    Map.of(),
                    false));

    private static Schema schema(String name, DataType type) {
        return Schema.of(Column.of(name, type));
    }

    private static Iterable<Object[]> column(Object... values) {
        return Arrays.stream(values).map(value -> new Object[] {value}).toList();
    }

    @Test
    void recordsComeBackAsTheyWere() {
        RecordCodec<Person> codec = RecordCodec.of(Person.class);
        session.materialize("people", ArrowSource.ofRecords(Person.class, PEOPLE));

        List<Person> back = new ArrayList<>();
        try (Result result = session.query("SELECT * FROM people ORDER BY id")) {
            result.rows().forEachRemaining(row -> back.add(codec.record(row)));
        }

        assertThat(back).usingRecursiveComparison().ignoringFields("balance").isEqualTo(PEOPLE);
        assertThat(back.getFirst().balance().orElseThrow()).isEqualByComparingTo("12.5");
        assertThat(back.getLast().balance()).isEmpty();
    }

    @Test
    void readsMoreRowsThanABatchHolds() {
        session.register(
                "numbers",
                ArrowSource.ofRows(
                        schema("i", Primitive.LONG),
                        LongStream.range(0, 100_000)
                                .mapToObj(i -> new Object[] {i})
                                .iterator()));

        assertThat(rows("SELECT count(*), sum(i)::bigint, min(i), max(i) FROM numbers")
                        .getFirst())
                .containsExactly(100_000L, 4_999_950_000L, 0L, 99_999L);
    }

    @Test
    void pullsRowsOnlyAsTheyAreNeeded() {
        AtomicLong pulled = new AtomicLong();
        Iterator<Object[]> endless =
                Stream.generate(() -> new Object[] {pulled.incrementAndGet()}).iterator();
        session.register("endless", ArrowSource.ofRows(schema("i", Primitive.LONG), endless));

        assertThat(value("SELECT i FROM endless LIMIT 1")).isEqualTo(1L);
        assertThat(pulled.get()).isLessThan(100 * BatchMaker.BATCH_ROWS);
    }

    @Test
    void endsABatchEarlyWhereRowsAreLarge() throws Exception {
        String large = "x".repeat(1 << 20);
        ArrowSource source =
                ArrowSource.ofRows(schema("s", Primitive.STRING), Collections.nCopies(40, new Object[] {large}));

        List<Integer> sizes = new ArrayList<>();
        try (var allocator = Allocators.root().newChildAllocator("test", 0, Long.MAX_VALUE);
                var reader = source.open(allocator)) {
            while (reader.loadNextBatch()) {
                sizes.add(reader.getVectorSchemaRoot().getRowCount());
            }
        }

        assertThat(sizes).containsExactly(16, 16, 8);
    }

    @Test
    void closesAnIteratorThatIsNotReadToItsEnd() {
        AtomicBoolean closed = new AtomicBoolean();
        Stream<Address> stream =
                Stream.generate(() -> new Address("a", List.of())).onClose(() -> closed.set(true));
        try (Session other = engine.session()) {
            other.register("addresses", ArrowSource.ofRecords(Address.class, stream));
            try (Result result = other.query("SELECT * FROM addresses")) {
                result.rows().next();
            }
        }
        assertThat(closed).isTrue();
    }

    @Test
    void theErrorOfTheRowsReachesWhoeverReadsThem() {
        Iterator<Object[]> failing = Stream.iterate(0L, i -> i + 1)
                .map(i -> {
                    if (i == 50_000) {
                        throw new IllegalStateException("sensor 7 is offline");
                    }
                    return new Object[] {i};
                })
                .iterator();
        session.register("signals", ArrowSource.ofRows(schema("i", Primitive.LONG), failing));

        EngineException failure = catchThrowableOfType(EngineException.class, () -> rows("SELECT sum(i) FROM signals"));

        assertThat(failure.kind()).isEqualTo(Kind.SOURCE);
        assertThat(failure)
                .hasMessage("Cannot run the query: the rows of signals could not be read: sensor 7 is offline")
                .hasCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void theErrorOfTheRowsReachesWhoeverMaterializesThem() {
        Iterable<Object[]> failing = () -> {
            throw new IllegalStateException("no rows today");
        };
        assertThatThrownBy(() ->
                        session.materialize("signals", ArrowSource.ofRows(schema("i", Primitive.LONG), failing)))
                .hasMessageContaining("no rows today");
    }

    @Test
    void namesColumnAndRowOfAValueThatDoesNotFit() {
        assertThatThrownBy(() -> session.materialize(
                        "t", ArrowSource.ofRows(schema("age", Primitive.INT), column(1, 2, "three"))))
                .hasMessageContaining("Cannot put 'three' (String) into column 'age': it is no int (row 2)");
        assertThatThrownBy(() -> session.materialize(
                        "u",
                        ArrowSource.ofRows(schema("price", DataType.decimal(4, 2)), column(new BigDecimal("123.4")))))
                .hasMessageContaining(
                        "Cannot put '123.4' (BigDecimal) into column 'price': it is no decimal(4,2) (row 0)");
        assertThatThrownBy(() -> session.materialize(
                        "v",
                        ArrowSource.ofRows(
                                Schema.of(Column.of("id", Primitive.LONG).required()), column(1L, null))))
                .hasMessageContaining("Cannot put null into column 'id': it is not nullable (row 1)");
        assertThatThrownBy(() -> session.materialize(
                        "w", ArrowSource.ofRows(schema("a", Primitive.LONG), List.<Object[]>of(new Object[] {1L, 2L}))))
                .hasMessageContaining("Cannot read a row of 2 values: the schema has 1 columns (row 0)");
        DataType nested = DataType.parse("struct<a:array<int>>");
        assertThatThrownBy(() -> session.materialize("x", ArrowSource.ofRows(schema("s", nested), column((Object)
                        new Object[] {List.of(1, "b")}))))
                .hasMessageContaining("Cannot put 'b' (String) into column 's.a.element': it is no int (row 0)");
    }

    @Test
    void aRegisteredSourceCanBeScannedOnce() {
        session.register(
                "once",
                ArrowSource.ofRows(schema("i", Primitive.LONG), column(1L, 2L).iterator()));
        assertThat(value("SELECT count(*) FROM once")).isEqualTo(2L);

        assertThatThrownBy(() -> rows("SELECT count(*) FROM once")).isInstanceOf(EngineException.class);
    }

    @Test
    void aMaterializedSourceCanBeScannedTwice() {
        session.materialize(
                "odd \"name\"",
                ArrowSource.ofRows(schema("i", Primitive.LONG), column(1L, 2L).iterator()));

        assertThat(value("SELECT count(*) FROM \"odd \"\"name\"\"\" a, \"odd \"\"name\"\"\" b"))
                .isEqualTo(4L);
    }

    @Test
    void anIteratorCannotBeOpenedTwice() {
        ArrowSource source =
                ArrowSource.ofRows(schema("i", Primitive.LONG), column(1L).iterator());
        session.materialize("a", source);

        assertThatThrownBy(() -> session.materialize("b", source))
                .hasMessage("Cannot read the rows again: they come from an iterator or a stream, which ends"
                        + " (give an Iterable)");
    }

    @Test
    void tellsWhyAQueryOverASourceFailed() {
        session.register("names", ArrowSource.ofRows(schema("s", Primitive.STRING), column("1", "x")));

        assertThatThrownBy(() -> rows("SELECT s::int FROM names"))
                .hasMessageStartingWith("Cannot run the query: Could not convert string 'x' to INT32");
    }

    @Test
    void aNarrowerNumberFitsAWiderColumn() {
        session.materialize(
                "numbers", ArrowSource.ofRows(schema("i", Primitive.LONG), column((byte) 1, (short) 2, 3, 4L)));

        assertThat(value("SELECT list(i) FROM numbers")).isEqualTo(List.of(1L, 2L, 3L, 4L));
    }

    @Test
    void readsNoRows() {
        session.materialize("people", ArrowSource.ofRecords(Person.class, List.of()));

        assertThat(rows("SELECT * FROM people")).isEmpty();
        assertThat(session.describe("SELECT * FROM people").names())
                .isEqualTo(RecordCodec.of(Person.class).schema().names());
    }

    @Test
    void buildsRowsByColumn() {
        ArrowSource source = ArrowBuilder.rows(50_000)
                .longs("i", i -> i)
                .doubles("half", i -> i / 2.0)
                .booleans("even", i -> i % 2 == 0)
                .column("name", Primitive.STRING, i -> i % 3 == 0 ? null : "n" + i)
                .column("point", DataType.parse("struct<x:int,y:array<long>>"), i ->
                        new Object[] {(int) i, List.of(i, i + 1)})
                .build();

        session.materialize("built", source);

        assertThat(rows("SELECT count(*), count(name), sum(half), count(*) FILTER (even), sum(point.y[2])::bigint"
                                + " FROM built")
                        .getFirst())
                .containsExactly(50_000L, 33_333L, 624_987_500.0, 25_000L, 1_250_025_000L);
        assertThat(source.schema())
                .hasToString("(i long not null, half double not null, even boolean not null, name string,"
                        + " point struct<x:int,y:array<long>>)");
    }

    @Test
    void namesColumnAndRowOfABuiltValueThatDoesNotFit() {
        ArrowSource source = ArrowBuilder.rows(30_000)
                .column("n", Primitive.INT, i -> i == 20_000 ? (Object) "x" : (Object) 1)
                .build();

        assertThatThrownBy(() -> session.materialize("built", source))
                .hasMessageContaining("Cannot put 'x' (String) into column 'n': it is no int (row 20000)");
    }

    @Test
    void refusesABatchThatIsNotAsTheFirst() {
        ArrowSource longs = ArrowBuilder.rows(1).longs("a", i -> i).build();
        ArrowSource texts = ArrowBuilder.rows(1)
                .column("a", Primitive.STRING, i -> "x")
                .longs("b", i -> i)
                .build();
        ArrowSource changing = ArrowSource.of(longs.schema(), allocator -> new Changing(longs, texts, allocator));

        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> session.materialize("t", changing))
                    .hasMessageContaining(
                            "Cannot read a batch of Schema<a: Utf8, b: Int(64, true) not null>: the batches"
                                    + " before have Schema<a: Int(64, true) not null>");
        }
    }

    @Test
    void namesTheSourceWhoseTypesTheEngineDoesNotKnow() {
        Field half = Field.nullable("h", new ArrowType.FloatingPoint(FloatingPointPrecision.HALF));
        ArrowSource source = ArrowSource.of(
                Schema.of(Column.of("h", Primitive.FLOAT)),
                allocator -> new Empty(new org.apache.arrow.vector.types.pojo.Schema(List.of(half)), allocator));

        assertThatThrownBy(() -> session.register("halves", source))
                .isInstanceOf(EngineException.class)
                .hasMessageStartingWith(
                        "Cannot read the rows of halves: Not implemented Error: Unsupported Internal Arrow Type");
        assertThat(value("SELECT 1")).isEqualTo(1);
    }

    /** Has columns, and no rows. */
    private static final class Empty extends ArrowReader {
        private final org.apache.arrow.vector.types.pojo.Schema schema;

        Empty(org.apache.arrow.vector.types.pojo.Schema schema, BufferAllocator allocator) {
            super(allocator);
            this.schema = schema;
        }

        @Override
        public boolean loadNextBatch() {
            return false;
        }

        @Override
        public long bytesRead() {
            return 0;
        }

        @Override
        protected void closeReadSource() {}

        @Override
        protected org.apache.arrow.vector.types.pojo.Schema readSchema() {
            return schema;
        }
    }

    /** Yields the batches of one source, then those of another. */
    private static final class Changing extends ForwardingReader {
        private final ArrowReader second;
        private boolean changed;

        Changing(ArrowSource first, ArrowSource second, BufferAllocator allocator) {
            super(first.open(allocator), allocator);
            this.second = second.open(allocator);
        }

        @Override
        public VectorSchemaRoot getVectorSchemaRoot() throws IOException {
            return changed ? second.getVectorSchemaRoot() : super.getVectorSchemaRoot();
        }

        @Override
        public boolean loadNextBatch() throws IOException {
            if (!changed && super.loadNextBatch()) {
                return true;
            }
            changed = true;
            return second.loadNextBatch();
        }

        @Override
        public void close(boolean closeReadSource) throws IOException {
            super.close(closeReadSource);
            second.close(closeReadSource);
        }
    }
}
