package dev.neuralake.query.prune;

import static org.assertj.core.api.Assertions.assertThat;

import dev.neuralake.columnar.Engine;
import dev.neuralake.columnar.EngineSettings;
import dev.neuralake.delta.index.Predicate;
import dev.neuralake.query.gate.Gate;
import dev.neuralake.query.gate.Select;
import dev.neuralake.types.DataType;
import dev.neuralake.types.Schema;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConditionsTest {
    private static final Engine ENGINE = Engine.open(EngineSettings.defaults().withThreads(1));
    private static final Gate GATE = new Gate(ENGINE);
    private static final Schema SCHEMA = schema("struct<a:bigint,b:string,c:double,d:date,"
            + "e:timestamp,f:float,g:boolean,h:decimal(10,2),s:struct<x:int,y:string>>");

    @AfterAll
    static void close() {
        GATE.close();
        ENGINE.close();
    }

    private static Schema schema(String type) {
        return new Schema(((DataType.StructType) DataType.parse(type)).fields());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            a = 5                            | a EQ 5
            5 < a                            | a GT 5
            t.a >= 1 and b <> 'x'            | a GE 1 & b NE x
            a between 1 and 3                | (a GE 1 & a LE 3)
            a in (1, 2)                      | a IN [1, 2]
            a not in (1, null)               | NOT *
            b like 'ab%c'                    | b STARTS ab
            b like 'ab'                      | b EQ ab
            b like '%ab'                     | *
            starts_with(b, 'q')              | b STARTS q
            d = '2026-01-02'                 | d EQ 2026-01-02
            d < date '2026-01-02'            | d LT 2026-01-02
            e > timestamp '2026-01-01 10:00' | e GT 2026-01-01T10:00:00Z
            e > '2026-01-01'                 | e GT 2026-01-01T00:00:00Z
            s.x = 3                          | s.x EQ 3
            t.s.y = 'v'                      | s.y EQ v
            g                                | g EQ true
            not g                            | NOT g EQ true
            g is null                        | g IS NULL
            a = 1 or b = 'x'                 | (a EQ 1 / b EQ x)
            a = 1 or random() < 0.5          | (a EQ 1 / *)
            a + 1 = 5                        | *
            c = 0.5                          | c EQ 0.5
            f = 0.1                          | *
            f = 0.5                          | f EQ 0.5
            h = 1.25                         | h EQ 1.25
            h = 1.255                        | *
            a = 'x'                          | *
            a = NULL                         | *
            a = ?                            | a EQ 7
            b = ?                            | *
            """)
    void conditionsAreRead(String condition, String expected) {
        assertThat(read("select * from t where " + condition, 0)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            select * from t join u on t.a = 1 and u.b = 'y' where t.g             | a EQ 1 & * & g EQ true
            select * from t left join u on t.a = 1 where t.b = 'x'                | b EQ x
            select * from u left join t on t.a = 1 where t.b = 'x'                | a EQ 1 & b EQ x
            select * from u left join t on u.a = t.a where t.b is null            | *
            select * from u left join t on u.a = t.a where t.b is null or t.a = 1 | *
            select * from t full join u using (a) where a = 1                     | *
            select * from t full join u using (a) where t.a = 1                   | a EQ 1
            select * from t anti join u on t.a = u.a and t.b = 'x'                |
            select * from u anti join t on t.a = u.a and t.b = 'x'                | * & b EQ x
            select * from t asof join u on t.a >= u.a where t.a = 1               |
            select * from t tablesample 10% where a = 1                           |
            select * from t x(q) where q = 1                                      |
            select * from (select * from t where a = 1) where b = 'x'             | a EQ 1
            with w as (select * from t where a = 1) select * from w where a = 2   | a EQ 1
            select a, sum(c) from t where a = 1 group by a having sum(c) > 2      | a EQ 1
            select (select max(a) from t where t.a < x.a) from u x where x.a = 1  | *
            """)
    void onlyWhatLeavesTheAnswerAsItIsIsRead(String sql, String expected) {
        assertThat(read(sql, "t")).isEqualTo(expected == null ? "" : expected);
    }

    @Test
    void anotherRelationsColumnIsNotTheTables() {
        assertThat(read("select * from t, (select 1 as z) y where y.a = 1 and z = 1", 0))
                .isEqualTo("* & *");
    }

    private static String read(String sql, String table) {
        Select select = GATE.check(sql);
        int mention = select.mentions().stream()
                .filter(candidate -> candidate.qualifiedName().equals(table))
                .findFirst()
                .orElseThrow()
                .index();
        return read(sql, mention);
    }

    private static String read(String sql, int mention) {
        Select select = GATE.check(sql);
        Predicate predicate = select.conditions()
                .predicate(select.mentions().get(mention).engineName(), SCHEMA, Map.of("__neuralake_value_0", 7L)::get);
        return text(predicate, " & ");
    }

    private static String text(Predicate predicate, String and) {
        return switch (predicate) {
            case Predicate.Always _ -> "*";
            case Predicate.And(var all) -> {
                String joined =
                        String.join(" & ", all.stream().map(p -> text(p, "")).toList());
                yield and.isEmpty() ? "(" + joined + ")" : joined;
            }
            case Predicate.Or(var all) ->
                "(" + String.join(" / ", all.stream().map(p -> text(p, "")).toList()) + ")";
            case Predicate.Not(var inner) -> "NOT " + text(inner, "");
            case Predicate.Compare(var path, var operator, var value) ->
                String.join(".", path) + " " + operator + " " + value;
            case Predicate.In(var path, var values, var negated) ->
                String.join(".", path) + (negated ? " NOT IN " : " IN ") + values;
            case Predicate.IsNull(var path, var negated) ->
                String.join(".", path) + (negated ? " IS NOT NULL" : " IS NULL");
            case Predicate.StartsWith(var path, var prefix, var _) -> String.join(".", path) + " STARTS " + prefix;
        };
    }
}
