package dev.neuralake.interop;

import dev.neuralake.columnar.ArrowSource;
import dev.neuralake.delta.Alteration;
import dev.neuralake.delta.DeleteSpec;
import dev.neuralake.delta.DeltaLog;
import dev.neuralake.delta.OptimizeSpec;
import dev.neuralake.delta.TableSpec;
import dev.neuralake.types.Column;
import dev.neuralake.types.DataType;
import dev.neuralake.types.DataType.Primitive;
import dev.neuralake.types.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A table that we write, several versions of it, for others to read. */
record OurTable(String name, Consumer<DeltaLog> make) {
    private static final LocalDate MONDAY = LocalDate.of(2024, 1, 1);
    private static final Schema SALES = Schema.of(
            Column.of("id", Primitive.LONG).required(),
            Column.of("item", Primitive.STRING),
            Column.of("day", Primitive.DATE));
    private static final String ODD = "a/b=c %é'\"x";

    static final List<OurTable> ALL = List.of(
            new OurTable("primitive types", OurTable::primitiveTypes),
            new OurTable("nested types", OurTable::nestedTypes),
            new OurTable("long ago and far ahead", OurTable::longAgo),
            new OurTable("partitioned", OurTable::partitioned),
            new OurTable("partitioned by every type", OurTable::partitionedByEveryType),
            new OurTable("checkpointed", OurTable::checkpointed),
            new OurTable("v2 checkpoints", with("delta.checkpointPolicy", "v2", "delta.checkpointInterval", "2")),
            new OurTable("compacted commits", OurTable::compacted),
            new OurTable("columns mapped by name", with("delta.columnMapping.mode", "name")),
            new OurTable("columns mapped by id", with("delta.columnMapping.mode", "id")),
            new OurTable(
                    "mapped and partitioned",
                    log -> sales(
                            log,
                            TableSpec.of(SALES).partitionedBy("day").withProperty("delta.columnMapping.mode", "name"))),
            new OurTable("change data feed", with("delta.enableChangeDataFeed", "true")),
            new OurTable("row tracking", with("delta.enableRowTracking", "true")),
            new OurTable("timestamps in commits", with("delta.enableInCommitTimestamps", "true")),
            new OurTable("deletion vectors enabled", with("delta.enableDeletionVectors", "true")),
            new OurTable("type widening", with("delta.enableTypeWidening", "true")),
            new OurTable("constraint", log -> sales(log, TableSpec.of(SALES).withConstraint("positive", "id > 0"))),
            new OurTable("empty", log -> log.create(TableSpec.of(SALES))));

