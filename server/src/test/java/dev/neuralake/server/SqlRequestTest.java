package dev.neuralake.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlRequestTest {
    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "TEXT/PLAIN; charset=utf-8", "application/x-www-form-urlencoded", ""})
    void textIsTheQuery(String contentType) {
        assertThat(parse("select 'ä+%20'", contentType)).isEqualTo(SqlRequest.of("select 'ä+%20'"));
    }

    @Test
    void jsonHasPositionalParameters() {
        SqlRequest request = parse(
                "{\"sql\": \"select ?\", \"params\": [1, -2.50, \"a\", true, null, [1, 2], 9223372036854775808, 1e2]}",
                "application/json");
        assertThat(request.sql()).isEqualTo("select ?");
        assertThat(request.positional())
                .isEqualTo(Arrays.asList(
                        1L,
                        new BigDecimal("-2.5"),
                        "a",
                        true,
                        null,
                        List.of(1L, 2L),
                        new BigDecimal("9223372036854775808"),
                        new BigDecimal("1E+2")));
    }

    @Test
    void jsonHasNamedParameters() {
        SqlRequest request = parse(
                "{\"params\": {\"min\": 1, \"max\": 2}, \"sql\": \"select $min\"}", "application/json;charset=utf-8");
        assertThat(request.named()).containsEntry("min", 1L).containsEntry("max", 2L);
        assertThat(request.positional()).isEmpty();
    }

    @Test
    void parametersMayBeLeftOut() {
        assertThat(parse("{\"sql\": \"select 1\"}", "application/json")).isEqualTo(SqlRequest.of("select 1"));
        assertThat(parse("{\"sql\": \"select 1\", \"params\": null}", "application/json"))
                .isEqualTo(SqlRequest.of("select 1"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"sql\": \"select 1\"              | its JSON is broken",
                "{\"sql\": \"select 1\"} {}          | its JSON is broken",
                "[]                                  | 'sql' is not a text",
                "{\"sql\": 1}                        | 'sql' is not a text",
                "{\"sql\": \"select 1\", \"parms\":1}| it has a property 'parms'",
                "{\"sql\": \"select 1\", \"params\":1} | 'params' is neither a list nor an object",
                "{\"sql\": \"select 1\", \"params\":[{}]} | a parameter is an object, which stands for no value",
                "{\"sql\": \" \"}                    | it is empty",
            })
    void refusesOtherJson(String body, String reason) {
        assertThatThrownBy(() -> parse(body, "application/json"))
                .isInstanceOf(HttpError.class)
                .hasMessageContaining(reason);
    }

    @Test
    void refusesOtherTypesAndOtherEncodings() {
        assertThatThrownBy(() -> parse("<sql/>", "application/xml"))
                .hasMessage("Cannot read a query of type 'application/xml': it is neither text nor JSON");
        assertThatThrownBy(() -> SqlRequest.parse(new byte[] {(byte) 0xff}, "text/plain"))
                .hasMessage("Cannot read the query: it is not UTF-8");
    }

    private static SqlRequest parse(String body, String contentType) {
        return SqlRequest.parse(body.getBytes(StandardCharsets.UTF_8), contentType);
    }
}
