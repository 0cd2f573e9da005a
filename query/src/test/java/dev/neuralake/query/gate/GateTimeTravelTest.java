package dev.neuralake.query.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.neuralake.columnar.Engine;
import dev.neuralake.columnar.EngineSettings;
import dev.neuralake.query.failure.QueryException;
import dev.neuralake.query.failure.QueryException.Kind;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Earlier states of tables, and what changed between them, in the spellings of the engine and of Delta's users. */
class GateTimeTravelTest {
    private static Engine engine;
    private static Gate gate;

    @BeforeAll
    static void open() {
        engine = Engine.open(EngineSettings.defaults().withThreads(1));
        gate = new Gate(engine);
    }

    @AfterAll
    static void close() {
        gate.close();
        engine.close();
    }

    private static String text(Template template) {
        return template.fill(i -> "", i -> "$" + (i + 1)).sql();
    }

    private static String time(Mention mention) {
        Mention.Moment moment = mention.time();
        return moment == null ? "newest" : (moment.isVersion() ? "version " : "time ") + text(moment.expression());
    }

    @Test
    void theMomentIsKeptWithTheMention() {
        Select select = gate.check("from t at (version => 3), u at (timestamp => '2020-01-01'), t at (version => ?)");
        assertThat(select.mentions().stream().map(GateTimeTravelTest::time))
                .containsExactly("version 3", "time '2020-01-01'", "version $1");
        assertThat(select.parameters()).containsExactly("1");
        assertThat(select.template().text()).doesNotContain(" AT (");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "from t version as of 3 | from t at (version => 3)",
                "from t VERSION  /* ; */ AS OF'3'x | from t x at (version => '3')",
                "select x.a from t version as of 3 as x where true | select x.a from t as x at (version => 3) where true",
                "select * from t version as of 3 x(p, q), u | select * from t x(p, q) at (version => 3), u",
                "select * from t version as of 3 join u timestamp as of '2020-01-01' y using (a) "
                        + "| select * from t at (version => 3) join u y at (timestamp => '2020-01-01') using (a)",
                "from s.t for version as of 3 | from s.t at (version => 3)",
                "from t for system_version as of 3 | from t at (version => 3)",
                "from t system_time as of now() | from t at (timestamp => now())",
                "from \"t\"version as of 1\"x\" | from \"t\" \"x\" at (version => 1)",
                "from `t` timestamp as of date '2020-01-01' | from \"t\" at (timestamp => date '2020-01-01')",
                "from t timestamp as of current_timestamp - interval 1 day order by a "
                        + "| from t at (timestamp => current_timestamp - interval 1 day) order by a",
                "from t timestamp as of now() - interval '1 day' x | from t x at (timestamp => now() - interval '1 day')",
                "from t timestamp as of current_date - interval '2' hours x "
                        + "| from t x at (timestamp => current_date - interval '2' hours)",
                "from t timestamp as of (now() - to_days(3)) | from t at (timestamp => (now() - to_days(3)))",
                "from t version as of ? x, u version as of ? y | from t x at (version => ?), u y at (version => ?)",
                "from t version as of $v limit 1 | from t at (version => $v) limit 1",
                "from (select * from t version as of 3) | from (select * from t at (version => 3))",
                "with c as (from t version as of 3) from c, t | with c as (from t at (version => 3)) from c, t",
                "from t version as of 1 union all from t version as of 2 "
                        + "| from t at (version => 1) union all from t at (version => 2)",
            })
    void deltasSpellingIsUnderstoodToo(String sql, String engines) {
        Select select = gate.check(sql);
        Select expected = gate.check(engines);
        assertThat(select.template().text()).isEqualTo(expected.template().text());
        assertThat(select.mentions().stream().map(GateTimeTravelTest::time))
                .isEqualTo(expected.mentions().stream()
                        .map(GateTimeTravelTest::time)
                        .toList());
        assertThat(select.parameters()).isEqualTo(expected.parameters());
        assertThat(select.sql()).isEqualTo(sql);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select version as of from t",
                "select timestamp as of, version from t",
                "select t.version as of from (select 1 as version) t",
                "select a, version as of from (select 1) x",
                "select 't version as of 3' -- t version as of 3",
                "select version from t version, u as timestamp",
            })
    void whatMerelyLooksLikeItIsLeftAlone(String sql) {
        assertThat(gate.check(sql).mentions()).allMatch(mention -> mention.time() == null);
    }

    @Test
    void placesAreThoseOfTheTextAsItWasWritten() {
        String sql = "select 'é' from t version as of 3 as x, nix(1)";
        QueryException refusal = catchThrowableOfType(QueryException.class, () -> gate.check(sql));
        assertThat(refusal.place().orElseThrow().position()).isEqualTo(sql.indexOf("nix"));

        String inside = "from t timestamp as of nix(1) x";
        refusal = catchThrowableOfType(QueryException.class, () -> gate.check(inside));
        assertThat(refusal.place().orElseThrow().position()).isEqualTo(inside.indexOf("nix"));

        String syntax = "from t version as of 3 x, u\nwhere where";
        refusal = catchThrowableOfType(QueryException.class, () -> gate.check(syntax));
        assertThat(refusal).hasMessageContaining("line 2, column 7");

        String two = "from t version as of 3 as x, u timestamp as of '2020-01-01', v";
        assertThat(gate.check(two).mentions())
                .extracting(Mention::position)
                .containsExactly(two.indexOf("t v"), two.indexOf("u t"), two.indexOf("v", two.indexOf("u t")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "with c as (select 1) from c at (version => 1) | Cannot travel in time with 'c': it is defined in this",
                "with c as (select 1) from c version as of 1 | Cannot travel in time with 'c': it is defined in this",
                "select * from t, u at (version => t.a) | Cannot compute the version or time of 'u' from something",
                "from t at (version => (select 1)) | Cannot compute the version or time of 't' from something",
                "from t timestamp as of (select max(a) from u) | Cannot compute the version or time of 't' from",
                "from t version as of getenv('HOME') | Cannot call getenv: it is not among the functions",
                "from t at (version => len(range(100000000))) | Cannot make a list of more than 10000 elements",
                "from read_csv('x') version as of 1 | Cannot read the query: syntax error",
            })
    void momentsAreConstantsThatReachNothing(String sql, String message) {
        assertThatThrownBy(() -> gate.check(sql))
                .isInstanceOf(QueryException.class)
                .hasMessageStartingWith(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "from table_changes('t', 2, 5) | t | 2 | 5",
                "from TABLE_CHANGES('shop.users', 2) | shop.users | 2 |",
                "select c._change_type from table_changes('`a b`.\"c.d\"', '2020-01-01', now()) c "
                        + "| a b.c.d | '2020-01-01' | now()",
                "select table_changes.a from table_changes('t', ?, $2) | t | $1 | $2",
            })
    void theChangesOfATableAreAMentionOfIt(String sql, String table, String from, String to) {
        Mention mention = gate.check(sql).mentions().getFirst();
        assertThat(mention.qualifiedName()).isEqualTo(table);
        Mention.Changes changes = Objects.requireNonNull(mention.changes());
        assertThat(text(changes.from())).isEqualTo(from);
        Template last = changes.to();
        assertThat(last == null ? null : text(last)).isEqualTo(to);
    }

    @Test
    void theChangesStandBesideTables() {
        List<Mention> mentions = gate.check(
                        "with c as (from table_changes('t', 1)) select * from c join t using (a) where exists (from c)")
                .mentions();
        assertThat(mentions).extracting(mention -> mention.changes() != null).containsExactly(true, false);
        assertThat(mentions).extracting(Mention::repeats).containsExactly(true, false);
        assertThat(mentions).extracting(Mention::position).containsExactly(16, 60);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "from table_changes('t')",
                "from table_changes('t', 1, 2, 3)",
                "from table_changes(t, 1)",
                "from table_changes(?, 1)",
                "from table_changes('t; u', 1)",
                "from table_changes('', 1)",
                "from table_changes('t.', 1)",
                "from table_changes('''', 1)",
                "from table_changes('t', \"from\" := 1)",
                "from table_changes('t', 1) with ordinality",
                "from table_changes('t', (select 1))",
                "select * from u, table_changes('t', u.a)",
                "from table_changes('t', getenv('x'))",
                "from main.table_changes('t', 1)",
                "select table_changes('t', 1)",
            })
    void whatIsNoChangeFeedIsRefused(String sql) {
        assertThat(catchThrowableOfType(QueryException.class, () -> gate.check(sql))
                        .kind())
                .isEqualTo(Kind.FORBIDDEN);
    }
}
