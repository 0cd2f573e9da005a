package dev.neuralake.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.neuralake.delta.MergeSpec.DeleteRow;
import dev.neuralake.delta.MergeSpec.InsertAll;
import dev.neuralake.delta.MergeSpec.Matching;
import dev.neuralake.delta.MergeSpec.UpdateAll;
import dev.neuralake.delta.action.Action;
import dev.neuralake.delta.action.AddCdcFile;
import dev.neuralake.delta.index.Predicate;
import dev.neuralake.types.Column;
import dev.neuralake.types.DataType.Primitive;
import dev.neuralake.types.Schema;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChangeFeedTest extends DeltaFixture {
    private static final Schema USERS = Schema.of(Column.of("id", Primitive.LONG), Column.of("name", Primitive.STRING));

    private DeltaLog users(TableSpec spec) {
        DeltaLog log = open("users");
        log.create(spec.withProperty("delta.enableChangeDataFeed", "true")
                .withProperty("delta.enableDeletionVectors", "true"));
        log.append(rows(USERS, row(1L, "Ann"), row(2L, "Bob"), row(3L, "Cyd"), row(4L, "Dan")));
        return log;
    }

    private static List<List<Object>> changes(DeltaLog log, long from, Long to) {
        ChangeRelation changes = log.changes(from, to);
        assertThat(changes.schema().names()).endsWith("_change_type", "_commit_version", "_commit_timestamp");
        return query("SELECT id, name, _change_type, _commit_version FROM (" + changes.sql()
                + ") ORDER BY _commit_version, id, _change_type DESC");
    }

    private static List<Action> described(DeltaLog log, long version) {
        return log.commits(version, version).getFirst().actions().stream()
                .filter(AddCdcFile.class::isInstance)
                .toList();
    }

    @ParameterizedTest
    @EnumSource(Removal.class)
    void everyOperationTellsItsRows(Removal removal) {
        try (DeltaLog log = users(TableSpec.of(USERS).partitionedBy("name"))) {
            log.update(UpdateSpec.set(SetColumn.of("id", "id + 10"))
                    .where("id = 1")
                    .by(removal));
            log.merge(MergeSpec.using(
                            "(SELECT * FROM (VALUES (2, 'Rob'), (3, 'x'), (9, 'New')) v(id, name))", "t.id = s.id")
                    .as("t", "s")
                    .when(Matching.MATCHED, "s.name = 'x'", new DeleteRow())
                    .whenMatched(new UpdateAll())
                    .whenNotMatched(new InsertAll())
                    .by(removal));
            log.delete(DeleteSpec.where("id = 4").by(removal));

            assertThat(changes(log, 1, null))
                    .containsExactly(
                            List.of(1L, "Ann", "insert", 1L),
                            List.of(2L, "Bob", "insert", 1L),
                            List.of(3L, "Cyd", "insert", 1L),
                            List.of(4L, "Dan", "insert", 1L),
                            List.of(1L, "Ann", "update_preimage", 2L),
                            List.of(11L, "Ann", "update_postimage", 2L),
                            List.of(2L, "Bob", "update_preimage", 3L),
                            List.of(2L, "Rob", "update_postimage", 3L),
                            List.of(3L, "Cyd", "delete", 3L),
                            List.of(9L, "New", "insert", 3L),
                            List.of(4L, "Dan", "delete", 4L));
            assertThat(described(log, 3))
                    .isNotEmpty()
                    .allSatisfy(cdc -> assertThat(((AddCdcFile) cdc).path()).startsWith("_change_data/name="));
            // The whole file went, which tells all there is to tell.
            assertThat(described(log, 4)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Removal.class)
    void partsOfFilesAreTold(Removal removal) {
        try (DeltaLog log = users(TableSpec.of(USERS))) {
            log.delete(DeleteSpec.where("id = 4").by(removal));
            assertThat(changes(log, 2, 2L)).containsExactly(List.of(4L, "Dan", "delete", 2L));
            assertThat(described(log, 2)).hasSize(1);
            assertThat(log.history().getFirst().metrics()).containsEntry("numAddedChangeFiles", "1");
            log.overwrite(rows(USERS, row(5L, "Eve")));
            assertThat(changes(log, 3, null))
                    .containsExactly(
                            List.of(1L, "Ann", "delete", 3L),
                            List.of(2L, "Bob", "delete", 3L),
                            List.of(3L, "Cyd", "delete", 3L),
                            List.of(5L, "Eve", "insert", 3L));
        }
    }

    @Test
    void aChangedDeletionVectorTellsWhatItHides() {
        try (DeltaLog log = users(TableSpec.of(USERS))) {
            // As a writer does that leaves the telling to the deletion vectors.
            for (long id : List.of(2L, 3L)) {
                Change change = new RowChanger(log.files())
                        .delete(log.snapshot(), DeleteSpec.where("id = " + id).by(Removal.DELETION_VECTORS));
                log.commit(new Change(
                        change.basis(),
                        change.operation(),
                        change.parameters(),
                        change.metrics(),
                        change.actions().stream()
                                .filter(action -> !(action instanceof AddCdcFile))
                                .toList(),
                        change.reads()));
            }
            assertThat(changes(log, 2, null))
                    .containsExactly(List.of(2L, "Bob", "delete", 2L), List.of(3L, "Cyd", "delete", 3L));
        }
    }

    @Test
    void rangesAreBoundedByVersionAndTime() throws Exception {
        try (DeltaLog log = users(TableSpec.of(USERS))) {
            Thread.sleep(20);
            Instant between = Instant.now();
            Thread.sleep(20);
            log.append(rows(USERS, row(5L, "Eve")));
            assertThat(query("SELECT id FROM (" + log.changes(between, null).sql() + ")"))
                    .containsExactly(List.of(5L));
            assertThat(query("SELECT count(*) FROM ("
                            + log.changes(Instant.EPOCH, between).sql() + ")"))
                    .containsExactly(List.of(4L));
            assertThat(changes(log, 0, 0L)).isEmpty();
            assertThatThrownBy(() -> log.changes(3, null))
                    .hasMessage("Cannot read the changes of table users from version 3 to 3: the latest version is 2");
            assertThatThrownBy(() -> log.changes(2, 1L)).hasMessageContaining("the first version lies behind the last");
            assertThatThrownBy(() -> log.changes(1, 7L)).hasMessageContaining("the latest version is 2");
        }
    }

    @Test
    void versionsThatDidNotRecordChangesAreRefused() {
        try (DeltaLog log = open("users")) {
            log.create(TableSpec.of(USERS));
            assertThatThrownBy(() -> log.changes(0, null))
                    .hasMessage("Cannot read the changes of table users: version 0 did not record them (its property "
                            + "delta.enableChangeDataFeed was not true)");
        }
    }

    @Test
    void valuesThatTheSchemaDoesNotHoldAreRefused() {
        Schema other = Schema.of(Column.of("id", Primitive.LONG), Column.of("country", Primitive.STRING));
        try (DeltaLog log = users(TableSpec.of(USERS))) {
            log.replace(
                    TableSpec.of(other).withProperty("delta.enableChangeDataFeed", "true"),
                    Rows.of(rows(other, row(9L, "DE"))));
            assertThatThrownBy(() -> log.changes(1, null))
                    .hasMessage("Cannot read the changes of table users from version 1 to 2: they would be read by the "
                            + "schema of version 2, and version 1 had a column 'name', which is not the same or no "
                            + "longer there (read the versions before the change of the schema and those after it "
                            + "apart)");
            // What the replacement took away has the columns of before.
            assertThatThrownBy(() -> log.changes(2, null)).hasMessageContaining("version 1 had a column 'name'");
            log.append(rows(other, row(10L, "FR")));
            assertThat(query("SELECT id, country, _change_type FROM ("
                            + log.changes(3, null).sql() + ")"))
                    .containsExactly(List.of(10L, "FR", "insert"));
        }
    }

    @Test
    void mappedColumnsAreThoseOfTheLastVersionRead() {
        try (DeltaLog log = users(TableSpec.of(USERS).withProperty("delta.columnMapping.mode", "name"))) {
            log.alter(new Alteration.RenameColumn(List.of("name"), "alias"));
            log.append(rows(
                    Schema.of(Column.of("id", Primitive.LONG), Column.of("alias", Primitive.STRING)), row(5L, "Eve")));
            log.alter(new Alteration.DropColumns(List.of(List.of("alias")), false));
            assertThat(log.changes(1, 1L).schema().names()).startsWith("id", "name", "_change_type");
            // A renamed column keeps its values.
            assertThat(query("SELECT id, alias FROM (" + log.changes(1, 3L).sql() + ") ORDER BY id"))
                    .containsExactly(
                            List.of(1L, "Ann"),
                            List.of(2L, "Bob"),
                            List.of(3L, "Cyd"),
                            List.of(4L, "Dan"),
                            List.of(5L, "Eve"));
            assertThatThrownBy(() -> log.changes(1, null))
                    .hasMessageContaining("version 1 had a column 'name', which is not the same or no longer there");
        }
    }

    @Test
    void filesThatHoldNothingOfWhatIsAskedForAreLeftOut() {
        try (DeltaLog log = users(TableSpec.of(USERS).partitionedBy("name"))) {
            log.update(UpdateSpec.set(SetColumn.of("id", "id + 10")));
            ChangeRelation ann = log.changes(1, null, _ -> Predicate.eq("name", "Ann"));
            assertThat(query("SELECT id, _change_type FROM (" + ann.sql() + ") ORDER BY _commit_version, id"))
                    .containsExactly(
                            List.of(1L, "insert"), List.of(1L, "update_preimage"), List.of(11L, "update_postimage"));
            assertThat(ann.files()).isGreaterThan(ann.filesRead());
            assertThat(ann.version()).isEqualTo(2);
        }
    }

    @Test
    void betweenTwoVersionsNothingChanges() throws Exception {
        try (DeltaLog log = users(TableSpec.of(USERS))) {
            Thread.sleep(20);
            Instant between = Instant.now();
            Thread.sleep(20);
            log.append(rows(USERS, row(5L, "Eve")));
            assertThat(query(log.changes(between, between.plusMillis(1)).sql())).isEmpty();
            assertThatThrownBy(() -> log.changes(between, between.minusMillis(5)))
                    .hasMessageContaining("the first time lies behind the last");
        }
    }
}
