package dev.neuralake.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.neuralake.frame.TimeTravel;
import dev.neuralake.server.TableRequest.Part;
import dev.neuralake.server.TableRequest.SortKey;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableRequestTest {
    @Test
    void noParametersAskForEverything() {
        TableRequest request = parse("");
        assertThat(request.columns()).isEmpty();
        assertThat(request.sort()).isEmpty();
        assertThat(request.filters()).isEmpty();
        assertThat(request.limit()).isNull();
        assertThat(request.offset()).isZero();
    }

    @Test
    void readsColumnsSortLimitAndOffset() {
        TableRequest request = parse("columns=a,b&sort=a,-b,+c,%2Bd&limit=0&offset=20&format=csv");
        assertThat(request.columns()).containsExactly("a", "b");
        assertThat(request.sort())
                .containsExactly(
                        new SortKey("a", false),
                        new SortKey("b", true),
                        new SortKey("c", false),
                        new SortKey("d", false));
        assertThat(request.limit()).isZero();
        assertThat(request.offset()).isEqualTo(20);
    }

    @Test
    void namesWithCommasStandInQuotes() {
        assertThat(parse("columns=\"a,b\",\"say \"\"hi\"\"\",c").columns()).containsExactly("a,b", "say \"hi\"", "c");
    }

    @Test
    void filtersKeepTheirOrderAndMayRepeat() {
        TableRequest request = parse("filter[a]gt=1&filter[a]lt=9&filter[b]=x&filter[c[0]]notnull");
        assertThat(request.filters())
                .extracting(filter -> filter.column() + " " + filter.operator().text() + " " + filter.value())
                .containsExactly("a gt 1", "a lt 9", "b eq x", "c[0] notnull ");
    }

    @ParameterizedTest
    @CsvSource({"le, LE", "lte, LE", "lteq, LE", "gteq, GE", "neq, NE", "ilike, ILIKE"})
    void operatorsHaveTheNamesThatOthersUse(String name, FilterOperator operator) {
        assertThat(parse("filter[a]" + name + "=1").filters().getFirst().operator())
                .isEqualTo(operator);
    }

    @Test
    void readsVersionOrTimestamp() {
        TimeTravel noon = new TimeTravel.Timestamp(Instant.parse("2026-01-31T12:00:00Z"));
        assertThat(parse("").part()).isEqualTo(new Part.State(TimeTravel.LATEST));
        assertThat(parse("version=12").part()).isEqualTo(new Part.State(new TimeTravel.Version(12)));
        assertThat(parse("timestamp=2026-01-31T12:00:00Z").part()).isEqualTo(new Part.State(noon));
        assertThat(parseChanges("from=2").part())
                .isEqualTo(new Part.Changes(new TimeTravel.Version(2), TimeTravel.LATEST));
        assertThat(parseChanges("from=2026-01-31T12:00:00Z&to=2026-01-31T12:00:00Z&limit=3")
                        .part())
                .isEqualTo(new Part.Changes(noon, noon));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "limit=5             | Cannot read changes: parameter 'from' is not there",
                "from=1&version=2    | Cannot use parameter 'version': there is none of that name",
                "from=                | Cannot use from=: it must be of the form 2026-01-31T12:00:00Z",
                "from=1&to=-1         | Cannot use to=-1: it must be of the form 2026-01-31T12:00:00Z",
                "from=99999999999999999999 | Cannot use from=99999999999999999999: it must be a whole number from 0 on",
            })
    void refusesChangesThatItCannotFind(String query, String message) {
        assertThatThrownBy(() -> parseChanges(query))
                .isInstanceOf(HttpError.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "limt=5                    | Cannot use parameter 'limt': there is none of that name; did you mean limit?",
                "limit=-1                  | Cannot use limit=-1: it must be a whole number from 0 on",
                "limit=ten                 | Cannot use limit=ten: it must be a whole number from 0 on",
                "limit=1&limit=2           | Cannot use parameter 'limit': it stands more than once",
                "offset=1.5                | Cannot use offset=1.5: it must be a whole number from 0 on",
                "columns=a,,b              | Cannot use columns=a,,b: a name is empty",
                "columns=\"a               | Cannot use columns=\"a: a quote is left open",
                "sort=-                    | Cannot use sort=-: a name is empty",
                "filter[]eq=1              | Cannot use parameter 'filter[]eq': it does not name a column in brackets",
                "filter[a=1                | Cannot use parameter 'filter[a': it does not name a column in brackets",
                "filter=1                  | Cannot use parameter 'filter': it does not name a column in brackets",
                "filter[a]like_=1          | Cannot use parameter 'filter[a]like_': there is no operator 'like_'; did you mean like, ilike?",
                "version=1&timestamp=2026-01-31 | Cannot use both 'version' and 'timestamp': each names a version",
                "timestamp=noon            | Cannot use timestamp=noon: it must be of the form 2026-01-31T12:00:00Z",
            })
    void refusesWhatItCannotMean(String query, String message) {
        assertThatThrownBy(() -> parse(query)).isInstanceOf(HttpError.class).hasMessage(message);
    }

    private static TableRequest parseChanges(String query) {
        return TableRequest.parseChanges(QueryString.parse(query));
    }

    private static TableRequest parse(String query) {
        return TableRequest.parse(QueryString.parse(query));
    }
}
