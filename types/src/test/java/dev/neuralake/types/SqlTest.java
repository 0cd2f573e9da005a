package dev.neuralake.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SqlTest {

    @Test
    void quotesCannotEndANameOrAText() {
        assertThat(Sql.quote("a\"b")).isEqualTo("\"a\"\"b\"");
        assertThat(Sql.literal("it's")).isEqualTo("'it''s'");
    }

    @Test
    void literalsKeepTheirType() {
        assertThat(Sql.literal(Long.MIN_VALUE)).isEqualTo("CAST('-9223372036854775808' AS BIGINT)");
        assertThat(Sql.literal(new BigDecimal("0.05"))).isEqualTo("CAST('0.05' AS DECIMAL(3,2))");
        assertThat(Sql.literal(Instant.parse("2026-01-02T03:04:05.000001Z")))
                .isEqualTo("CAST('2026-01-02 03:04:05.000001+00' AS TIMESTAMPTZ)");
        assertThat(Sql.literal(new byte[] {(byte) 0xff})).isEqualTo("from_hex('ff')");
        assertThat(Sql.literal(null)).isEqualTo("NULL");
    }

    @Test
    void whatIsNoValueOfAColumnIsRefused() {
        assertThatThrownBy(() -> Sql.literal(Thread.currentThread())).hasMessageContaining("none of the types");
    }
}
