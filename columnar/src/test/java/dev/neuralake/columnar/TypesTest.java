package dev.neuralake.columnar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.neuralake.types.Column;
import dev.neuralake.types.DataType;
import dev.neuralake.types.DataType.Primitive;
import dev.neuralake.types.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TypesTest extends TestEngine {

    private static Map<String, Integer> mapWithNull() {
        Map<String, Integer> map = new LinkedHashMap<>();
        map.put("b", 1);
        map.put("a", null);
        return map;
    }

    static Stream<Arguments> valuesOfEachType() {
        return Stream.of(
                Arguments.of("boolean", List.of(true, false)),
                Arguments.of("byte", List.of(Byte.MIN_VALUE, (byte) 0, Byte.MAX_VALUE)),
                Arguments.of("short", List.of(Short.MIN_VALUE, Short.MAX_VALUE)),
                Arguments.of("int", List.of(Integer.MIN_VALUE, Integer.MAX_VALUE)),
                Arguments.of("long", List.of(Long.MIN_VALUE, Long.MAX_VALUE)),
                Arguments.of("float", List.of(Float.NaN, -0.0f, Float.MIN_VALUE, Float.POSITIVE_INFINITY)),
                Arguments.of("double", List.of(Double.NaN, -0.0, Double.MIN_VALUE, Double.NEGATIVE_INFINITY)),
                Arguments.of("string", List.of("", "a", "Zoë 東京 👩‍🚀", "\0", "'\"\\\n", "x".repeat(100_000))),
                Arguments.of(
                        "date",
                        List.of(
                                LocalDate.of(1, 1, 1),
                                LocalDate.of(1582, 10, 4),
                                LocalDate.of(1899, 12, 31),
                                LocalDate.of(9999, 12, 31),
                                LocalDate.of(-44, 3, 15))),
                Arguments.of(
                        "timestamp",
                        List.of(
                                Instant.parse("0001-01-01T00:00:00Z"),
                                Instant.parse("1899-12-31T23:59:59.999999Z"),
                                Instant.EPOCH.minusNanos(1000),
                                Instant.parse("9999-12-31T23:59:59.999999Z"))),
                Arguments.of(
                        "timestamp_ntz",
                        List.of(
                                LocalDateTime.parse("0001-01-01T00:00:00"),
                                LocalDateTime.parse("1899-12-31T23:59:59.999999"),
                                LocalDateTime.parse("9999-12-31T23:59:59.999999"))),
                Arguments.of("decimal(1,0)", List.of(new BigDecimal("-9"), new BigDecimal("9"))),
                Arguments.of("decimal(9,4)", List.of(new BigDecimal("-99999.9999"), new BigDecimal("0.0001"))),
                Arguments.of("decimal(18,18)", List.of(new BigDecimal("0.999999999999999999"))),
                Arguments.of(
                        "decimal(38,0)",
                        List.of(new BigDecimal("9".repeat(38)), new BigDecimal("-" + "9".repeat(38)), BigDecimal.ZERO)),
                Arguments.of(
                        "decimal(38,38)",
                        List.of(new BigDecimal("0." + "9".repeat(38)), new BigDecimal("-0." + "0".repeat(37) + "1"))),
                Arguments.of("array<int>", List.of(List.of(), List.of(1), Arrays.asList(null, 2, null))),
                Arguments.of(
                        "array<array<string>>",
                        List.of(List.of(List.of()), Arrays.asList(List.of("a"), null, Arrays.asList("b", null)))),
                Arguments.of("map<string,int>", List.of(Map.of(), Map.of("", 1), mapWithNull())),
                Arguments.of("map<int,array<date>>", List.of(Map.of(1, List.of(LocalDate.of(1800, 1, 1))))),
                Arguments.of(
                        "array<map<string,decimal(5,2)>>",
                        List.of(List.of(Map.of("a", new BigDecimal("1.50")), Map.of()))));
    }

    @ParameterizedTest
    @MethodSource("valuesOfEachType")
    void valuesPassThroughTheEngineUnchanged(String typeText, List<Object> values) {
        DataType type = DataType.parse(typeText);
        List<Object> expected = new java.util.ArrayList<>(values);
        expected.addFirst(null);
        expected.add(null);
        List<Object[]> rows =
                expected.stream().map(value -> new Object[] {value}).toList();

        session.materialize("t", ArrowSource.ofRows(Schema.of(Column.of("v", type)), rows));

        assertThat(session.describe("SELECT v FROM t").column("v").type()).isEqualTo(type);
        assertThat(value("SELECT typeof(v) FROM t").toString().replace("TIMESTAMP WITH TIME ZONE", "TIMESTAMPTZ"))
                .isEqualTo(EngineTypes.toSql(type));
        assertThat(rows("SELECT v FROM t").stream().map(row -> row[0]).toList()).isEqualTo(expected);
    }

    @Test
    void bytesPassThroughTheEngineUnchanged() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        session.materialize(
                "t",
                ArrowSource.ofRows(
                        Schema.of(Column.of("v", Primitive.BINARY)),
                        List.of(new Object[] {all}, new Object[] {null}, new Object[] {new byte[0]})));

        assertThat(rows("SELECT v FROM t"))
                .usingRecursiveComparison()
                .isEqualTo(List.of(new Object[] {all}, new Object[] {null}, new Object[] {new byte[0]}));
    }

    @Test
    void structsPassThroughTheEngineWithNullsAtEveryLevel() {
        DataType type = DataType.parse("struct<a:int,`b c`:struct<d:array<struct<e:string>>>>");
        List<Object[]> values = List.of(
                new Object[] {new Object[] {1, new Object[] {List.of(new Object[] {"x"}, new Object[] {null})}}},
                new Object[] {null},
                new Object[] {new Object[] {null, null}},
                new Object[] {new Object[] {2, new Object[] {null}}},
                new Object[] {new Object[] {3, new Object[] {Collections.singletonList(null)}}},
                new Object[] {new Object[] {4, new Object[] {List.of()}}});

        session.materialize("t", ArrowSource.ofRows(Schema.of(Column.of("v", type)), values));

        assertThat(session.describe("SELECT v FROM t").column("v").type()).isEqualTo(type);
        assertThat(rows("SELECT v FROM t")).usingRecursiveComparison().isEqualTo(values);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "255::utinyint | short | 255",
                "65535::usmallint | int | 65535",
                "4294967295::uinteger | long | 4294967295",
                "18446744073709551615::ubigint | decimal(20,0) | 18446744073709551615",
                "(-170141183460469231731687303715884105727)::hugeint | decimal(38,0) |"
                        + " -170141183460469231731687303715884105727",
                "sum(9223372036854775807::bigint) | decimal(38,0) | 9223372036854775807",
                "99999999999999999999999999999999999999::uhugeint | decimal(38,0) |"
                        + " 99999999999999999999999999999999999999",
                "1234567890123456789012345678901234567890::bignum | string | 1234567890123456789012345678901234567890",
                "'3f2504e0-4f89-11d3-9a0c-0305e82c3301'::uuid | string | 3f2504e0-4f89-11d3-9a0c-0305e82c3301",
                "'b'::enum('a', 'b', 'it''s') | string | b",
                "'{\"a\": [1, null]}'::json | string | {\"a\": [1, null]}",
                "{'a': [1, null]}::variant | variant | {\"a\":[1,null]}",
                "time '12:34:56.789' | string | 12:34:56.789",
                "timetz '12:34:56+02' | string | 12:34:56+02",
                "interval 14 months | string | 1 year 2 months",
                "'0101'::bit | string | 0101",
                "NULL | string | null",
                "timestamp_s '1800-01-01 00:00:01' | timestamp_ntz | 1800-01-01T00:00:01",
                "timestamp_ms '1800-01-01 00:00:01.002' | timestamp_ntz | 1800-01-01T00:00:01.002",
                "timestamp_ns '1800-01-01 00:00:01.002003' | timestamp_ntz | 1800-01-01T00:00:01.002003",
                "timestamptz_ns '2020-01-01 01:00:00+01' | timestamp | 2020-01-01T00:00:00Z",
                "[1, 2]::integer[2] | array<int> | [1, 2]",
                "[1::uinteger, NULL] | array<long> | [1, null]",
                "['a'::enum('a')] | array<string> | [a]",
                "map {'k': 1::hugeint} | map<string,decimal(38,0)> | {k=1}",
                "union_value(n := 1) | string | 1",
                "[] | array<string> | []",
                "[NULL] | array<string> | [null]",
                "'POINT (1 2)'::geometry | string | POINT (1 2)",
            })
    void typesThatOnlyTheEngineHasBecomeOurs(String expression, String type, String text) {
        String sql = "SELECT " + expression + " AS v";

        assertThat(session.describe(sql).column("v").type()).hasToString(type);
        Object value = value(sql);
        if (text != null) {
            assertThat(String.valueOf(value)).isEqualTo(text);
        }
    }

    @Test
    void tuplesBecomeStructs() {
        assertThat(session.describe("SELECT row('a', 1::utinyint) AS v")).hasToString("(v struct<_1:string,_2:short>)");
        assertThat((Object[]) value("SELECT row('a', 1::utinyint) AS v")).containsExactly("a", (short) 1);
    }

    @Test
    void readsTypeNamesAsTheEngineWritesThem() {
        assertThat(EngineTypes.fromSql(
                        "STRUCT(\"a b\" INTEGER[][], \"q\"\"x\" MAP(VARCHAR, DECIMAL(2,1)), e ENUM('a', 'b,'')'), u"
                                + " UNION(x INTEGER, y STRUCT(\"z)\" DATE)), t TIMESTAMP WITH TIME ZONE)"))
                .hasToString("struct<`a b`:array<array<int>>,`q\"x`:map<string,decimal(2,1)>,e:string,u:string,"
                        + "t:timestamp>");
        assertThatThrownBy(() -> EngineTypes.fromSql("SOMETHING"))
                .hasMessage("Cannot use the engine type SOMETHING: no column type corresponds to it"
                        + " (cast it in the query)");
        assertThatThrownBy(() -> EngineTypes.fromSql("STRUCT(a INTEGER")).hasMessageContaining("STRUCT(a INTEGER");
    }

    @Test
    void schemasPassThroughArrowUnchanged() {
        Schema schema = Schema.of(
                Column.of("b", Primitive.BOOLEAN).required(),
                Column.of("t", Primitive.TIMESTAMP),
                Column.of("n", Primitive.TIMESTAMP_NTZ),
                Column.of("d", DataType.decimal(38, 10)),
                Column.of("bin", Primitive.BINARY),
                Column.of("m", new DataType.MapType(Primitive.STRING, Primitive.DATE, false)),
                Column.of("l", new DataType.ArrayType(Primitive.FLOAT, false)),
                Column.of(
                        "s",
                        DataType.struct(Column.of("x", Primitive.BYTE).required(), Column.of("y", Primitive.INT))));

        assertThat(ArrowTypes.fromArrow(ArrowTypes.toArrow(schema))).isEqualTo(schema);
    }

    @Test
    void arrowTypesOfOtherProgramsBecomeOurs() {
        assertThat(foreign(new ArrowType.Int(8, false))).isEqualTo(Primitive.SHORT);
        assertThat(foreign(new ArrowType.Int(16, false))).isEqualTo(Primitive.INT);
        assertThat(foreign(new ArrowType.Int(32, false))).isEqualTo(Primitive.LONG);
        assertThat(foreign(new ArrowType.Int(64, false))).isEqualTo(DataType.decimal(20, 0));
        assertThat(foreign(new ArrowType.LargeUtf8())).isEqualTo(Primitive.STRING);
        assertThat(foreign(new ArrowType.FixedSizeBinary(4))).isEqualTo(Primitive.BINARY);
        assertThat(foreign(new ArrowType.Date(DateUnit.MILLISECOND))).isEqualTo(Primitive.DATE);
        assertThat(foreign(new ArrowType.Timestamp(TimeUnit.NANOSECOND, "Europe/Zurich")))
                .isEqualTo(Primitive.TIMESTAMP);
        Field uuid = new Field(
                "u",
                new FieldType(
                        true, new ArrowType.FixedSizeBinary(16), null, Map.of("ARROW:extension:name", "arrow.uuid")),
                null);
        assertThat(ArrowTypes.fromArrow(uuid).type()).isEqualTo(Primitive.STRING);
        Field category =
                new Field("c", new FieldType(true, new ArrowType.Utf8(), new DictionaryEncoding(1, false, null)), null);
        assertThat(ArrowTypes.fromArrow(category).type()).isEqualTo(Primitive.STRING);
    }

    @Test
    void arrowTypesThatTheEngineDoesNotReadAreNamed() {
        assertThatThrownBy(() -> foreign(new ArrowType.FloatingPoint(FloatingPointPrecision.HALF)))
                .hasMessage("Cannot use Arrow field 'f': no column has the type FloatingPoint(HALF)");
        assertThatThrownBy(() -> foreign(new ArrowType.Decimal(20, 2, 256)))
                .hasMessage("Cannot use Arrow field 'f': no column has the type Decimal(20, 2, 256)");
    }

    private static DataType foreign(ArrowType type) {
        return ArrowTypes.fromArrow(new Field("f", FieldType.nullable(type), null))
                .type();
    }
}
