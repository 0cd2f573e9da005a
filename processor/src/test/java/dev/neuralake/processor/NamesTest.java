package dev.neuralake.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

    @ParameterizedTest
    @CsvSource({
        "users, users",
        "userEvents, user_events",
        "USER_EVENTS, user_events",
        "createdAt, created_at",
        "HTTPServer, http_server",
        "q3Total, q3_total",
        "größe, größe"
    })
    void javaNamesBecomeSnakeCase(String java, String snake) {
        assertThat(Names.snakeCase(java)).isEqualTo(snake);
    }

    @ParameterizedTest
    @ValueSource(strings = {"users", "_users", "größe", "用户", "a1"})
    void lettersOfAnyLanguageName(String name) {
        assertThat(Names.isValid(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1a", "a-b", "a b", "a.b", "a\"b", "a;b"})
    void signsDoNotName(String name) {
        assertThat(Names.isValid(name)).isFalse();
    }

    @Test
    void nearNamesAreOfferedOrElseAll() {
        List<String> columns = List.of("day", "amount", "user_id");

        assertThat(Names.among("columns", "dya", columns)).isEqualTo("did you mean day?");
        assertThat(Names.among("columns", "country", columns)).isEqualTo("the columns are day, amount, user_id");
    }
}
