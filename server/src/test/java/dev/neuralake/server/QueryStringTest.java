package dev.neuralake.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.neuralake.server.QueryString.Parameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryStringTest {
    @Test
    void keepsOrderAndRepetitions() {
        assertThat(QueryString.parse("b=1&a=2&b=3&&c").parameters())
                .containsExactly(
                        new Parameter("b", "1"),
                        new Parameter("a", "2"),
                        new Parameter("b", "3"),
                        new Parameter("c", ""));
    }

    @Test
    void decodesNamesAndValuesAsUtf8() {
        assertThat(QueryString.parse("filter%5Bgr%C3%B6%C3%9Fe%5Dge=1+%2B%201%3D2&x=a=b")
                        .parameters()
                        .getFirst())
                .isEqualTo(new Parameter("filter[größe]ge", "1 + 1=2"));
    }

    @Test
    void keepsBracketsThatAreNotEncoded() {
        assertThat(QueryString.parse("filter[a]gt=-5").parameters())
                .containsExactly(new Parameter("filter[a]gt", "-5"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%", "a=%4", "a=%zz", "a=%ff", "a=%c3", "a=%C3%28", "a=\uFFFD", "%=1"})
    void refusesWhatIsNotPercentEncodedUtf8(String raw) {
        assertThatThrownBy(() -> QueryString.parse(raw))
                .isInstanceOf(HttpError.class)
                .hasMessageStartingWith("Cannot read '")
                .hasMessageContaining("in the address");
    }

    @Test
    void refusesParameterThatStandsTwiceWhereOneIsMeant() {
        assertThatThrownBy(() -> QueryString.parse("limit=1&limit=2").one("limit"))
                .hasMessage("Cannot use parameter 'limit': it stands more than once");
    }
}