    static OurTable named(String name) {
        return ALL.stream()
                .filter(table -> table.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Consumer<DeltaLog> with(String... properties) {
        return log -> {
            TableSpec spec = TableSpec.of(SALES);
            for (int i = 0; i < properties.length; i += 2) {
                spec = spec.withProperty(properties[i], properties[i + 1]);
            }
            sales(log, spec);
        };
    }

    private static void sales(DeltaLog log, TableSpec spec) {
        log.create(spec);
        log.append(rows(SALES, row(1L, "tea", MONDAY), row(2L, null, null), row(3L, "☕", MONDAY.plusDays(1))));
        log.overwrite(rows(SALES, row(5L, "tea", MONDAY), row(6L, "tea", null)));
        log.append(rows(SALES, row(7L, "milk", MONDAY)));
    }

    /** Versions 1 to 4 and 5 to 8 are compacted: files come and go in each, and between them. */
    private static void compacted(DeltaLog log) {
        sales(
                log,
                TableSpec.of(SALES)
                        .withProperty("delta.checkpointInterval", "100")
                        .withProperty("delta.enableDeletionVectors", "true")
                        .withProperty("neuralake.logCompactionInterval", "4"));
        log.delete(DeleteSpec.where("id = 5"));
        log.append(rows(SALES, row(8L, "oil", MONDAY)));
        log.delete(DeleteSpec.where("id = 8"));
        log.optimize(OptimizeSpec.all());
        log.alter(new Alteration.SetProperties(Map.of("delta.appendOnly", "true")));
        log.append(rows(SALES, row(9L, "rice", null)));
    }

    private static void primitiveTypes(DeltaLog log) {
        Schema schema = Schema.of(
                Column.of("flag", Primitive.BOOLEAN),
                Column.of("tiny", Primitive.BYTE),
                Column.of("small", Primitive.SHORT),
                Column.of("number", Primitive.INT),
                Column.of("large", Primitive.LONG).withComment("How many \"it\" were"),
                Column.of("single", Primitive.FLOAT),
                Column.of("real", Primitive.DOUBLE),
                Column.of("price", DataType.decimal(10, 2)),
                Column.of("long_price", DataType.decimal(38, 10)),
                Column.of("name", Primitive.STRING),
                Column.of("bytes", Primitive.BINARY),
                Column.of("day", Primitive.DATE),
                Column.of("at", Primitive.TIMESTAMP),
                Column.of("local", Primitive.TIMESTAMP_NTZ));
        Object[] full = row(
                true,
                Byte.MIN_VALUE,
                Short.MIN_VALUE,
                Integer.MIN_VALUE,
                Long.MIN_VALUE,
                1.5f,
                Double.NaN,
                new BigDecimal("-99999999.99"),
                new BigDecimal("1234567890123456789012345678.9012345678"),
                "\"'\\ ☕ \n",
                new byte[] {0, -1},
                MONDAY,
                Instant.parse("2026-01-02T03:04:05.678901Z"),
                LocalDateTime.of(2026, 1, 2, 3, 4, 5, 678_901_000));
        log.create(TableSpec.of(schema));
        log.append(rows(schema, full, new Object[schema.size()]));
        full[5] = Float.NEGATIVE_INFINITY;
        full[6] = -0.1;
        log.append(rows(schema, full));
    }

    private static void nestedTypes(DeltaLog log) {
        DataType point =
                DataType.struct(Column.of("x", Primitive.INT), Column.of("tags", DataType.array(Primitive.STRING)));
        Schema schema = Schema.of(
                Column.of("list", DataType.array(Primitive.LONG)),
                Column.of("map", DataType.map(Primitive.STRING, DataType.decimal(5, 1))),
                Column.of("point", point),
                Column.of("points", DataType.array(point)),
                Column.of("lists", DataType.map(Primitive.STRING, DataType.array(Primitive.DATE))));
        log.create(TableSpec.of(schema));
        log.append(rows(
                schema,
                row(
                        Arrays.asList(1L, null),
                        Map.of("k", new BigDecimal("1.5")),
                        row(1, Arrays.asList("a", null)),
                        Arrays.asList(row(2, null), null),
                        Map.of("d", List.of(MONDAY))),
                row(List.of(), Map.of(), row(null, List.of()), List.of(), Map.of()),
                new Object[schema.size()]));
    }

    private static void longAgo(DeltaLog log) {
        Schema schema = Schema.of(
                Column.of("day", Primitive.DATE),
                Column.of("at", Primitive.TIMESTAMP),
                Column.of("local", Primitive.TIMESTAMP_NTZ));
        log.create(TableSpec.of(schema));
        log.append(rows(
                schema,
                Stream.of("0001-01-01", "1582-10-04", "1890-05-06", "2300-12-31", "9999-12-31")
                        .map(day -> LocalDate.parse(day).atTime(12, 0, 0, 1000))
                        .map(noon -> row(noon.toLocalDate(), noon.toInstant(ZoneOffset.UTC), noon))
                        .toArray(Object[][]::new)));
    }

    private static void partitioned(DeltaLog log) {
        Schema schema = Schema.of(
                Column.of("a", Primitive.INT), Column.of("p", Primitive.STRING), Column.of("d", Primitive.DATE));
        log.create(TableSpec.of(schema).partitionedBy("p", "d"));
        log.append(rows(schema, row(1, ODD, MONDAY), row(2, null, MONDAY), row(3, "x", null), row(4, "x", MONDAY)));
        log.append(rows(schema, row(5, "☕", MONDAY), row(6, "x", MONDAY)));
    }

    private static void partitionedByEveryType(DeltaLog log) {
        Schema schema = Schema.of(
                Column.of("id", Primitive.INT),
                Column.of("flag", Primitive.BOOLEAN),
                Column.of("tiny", Primitive.BYTE),
                Column.of("large", Primitive.LONG),
                Column.of("real", Primitive.DOUBLE),
                Column.of("price", DataType.decimal(10, 2)),
                Column.of("day", Primitive.DATE),
                Column.of("at", Primitive.TIMESTAMP),
                Column.of("local", Primitive.TIMESTAMP_NTZ));
        Instant at = Instant.parse("2026-01-02T03:04:05.678901Z");
        log.create(TableSpec.of(schema).partitionedBy("flag", "tiny", "large", "real", "price", "day", "at", "local"));
        log.append(rows(
                schema,
                row(
                        1,
                        true,
                        (byte) -1,
                        Long.MAX_VALUE,
                        -1.5e10,
                        new BigDecimal("1.20"),
                        MONDAY,
                        at,
                        LocalDateTime.of(2026, 1, 2, 3, 4, 5)),
                row(2, null, null, null, null, null, null, null, null)));
    }

    private static void checkpointed(DeltaLog log) {
        log.create(TableSpec.of(SALES).partitionedBy("day").withProperty("delta.checkpointInterval", "3"));
        for (long i = 1; i <= 7; i++) {
            log.append(rows(SALES, row(i, "tea", i % 3 == 0 ? null : MONDAY.plusDays(i % 3))));
        }
    }

    static ArrowSource rows(Schema schema, @Nullable Object[]... rows) {
        return ArrowSource.ofRows(schema, Arrays.asList(rows));
    }

    static @Nullable Object[] row(@Nullable Object... values) {
        return values;
    }

    @Override
    public String toString() {
        return name;
    }
}
