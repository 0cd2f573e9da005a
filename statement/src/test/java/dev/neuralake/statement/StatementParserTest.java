package dev.neuralake.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.neuralake.delta.Alteration;
import dev.neuralake.delta.MergeSpec;
import dev.neuralake.delta.MergeSpec.Clause;
import dev.neuralake.delta.MergeSpec.Matching;
import dev.neuralake.delta.SetColumn;
import dev.neuralake.statement.Statement.AlterTable;
import dev.neuralake.statement.Statement.ConvertToDelta;
import dev.neuralake.statement.Statement.CreateTable;
import dev.neuralake.statement.Statement.Delete;
import dev.neuralake.statement.Statement.DescribeDetail;
import dev.neuralake.statement.Statement.DescribeHistory;
import dev.neuralake.statement.Statement.Existing;
import dev.neuralake.statement.Statement.Insert;
import dev.neuralake.statement.Statement.Merge;
import dev.neuralake.statement.Statement.Moment;
import dev.neuralake.statement.Statement.Optimize;
import dev.neuralake.statement.Statement.Reorg;
import dev.neuralake.statement.Statement.Replacing;
import dev.neuralake.statement.Statement.Restore;
import dev.neuralake.statement.Statement.ShallowClone;
import dev.neuralake.statement.Statement.Update;
import dev.neuralake.statement.Statement.Vacuum;
import dev.neuralake.types.Column;
import dev.neuralake.types.DataType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementParserTest {
    private static final TableName T = new TableName(List.of("t"));

    private static Statement parse(String sql) {
        return StatementParser.parse(sql);
    }

    private static Alteration alter(String sql) {
        return ((AlterTable) parse("ALTER TABLE t " + sql)).alteration();
    }

    @Test
    void aScriptIsSplitAtItsSemicolons() {
        assertThat(StatementParser.split("a ';' b; -- x;\n ; c /* ; */ d ; "))
                .containsExactly("a ';' b", "c /* ; */ d");
    }

    @Test
    void createTableDeclaresColumnsWithAllTheirClauses() {
        CreateTable create = (CreateTable) parse("""
                CREATE TABLE IF NOT EXISTS db.t (
                  id BIGINT NOT NULL COMMENT 'it''s the key',
                  s STRUCT<a: INT, b: ARRAY<DECIMAL(10,2)>>,
                  day DATE GENERATED ALWAYS AS (CAST(at AS DATE)),
                  at TIMESTAMP DEFAULT current_timestamp(),
                  n BIGINT GENERATED ALWAYS AS IDENTITY (START WITH 5 INCREMENT BY 2)
                ) USING delta PARTITIONED BY (day) COMMENT 'c'
                TBLPROPERTIES ('delta.appendOnly' = 'true', delta.x.y = 7)""");

        assertThat(create.existing()).isEqualTo(Existing.KEEP);
        assertThat(create.table()).hasToString("db.t");
        assertThat(create.partitionedBy()).containsExactly("day");
        assertThat(create.properties())
                .containsExactlyInAnyOrderEntriesOf(Map.of("delta.appendOnly", "true", "delta.x.y", "7"));
        assertThat(create.columns())
                .extracting(definition -> definition.column().toString())
                .containsExactly(
                        "id long not null",
                        "s struct<a:int,b:array<decimal(10,2)>>",
                        "day date",
                        "at timestamp",
                        "n long");
        assertThat(create.columns().getFirst().column().comment()).isEqualTo("it's the key");
        assertThat(create.columns().get(2).generatedAs()).isEqualTo("CAST(at AS DATE)");
        assertThat(create.columns().get(3).defaultValue()).isEqualTo("current_timestamp()");
        assertThat(create.columns().get(4).identity()).isEqualTo(new ColumnDefinition.Identity(5, 2, false));
        assertThat(create.query()).isNull();
    }

    @Test
    void createTableAsSelectKeepsTheQuery() {
        CreateTable create = (CreateTable) parse("create or replace table t using delta as select `a b` from x");
        assertThat(create.existing()).isEqualTo(Existing.REPLACE);
        assertThat(create.query()).isEqualTo("select \"a b\" from x");
    }

    @Test
    void partitionColumnsWithTypesAreAddedToTheTable() {
        CreateTable create = (CreateTable) parse("CREATE TABLE t (a INT) USING delta PARTITIONED BY (p STRING)");
        assertThat(create.columns()).extracting(c -> c.column().name()).containsExactly("a", "p");
        assertThat(create.partitionedBy()).containsExactly("p");
    }

    @Test
    void insertsSayWhatTheyReplace() {
        assertThat(parse("INSERT INTO t VALUES (1, 'a')"))
                .isEqualTo(new Insert(T, new Replacing.Nothing(), List.of(), false, false, "VALUES (1, 'a')"));
        assertThat(parse("INSERT WITH SCHEMA EVOLUTION INTO t BY NAME SELECT 1 AS a"))
                .isEqualTo(new Insert(T, new Replacing.Nothing(), List.of(), true, true, "SELECT 1 AS a"));
        assertThat(parse("INSERT OVERWRITE TABLE t (a, b) SELECT 1, 2"))
                .isEqualTo(new Insert(T, new Replacing.Everything(), List.of("a", "b"), false, false, "SELECT 1, 2"));
        assertThat(parse("INSERT INTO t REPLACE WHERE day = DATE '2026-01-01' SELECT * FROM x"))
                .isEqualTo(new Insert(
                        T, new Replacing.Where("day = DATE '2026-01-01'"), List.of(), false, false, "SELECT * FROM x"));
        assertThat(((Insert) parse("INSERT INTO t REPLACE USING (p, q) (SELECT 1)")).replacing())
                .isEqualTo(new Replacing.Using(List.of("p", "q")));
        assertThat(((Insert) parse("INSERT OVERWRITE t PARTITION (p = 'x', q = -1) SELECT 1")).replacing())
                .isEqualTo(new Replacing.Partition(Map.of("p", "x", "q", "-1")));
        assertThat(((Insert) parse("INSERT INTO t (SELECT 1)")).columns()).isEmpty();
    }

    @Test
    void deleteAndUpdateKeepTheirConditions() {
        assertThat(parse("DELETE FROM t")).isEqualTo(new Delete(T, null, null));
        assertThat(parse("DELETE FROM t AS x WHERE x.a IN (SELECT b FROM y)"))
                .isEqualTo(new Delete(T, "x", "x.a IN (SELECT b FROM y)"));
        assertThat(parse("UPDATE t SET a = CASE WHEN b THEN 1 ELSE 2 END, s.f = f(1, 2) WHERE c"))
                .isEqualTo(new Update(
                        T,
                        null,
                        List.of(
                                new SetColumn(List.of("a"), "CASE WHEN b THEN 1 ELSE 2 END"),
                                new SetColumn(List.of("s", "f"), "f(1, 2)")),
                        "c"));
    }

    @Test
    void mergeHasClausesOfThreeKinds() {
        Merge merge = (Merge) parse("""
                MERGE INTO t USING (SELECT 1 AS k) s ON t.k = s.k
                WHEN MATCHED AND s.gone THEN DELETE
                WHEN MATCHED THEN UPDATE SET *
                WHEN NOT MATCHED AND CASE WHEN s.k > 1 THEN true END THEN INSERT (k, v) VALUES (s.k, f(s.v, 1))
                WHEN NOT MATCHED THEN INSERT *
                WHEN NOT MATCHED BY SOURCE AND t.old THEN UPDATE SET v = 0, w = 1
                WHEN NOT MATCHED BY SOURCE THEN DELETE""");

        assertThat(merge.source()).isEqualTo("(SELECT 1 AS k)");
        assertThat(merge.sourceAlias()).isEqualTo("s");
        assertThat(merge.condition()).isEqualTo("t.k = s.k");
        assertThat(merge.clauses())
                .containsExactly(
                        new Clause(Matching.MATCHED, "s.gone", new MergeSpec.DeleteRow()),
                        new Clause(Matching.MATCHED, null, new MergeSpec.UpdateAll()),
                        new Clause(
                                Matching.NOT_MATCHED,
                                "CASE WHEN s.k > 1 THEN true END",
                                new MergeSpec.InsertValues(
                                        List.of(SetColumn.of("k", "s.k"), SetColumn.of("v", "f(s.v, 1)")))),
                        new Clause(Matching.NOT_MATCHED, null, new MergeSpec.InsertAll()),
                        new Clause(
                                Matching.NOT_MATCHED_BY_SOURCE,
                                "t.old",
                                new MergeSpec.UpdateSet(
                                        List.of(new SetColumn(List.of("v"), "0"), new SetColumn(List.of("w"), "1")))),
                        new Clause(Matching.NOT_MATCHED_BY_SOURCE, null, new MergeSpec.DeleteRow()));
    }

    @Test
    void alterTableKnowsColumnsConstraintsAndProperties() {
        assertThat(((Alteration.AddColumns) alter("ADD COLUMNS (s.x INT AFTER y, z STRING COMMENT 'c' FIRST)"))
                        .columns())
                .satisfiesExactly(
                        x -> {
                            assertThat(x.parent()).containsExactly("s");
                            assertThat(x.column()).isEqualTo(Column.of("x", DataType.Primitive.INT));
                            assertThat(x.position()).isEqualTo(new Alteration.Position("y"));
                        },
                        z -> assertThat(z.position()).isEqualTo(new Alteration.Position(null)));
        assertThat(alter("RENAME COLUMN s.a TO b")).isEqualTo(new Alteration.RenameColumn(List.of("s", "a"), "b"));
        assertThat(alter("DROP COLUMNS (a, s.b)"))
                .isEqualTo(new Alteration.DropColumns(List.of(List.of("a"), List.of("s", "b")), false));
        assertThat(alter("ALTER COLUMN a TYPE DECIMAL(12, 2)"))
                .isEqualTo(new Alteration.ChangeType(List.of("a"), DataType.decimal(12, 2)));
        assertThat(alter("ALTER COLUMN a SET DEFAULT 'x'"))
                .isEqualTo(new Alteration.ChangeDefault(List.of("a"), "'x'"));
        assertThat(alter("CHANGE COLUMN a DROP NOT NULL")).isEqualTo(new Alteration.DropNotNull(List.of("a")));
        assertThat(alter("ADD CONSTRAINT pos CHECK (`a` > 0 AND f(b))"))
                .isEqualTo(new Alteration.AddConstraint("pos", "`a` > 0 AND f(b)"));
        assertThat(alter("DROP CONSTRAINT IF EXISTS pos")).isEqualTo(new Alteration.DropConstraint("pos", true));
        assertThat(alter("SET TBLPROPERTIES ('a' = 'b')")).isEqualTo(new Alteration.SetProperties(Map.of("a", "b")));
        assertThat(alter("UNSET TBLPROPERTIES IF EXISTS ('a', 'b')"))
                .isEqualTo(new Alteration.UnsetProperties(List.of("a", "b"), true));
        assertThat(alter("CLUSTER BY NONE")).isEqualTo(new Alteration.ClusterBy(List.of()));
    }

    @Test
    void maintenanceStatementsAreRead() {
        assertThat(parse("OPTIMIZE t WHERE p = 1 ZORDER BY (a, s.b)"))
                .isEqualTo(new Optimize(T, "p = 1", List.of("a", "s.b"), false));
        assertThat(parse("VACUUM t LITE RETAIN 0.5 HOURS DRY RUN")).isEqualTo(new Vacuum(T, true, 0.5, true));
        assertThat(parse("RESTORE TABLE t TO VERSION AS OF 3")).isEqualTo(new Restore(T, new Moment(3L, null)));
        assertThat(parse("RESTORE t TO TIMESTAMP AS OF '2026-01-01'"))
                .isEqualTo(new Restore(T, new Moment(null, "2026-01-01")));
        assertThat(parse("CREATE TABLE u SHALLOW CLONE t VERSION AS OF 1"))
                .isEqualTo(new ShallowClone(new TableName(List.of("u")), Existing.FAIL, T, new Moment(1L, null)));
        ConvertToDelta convert =
                (ConvertToDelta) parse("CONVERT TO DELTA parquet.`/data/x y` NO STATISTICS PARTITIONED BY (p INT)");
        assertThat(convert.source().isPath("parquet")).isTrue();
        assertThat(convert.source().last()).isEqualTo("/data/x y");
        assertThat(convert.collectStatistics()).isFalse();
        assertThat(parse("REORG TABLE t WHERE p > 1 APPLY (PURGE)")).isEqualTo(new Reorg(T, "p > 1"));
        assertThat(parse("DESCRIBE HISTORY t LIMIT 5")).isEqualTo(new DescribeHistory(T, 5));
        assertThat(parse("DESC DETAIL t")).isEqualTo(new DescribeDetail(T));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            array(1, array(2))              | list_value(1, list_value(2))
            array(select 1)                 | array(select 1)
            named_struct('a', 1, 'b c', 2)  | struct_pack("a" := 1, "b c" := 2)
            map('k', array(1), 'l', x)      | MAP {'k': list_value(1), 'l': x}
            map([1], [2])                   | map([1], [2])
            `odd ``name` + "other"          | "odd `name" + "other"
            """)
    void sparksConstructorsBecomeTheEngines(String spark, String engine) {
        assertThat(((Delete) parse("DELETE FROM t WHERE " + spark)).condition()).isEqualTo(engine);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            CREATE TABLE t (a INT) USING parquet | tables are stored as delta
            DELETE t                             | line 1, column 8: expected FROM, found 't'
            UPDATE t a = 1                       | line 1, column 12: expected SET, found '='
            ALTER TABLE t ALTER COLUMN a         | expected TYPE, COMMENT, SET, DROP, FIRST or AFTER, found the end
            MERGE INTO t USING s ON a WHEN MATCHED THEN INSERT * | expected UPDATE SET, found 'INSERT'
            VACUUM t RETAIN 5 DAYS               | expected HOURS, found 'DAYS'
            DROP TABLE t                         | expected a statement: CREATE TABLE, INSERT
            DESCRIBE HISTORY t x                 | expected the end of the statement, found 'x'
            """)
    void whatIsWrongIsNamedWithItsPlace(String sql, String message) {
        assertThatThrownBy(() -> parse(sql)).hasMessageContaining(message);
    }
}
