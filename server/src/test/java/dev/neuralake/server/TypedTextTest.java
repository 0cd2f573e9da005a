package dev.neuralake.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.neuralake.types.DataType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypedTextTest {
    @Test
    void readsEachTypeAsItsJavaValue() {
        assertThat(parse("-5", "long")).isEqualTo(-5L);
        assertThat(parse("9223372036854775808", "long")).isEqualTo(new BigDecimal("9223372036854775808"));
        assertThat(parse("2.5", "int")).isEqualTo(new BigDecimal("2.5"));
        assertThat(parse("-0.10", "decimal(10,2)")).isEqualTo(new BigDecimal("-0.10"));
        assertThat(parse("1e3", "double")).isEqualTo(1000.0);
        assertThat(parse("NaN", "double")).isEqualTo(Double.NaN);
        assertThat(parse("True", "boolean")).isEqualTo(true);
        assertThat(parse("O'Hara", "string")).isEqualTo("O'Hara");
        assertThat(parse("2026-02-28", "date")).isEqualTo(LocalDate.of(2026, 2, 28));
        assertThat(parse("2026-02-28T12:30", "timestamp_ntz")).isEqualTo(LocalDateTime.of(2026, 2, 28, 12, 30));
        assertThat((byte[]) parse("aGk=", "binary")).containsExactly('h', 'i');
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-31, 2026-01-31T00:00:00Z",
        "2026-01-31T12:00, 2026-01-31T12:00:00Z",
        "2026-01-31 12:00:00.5, 2026-01-31T12:00:00.5Z",
        "2026-01-31T12:00:00Z, 2026-01-31T12:00:00Z",
        "2026-01-31T12:00:00+02:00, 2026-01-31T10:00:00Z",
        "2026-01-31T12:00:00 02:00, 2026-01-31T10:00:00Z",
        "2026-01-31T12:00:00-0530, 2026-01-31T17:30:00Z",
    })
    void readsMomentsWithAndWithoutZone(String text, Instant moment) {
        assertThat(parse(text, "timestamp")).isEqualTo(moment);
    }

    @ParameterizedTest
    @CsvSource({
        "five, long",
        "'', long",
        "maybe, boolean",
        "2026-02-30, date",
        "yesterday, timestamp",
        "2026-01-31X12:00:00, timestamp",
        "x, 'decimal(5,2)'",
        "*, binary",
        "1, array<int>",
        "1, struct<a:int>",
    })
    void refusesTextThatIsNoSuchValue(String text, String type) {
        assertThatThrownBy(() -> parse(text, type)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Object parse(String text, String type) {
        return TypedText.parse(text, DataType.parse(type));
    }
}
