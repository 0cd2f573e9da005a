package dev.neuralake.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.neuralake.columnar.Session;
import dev.neuralake.delta.MergeSpec.DeleteRow;
import dev.neuralake.delta.MergeSpec.InsertAll;
import dev.neuralake.delta.MergeSpec.InsertValues;
import dev.neuralake.delta.MergeSpec.Matching;
import dev.neuralake.delta.MergeSpec.UpdateAll;
import dev.neuralake.delta.MergeSpec.UpdateSet;
import dev.neuralake.types.Column;
import dev.neuralake.types.DataType.Primitive;
import dev.neuralake.types.Schema;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MergeTest extends DeltaFixture {
    private static final Schema USERS = Schema.of(
            Column.of("id", Primitive.LONG), Column.of("name", Primitive.STRING), Column.of("age", Primitive.INT));

    private DeltaLog users() {
        DeltaLog log = open("users");
        log.create(TableSpec.of(USERS).withProperty("delta.enableDeletionVectors", "true"));
        log.append(rows(USERS, row(1L, "Ann", 30), row(2L, "Bob", 40), row(3L, "Cyd", 50), row(4L, "Dan", 60)));
        return log;
    }

    private static MergeSpec source(String rows, String... names) {
        return MergeSpec.using(
                        "(SELECT * FROM (VALUES " + rows + ") AS v(" + String.join(", ", names) + "))", "t.id = s.id")
                .as("t", "s");
    }

    private void holds(DeltaLog log, List<?>... rows) {
        assertThat(read(log.snapshot(), "id")).isEqualTo(List.of(rows));
        assertThat(KernelTable.read(folder.resolve("users")))
                .containsExactlyInAnyOrderElementsOf(read(log.snapshot(), "id"));
    }

    @ParameterizedTest
    @EnumSource(Removal.class)
    void matchedRowsAreUpdatedAndOthersInserted(Removal removal) {
        try (DeltaLog log = users()) {
            Commit commit = log.merge(source("(2, 'Rob', 41), (9, 'Zoe', 20)", "id", "name", "age")
                    .whenMatched(new UpdateAll())
                    .whenNotMatched(new InsertAll())
                    .by(removal));
            holds(
                    log,
                    List.of(1L, "Ann", 30),
                    List.of(2L, "Rob", 41),
                    List.of(3L, "Cyd", 50),
                    List.of(4L, "Dan", 60),
                    List.of(9L, "Zoe", 20));
            assertThat(commit.metrics())
                    .containsEntry("numSourceRows", 2L)
                    .containsEntry("numTargetRowsUpdated", 1L)
                    .containsEntry("numTargetRowsInserted", 1L)
                    .containsEntry("numTargetRowsDeleted", 0L)
                    .containsEntry("numOutputRows", removal == Removal.REWRITE ? 5L : 2L);
            assertThat(log.history().getFirst().operation()).isEqualTo("MERGE");
            assertThat(log.history().getFirst().parameters())
                    .containsEntry("matchedPredicates", "[{\"actionType\":\"update\"}]");
        }
    }

    @ParameterizedTest
    @EnumSource(Removal.class)
    void theFirstClauseWhoseConditionHoldsTakesEffect(Removal removal) {
        try (DeltaLog log = users()) {
            Commit commit = log.merge(source(
                            "(1, 'x', 1), (2, 'y', 2), (3, 'z', 3), (7, 'new', 7), (8, 'old', 90)", "id", "name", "age")
                    .when(Matching.MATCHED, "s.age = 1", new DeleteRow())
                    .when(
                            Matching.MATCHED,
                            "t.age > 45",
                            new UpdateSet(List.of(SetColumn.of("name", "t.name || s.name"))))
                    .when(
                            Matching.NOT_MATCHED,
                            "s.age < 50",
                            new InsertValues(
                                    List.of(SetColumn.of("id", "s.id"), SetColumn.of("name", "upper(s.name)"))))
                    .when(
                            Matching.NOT_MATCHED_BY_SOURCE,
                            "t.age = 60",
                            new UpdateSet(List.of(SetColumn.of("age", "t.age + 1"))))
                    .by(removal));
            holds(
                    log,
                    List.of(2L, "Bob", 40),
                    List.of(3L, "Cydz", 50),
                    List.of(4L, "Dan", 61),
                    List.of(7L, "NEW", "null"));
            assertThat(commit.metrics())
                    .containsEntry("numTargetRowsMatchedDeleted", 1L)
                    .containsEntry("numTargetRowsMatchedUpdated", 1L)
                    .containsEntry("numTargetRowsNotMatchedBySourceUpdated", 1L)
                    .containsEntry("numTargetRowsInserted", 1L);
        }
    }

    @Test
    void rowsThatTheSourceLacksAreDeleted() {
        try (DeltaLog log = users()) {
            log.merge(source("(2, 'Rob', 41)", "id", "name", "age").whenNotMatchedBySource(new DeleteRow()));
            holds(log, List.of(2L, "Bob", 40));
        }
    }

    @Test
    void aRowThatTwoRowsOfTheSourceChangeIsAnError() {
        try (DeltaLog log = users()) {
            MergeSpec twice = source("(2, 'x', 1), (2, 'y', 2)", "id", "name", "age");
            assertThatThrownBy(() -> log.merge(twice.whenMatched(new UpdateAll())))
                    .hasMessage("Cannot merge into table users: 1 row of it is matched and changed by several rows of "
                            + "the source (make the source unique by the columns of the condition)");
            assertThat(log.snapshot().version()).isEqualTo(1);
            log.merge(twice.whenMatched(new DeleteRow()));
            holds(log, List.of(1L, "Ann", 30), List.of(3L, "Cyd", 50), List.of(4L, "Dan", 60));
            assertThat(log.history().getFirst().metrics())
                    .containsEntry("numTargetRowsDeleted", "1")
                    .containsEntry("numTargetRowsMatchedDeleted", "1");
            log.merge(twice.whenNotMatched(new InsertAll()));
            assertThat(log.snapshot().numRecords()).hasValue(5);
        }
    }

    @Test
    void aSourceOfTheCallersSessionGoesByItsName() {
        try (DeltaLog log = users();
                Session session = engine.session()) {
            session.execute("CREATE TEMP TABLE updates AS SELECT 3 AS id, 'Cid' AS name");
            log.merge(MergeSpec.using("\"updates\"", "users.id = updates.id AND users.age IN (SELECT 50)")
                    .whenMatched(new UpdateSet(List.of(SetColumn.of("name", "updates.name"))))
                    .in(session));
            assertThat(read(log.snapshot(), "id").get(2)).isEqualTo(List.of(3L, "Cid", 50));
            assertThatThrownBy(() -> log.merge(MergeSpec.using("updates", "users.id = updates.id")
                            .whenNotMatched(new InsertAll())
                            .in(session)))
                    .hasMessageContaining("the source has no column 'age'");
        }
    }

    @Test
    void starsAddTheSourcesColumnsWhereAsked() {
        try (DeltaLog log = users()) {
            log.merge(source("(4, 'm@x'), (5, 'n@x')", "id", "mail")
                    .whenMatched(new UpdateAll())
                    .whenNotMatched(new InsertAll())
                    .evolvingSchema());
            assertThat(log.snapshot().schema().names()).containsExactly("id", "name", "age", "mail");
            assertThat(read(log.snapshot(), "id").subList(3, 5))
                    .containsExactly(List.of(4L, "Dan", 60, "m@x"), List.of(5L, "null", "null", "n@x"));
            assertThat(KernelTable.read(folder.resolve("users"))).hasSize(5);
        }
    }

    @Test
    void onlyFilesThatCanMatchAreRead() {
        try (DeltaLog log = users()) {
            log.append(rows(USERS, row(100L, "far", 1)));
            java.nio.file.Path far = folder.resolve("users")
                    .resolve(log.snapshot()
                            .files(dev.neuralake.delta.index.Predicate.eq("id", 100))
                            .getFirst()
                            .path());
            assertThat(far.toFile().delete()).isTrue();
            Commit commit =
                    log.merge(source("(2, 'Rob', 41)", "id", "name", "age").whenMatched(new UpdateAll()));
            assertThat(commit.metric("numTargetRowsUpdated")).isEqualTo(1);
        }
    }
}
