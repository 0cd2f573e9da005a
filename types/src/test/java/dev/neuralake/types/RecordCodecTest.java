package dev.neuralake.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordCodecTest {
    enum Colour {
        RED,
        BLUE
    }

    record Point(double x, Optional<Double> y) {}

    record Everything(
            boolean yes,
            byte b,
            short s,
            int i,
            long userId,
            float f,
            Double d,
            @Precision(digits = 10, scale = 2) BigDecimal price,
            BigDecimal wide,
            String name,
            byte[] bytes,
            LocalDate day,
            Instant createdAt,
            LocalDateTime localTime,
            Colour colour,
            UUID id,
            @Nullable Integer maybe,
            Optional<String> note,
            List<@Nullable String> tags,
            Map<String, Point> points) {}

    record Endless(String name, List<Endless> children) {}

    record Unusable(int id, Thread worker) {}

    record Counter(int count) {}

    private final Everything row = new Everything(
            true,
            (byte) 1,
            (short) 2,
            3,
            4L,
            1.5f,
            2.5,
            new BigDecimal("12.34"),
            new BigDecimal("1.000000000000000001"),
            "Zoë",
            new byte[] {1, 2},
            LocalDate.of(1899, 12, 31),
            Instant.parse("2026-01-02T03:04:05.123456Z"),
            LocalDateTime.parse("2026-01-02T03:04:05"),
            Colour.BLUE,
            UUID.fromString("00000000-0000-0000-0000-000000000001"),
            null,
            Optional.of("hello"),
            java.util.Arrays.asList("a", null),
            Map.of("p", new Point(1, Optional.empty())));

    @Test
    void componentsBecomeColumns() {
        assertThat(Schema.of(Everything.class).columns())
                .extracting(Column::toString)
                .containsExactly(
                        "yes boolean not null",
                        "b byte not null",
                        "s short not null",
                        "i int not null",
                        "user_id long not null",
                        "f float not null",
                        "d double not null",
                        "price decimal(10,2) not null",
                        "wide decimal(38,18) not null",
                        "name string not null",
                        "bytes binary not null",
                        "day date not null",
                        "created_at timestamp not null",
                        "local_time timestamp_ntz not null",
                        "colour string not null",
                        "id string not null",
                        "maybe int",
                        "note string",
                        "tags array<string> not null",
                        "points map<string,struct<x:double,y:double>> not null");
    }

    @Test
    void nullabilityOfElementsIsKept() {
        DataType.ArrayType tags =
                (DataType.ArrayType) Schema.of(Everything.class).column("tags").type();
        DataType.MapType points =
                (DataType.MapType) Schema.of(Everything.class).column("points").type();
        assertThat(tags.containsNull()).isTrue();
        assertThat(points.valueContainsNull()).isFalse();
        assertThat(((DataType.StructType) points.value()).fields())
                .extracting(Column::nullable)
                .containsExactly(false, true);
    }

    @Test
    void aRecordComesBackFromItsValues() {
        RecordCodec<Everything> codec = RecordCodec.of(Everything.class);
        Everything back = codec.record(codec.values(row));
        assertThat(back).usingRecursiveComparison().isEqualTo(row);
    }

    @Test
    void nanosecondsAreCutToMicroseconds() {
        record Moment(Instant at) {}
        Object[] values = RecordCodec.of(Moment.class).values(new Moment(Instant.ofEpochSecond(0, 1999)));
        assertThat(values[0]).isEqualTo(Instant.ofEpochSecond(0, 1000));
    }

    @Test
    void widerIntegersAreTakenIfTheyFit() {
        RecordCodec<Counter> codec = RecordCodec.of(Counter.class);
        assertThat(codec.record(new Object[] {7L}).count()).isEqualTo(7);
        assertThatThrownBy(() -> codec.record(new Object[] {1L << 40}))
                .hasMessageContaining("Cannot put 1099511627776 into Counter.count (column count)");
    }

    @Test
    void nullInAColumnThatForbidsItNamesTheColumn() {
        record Named(String firstName) {}
        assertThatThrownBy(() -> RecordCodec.of(Named.class).values(new Named(null)))
                .hasMessageContaining("Cannot store null in Named.firstName (column first_name)");
        assertThatThrownBy(() -> RecordCodec.of(Named.class).record(new Object[] {null}))
                .hasMessageContaining("Cannot put null into Named.firstName");
    }

    @Test
    void digitsThatDoNotFitADecimalAreRefused() {
        record Priced(@Precision(digits = 4, scale = 2) BigDecimal price) {}
        RecordCodec<Priced> codec = RecordCodec.of(Priced.class);
        assertThatThrownBy(() -> codec.values(new Priced(new BigDecimal("1.234"))))
                .hasMessageContaining("Cannot store 1.234 as decimal(4,2): digits would be lost");
        assertThatThrownBy(() -> codec.values(new Priced(new BigDecimal("123.4"))))
                .hasMessageContaining("it has too many digits");
    }

    @Test
    void aComponentWithoutColumnTypeIsNamed() {
        assertThatThrownBy(() -> Schema.of(Unusable.class))
                .hasMessageStartingWith("Cannot make a column of Unusable.worker: java.lang.Thread is not");
    }

    @Test
    void aRecordThatContainsItselfIsRefused() {
        assertThatThrownBy(() -> Schema.of(Endless.class)).hasMessageContaining("it contains itself");
    }

    @ParameterizedTest
    @CsvSource({"userId,user_id", "x1,x1", "HTTPServer,http_server", "already_snake,already_snake", "aB,a_b"})
    void namesBecomeSnakeCase(String component, String column) {
        assertThat(RecordCodec.columnName(component)).isEqualTo(column);
    }
}
