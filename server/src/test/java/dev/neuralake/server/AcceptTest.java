package dev.neuralake.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptTest {
    private static final List<String> OFFERED = List.of("application/json", "application/x-ndjson", "text/csv");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                                | application/json",
                "*/*                                               | application/json",
                "application/*                                     | application/json",
                "text/*                                            | text/csv",
                "text/csv                                          | text/csv",
                "TEXT/CSV                                          | text/csv",
                "text/csv;charset=utf-8                            | text/csv",
                "text/html, */*;q=0.8                              | application/json",
                "application/json;q=0.5, text/csv;q=0.9            | text/csv",
                "application/json;q=0.5, text/csv;q=0.5            | application/json",
                "application/json;q=0, */*                         | application/x-ndjson",
                "text/csv;q=0.2, */*;q=0.1                         | text/csv",
                "text/csv;header=present;q=1, application/json;q=0 | text/csv",
            })
    void choosesTheHeaviestThatIsOffered(String header, String chosen) {
        assertThat(Accept.parse(header).best(OFFERED)).contains(chosen);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "image/*", "application/json;q=0", "*/*;q=0"})
    void choosesNothingWhereNothingIsAccepted(String header) {
        assertThat(Accept.parse(header).best(OFFERED)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "*/json", "text/", "text/csv;q=2", "text/csv;q=0.5555", "text/csv;q=-1"})
    void refusesWhatIsNoMediaRange(String header) {
        assertThatThrownBy(() -> Accept.parse(header)).hasMessageContaining("is not a media range");
    }

    @Test
    void emptyElementsAreSkipped() {
        assertThat(Accept.parse(", text/csv,,").best(OFFERED)).contains("text/csv");
    }
}
