package dev.neuralake.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.neuralake.delta.Alteration.AddColumns;
import dev.neuralake.delta.Alteration.AddConstraint;
import dev.neuralake.delta.Alteration.AddedColumn;
import dev.neuralake.delta.Alteration.ChangeComment;
import dev.neuralake.delta.Alteration.ChangeDefault;
import dev.neuralake.delta.Alteration.ChangeType;
import dev.neuralake.delta.Alteration.ClusterBy;
import dev.neuralake.delta.Alteration.DropColumns;
import dev.neuralake.delta.Alteration.DropConstraint;
import dev.neuralake.delta.Alteration.DropFeature;
import dev.neuralake.delta.Alteration.DropNotNull;
import dev.neuralake.delta.Alteration.MoveColumn;
import dev.neuralake.delta.Alteration.Position;
import dev.neuralake.delta.Alteration.RenameColumn;
import dev.neuralake.delta.Alteration.SetNotNull;
import dev.neuralake.delta.Alteration.SetProperties;
import dev.neuralake.delta.Alteration.UnsetProperties;
import dev.neuralake.delta.index.Predicate;
import dev.neuralake.types.Column;
import dev.neuralake.types.DataType;
import dev.neuralake.types.DataType.Primitive;
import dev.neuralake.types.NeuralakeException;
import dev.neuralake.types.Schema;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlterationTest extends DeltaFixture {
    private static final Schema PEOPLE = Schema.of(
            Column.of("id", Primitive.INT).required(),
            Column.of("name", Primitive.STRING),
            Column.of("home", DataType.struct(Column.of("city", Primitive.STRING), Column.of("zip", Primitive.STRING))),
            Column.of("pets", DataType.array(DataType.struct(Column.of("name", Primitive.STRING)))),
            Column.of("scores", DataType.map(Primitive.STRING, Primitive.INT)));

    private static final Object[] ANN =
            row(1, "Ann", new Object[] {"Rome", "00100"}, List.of((Object) new Object[] {"Rex"}), Map.of("a", 1));

    private DeltaLog people(String... properties) {
        DeltaLog log = open("people");
        TableSpec spec = TableSpec.of(PEOPLE);
        for (int i = 0; i < properties.length; i += 2) {
            spec = spec.withProperty(properties[i], properties[i + 1]);
        }
        log.create(spec);
        log.append(rows(PEOPLE, ANN));
        return log;
    }

    private static Alteration add(List<String> parent, Column column, Position position) {
        return new AddColumns(List.of(new AddedColumn(parent, column, position)));
    }

    /** Both readers see the same rows. */
    private void requireSameInKernel(DeltaLog log) {
        List<List<Object>> ours = read(log.snapshot(), "id").stream()
                .sorted(Comparator.comparing(List::toString))
                .toList();
        assertThat(KernelTable.read(folder.resolve("people"))).isEqualTo(ours);
    }

    @Test
    void columnsAreAddedAnywhere() {
        try (DeltaLog log = people()) {
            log.alter(add(List.of(), Column.of("age", Primitive.LONG).withComment("in years"), new Position("ID")));
            log.alter(add(List.of("home"), Column.of("street", Primitive.STRING), new Position(null)));
            log.alter(add(List.of("pets", "element"), Column.of("age", Primitive.INT), null));

            assertThat(log.snapshot().schema().names()).containsExactly("id", "age", "name", "home", "pets", "scores");
            assertThat(log.snapshot().schema().column("home").type())
                    .hasToString("struct<street:string,city:string,zip:string>");
            assertThat(read(log.snapshot(), "id"))
                    .containsExactly(List.of(
                            1,
                            "null",
                            "Ann",
                            List.of("null", "Rome", "00100"),
                            List.of(List.of("Rex", "null")),
                            Map.of("a", 1)));
            CommitEntry entry = log.history().getFirst();
            assertThat(entry.operation()).isEqualTo("ADD COLUMNS");
            assertThat(entry.parameters())
                    .containsEntry(
                            "columns",
                            "[{\"column\":{\"name\":\"pets.element.age\",\"type\":\"integer\",\"nullable\":true,"
                                    + "\"metadata\":{}}}]");
            log.append(rows(log.snapshot().schema(), row(2, 30L, "Bob", null, List.of(), Map.of())));
            requireSameInKernel(log);
        }
    }

    @Test
    void columnsThatCannotBeAddedAreRefused() {
        try (DeltaLog log = people()) {
            assertThatThrownBy(() -> log.alter(add(List.of(), Column.of("NAME", Primitive.INT), null)))
                    .isInstanceOf(NeuralakeException.class)
                    .hasMessage("Cannot alter table people: there is a column 'NAME' already (choose another name)");
            assertThatThrownBy(() -> log.alter(add(List.of("hom"), Column.of("x", Primitive.INT), null)))
                    .hasMessage("Cannot alter table people: it has no column 'hom'; did you mean home?");
            assertThatThrownBy(() -> log.alter(add(List.of("name"), Column.of("x", Primitive.INT), null)))
                    .hasMessageContaining("'name' of table people: it is string, and only a struct has fields");
            assertThatThrownBy(() -> log.alter(add(List.of("pets"), Column.of("x", Primitive.INT), null)))
                    .hasMessageContaining("only a struct has fields");
            assertThatThrownBy(() -> log.alter(
                            add(List.of(), Column.of("x", Primitive.INT).required(), null)))
                    .hasMessageContaining("it cannot be NOT NULL");
            assertThatThrownBy(() -> log.alter(add(List.of(), Column.of("a b", Primitive.INT), null)))
                    .hasMessageContaining("Cannot name a column of table people 'a b'");
            assertThatThrownBy(() -> log.alter(add(List.of(), Column.of("x", Primitive.INT), new Position("nam"))))
                    .hasMessageContaining("Cannot put a column of table people behind 'nam': there is none of that "
                            + "name; did you mean name?");
            assertThat(log.snapshot().version()).isEqualTo(1);
        }
    }

    @Test
    void columnsMoveAndAreDescribed() {
        try (DeltaLog log = people()) {
            log.alter(new MoveColumn(List.of("home", "zip"), new Position(null)));
            log.alter(new MoveColumn(List.of("id"), new Position("name")));
            log.alter(new ChangeComment(List.of("home", "city"), "where \"they\" live"));
            log.alter(new DropNotNull(List.of("id")));
            assertThat(log.snapshot().schema().toString())
                    .startsWith("(name string, id int, home struct<zip:string,city:string>");
            assertThat(log.history().getFirst().operation()).isEqualTo("CHANGE COLUMN");
            log.append(rows(Schema.of(Column.of("name", Primitive.STRING)), row("Cy")));
            requireSameInKernel(log);
        }
    }

    @Test
    void nothingToDoMakesNoVersion() {
        try (DeltaLog log = people()) {
            assertThat(log.alter(new DropNotNull(List.of("name"))).version()).isEqualTo(1);
            assertThat(log.alter(new DropColumns(List.of(List.of("x")), true)).version())
                    .isEqualTo(1);
        }
    }

    @Test
    void columnMappingLetsColumnsBeRenamedAndDropped() {
        try (DeltaLog log = people()) {
            assertThatThrownBy(() -> log.alter(new RenameColumn(List.of("name"), "called")))
                    .hasMessageContaining("set the property delta.columnMapping.mode to 'name' first");
            log.alter(new SetProperties(Map.of("delta.columnMapping.mode", "name")));
            assertThat(log.snapshot().protocol().supportedNames()).contains("columnMapping");
            assertThat(log.snapshot().properties()).containsEntry("delta.columnMapping.maxColumnId", "8");

            log.alter(new RenameColumn(List.of("name"), "called by"));
            log.alter(new RenameColumn(List.of("home", "zip"), "code"));
            log.alter(new RenameColumn(List.of("pets", "element", "name"), "call"));
            log.alter(new DropColumns(List.of(List.of("scores"), List.of("home", "city")), false));
            log.alter(add(List.of(), Column.of("scores", Primitive.STRING), null));
            log.append(rows(
                    log.snapshot().schema(),
                    row(2, "Bob", new Object[] {"10"}, List.of((Object) new Object[] {"Tom"}), "x")));

            assertThat(read(log.snapshot(), "id"))
                    .containsExactly(
                            List.of(1, "Ann", List.of("00100"), List.of(List.of("Rex")), "null"),
                            List.of(2, "Bob", List.of("10"), List.of(List.of("Tom")), "x"));
            assertThat(log.snapshot().files(Predicate.eq("called by", "Ann"))).hasSize(1);
            assertThat(log.history()).extracting(CommitEntry::operation).contains("RENAME COLUMN", "DROP COLUMNS");
            requireSameInKernel(log);
            assertThatThrownBy(() -> log.alter(new SetProperties(Map.of("delta.columnMapping.mode", "id"))))
                    .hasMessageContaining("only 'none' can become 'name'");
            assertThatThrownBy(() -> log.alter(new UnsetProperties(List.of("delta.columnMapping.mode"), false)))
                    .hasMessageContaining("cannot be read without it");
        }
    }

    @Test
    void partitionColumnsAreRenamedAndNotDropped() {
        try (DeltaLog log = open("people")) {
            log.create(TableSpec.of(PEOPLE).partitionedBy("name").withProperty("delta.columnMapping.mode", "name"));
            log.append(rows(PEOPLE, ANN));
            log.alter(new RenameColumn(List.of("name"), "called"));
            assertThat(log.snapshot().partitionColumns()).containsExactly("called");
            log.append(rows(log.snapshot().schema(), row(2, "Bob", null, null, null)));
            requireSameInKernel(log);
            assertThatThrownBy(() -> log.alter(new DropColumns(List.of(List.of("called")), false)))
                    .hasMessageContaining("the table is partitioned by it");
        }
    }

    @Test
    void typesAreWidened() {
        try (DeltaLog log = people()) {
            assertThatThrownBy(() -> log.alter(new ChangeType(List.of("id"), Primitive.LONG)))
                    .hasMessageContaining("set the property delta.enableTypeWidening to 'true' first");
            log.alter(new SetProperties(Map.of("delta.enableTypeWidening", "true")));
            log.alter(new ChangeType(List.of("id"), Primitive.LONG));
            log.alter(new ChangeType(List.of("scores", "value"), DataType.decimal(12, 2)));
            assertThatThrownBy(() -> log.alter(new ChangeType(List.of("id"), Primitive.INT)))
                    .hasMessageContaining("int does not hold all values of that");
            assertThat(log.snapshot().schema().column("scores").metadata().toString())
                    .isEqualTo("{delta.typeChanges=[{toType=decimal(12,2), fromType=integer, fieldPath=value}]}");
            log.append(rows(
                    log.snapshot().schema(),
                    row(5_000_000_000L, "Big", null, null, Map.of("b", new java.math.BigDecimal("1.50")))));
            assertThat(read(log.snapshot(), "id").getFirst().getLast())
                    .isEqualTo(Map.of("a", new java.math.BigDecimal("1.00")));
            assertThat(log.snapshot().files(Predicate.eq("id", 1L))).hasSize(1);
            requireSameInKernel(log);
        }
    }

    @Test
    void rowsBringTheirColumnsWithThem() {
        try (DeltaLog log = people("delta.enableTypeWidening", "true")) {
            Schema wider = Schema.of(
                    Column.of("id", Primitive.LONG),
                    Column.of(
                            "home",
                            DataType.struct(
                                    Column.of("city", Primitive.STRING), Column.of("country", Primitive.STRING))),
                    Column.of("seen", Primitive.TIMESTAMP_NTZ));
            java.time.LocalDateTime seen = java.time.LocalDateTime.of(2024, 1, 2, 3, 4);
            assertThatThrownBy(() -> log.append(rows(wider, row(7L, null, seen))))
                    .hasMessageContaining("ask for schema evolution");
            log.append(
                    Rows.of(rows(wider, row(5_000_000_000L, new Object[] {"Oslo", "NO"}, seen))),
                    WriteOptions.defaults().mergingSchema());
            assertThat(log.snapshot().schema().column("id").type()).isEqualTo(Primitive.LONG);
            assertThat(read(log.snapshot(), "id").getLast())
                    .isEqualTo(List.of(5_000_000_000L, "null", List.of("Oslo", "null", "NO"), "null", "null", seen));
            assertThat(log.snapshot().protocol().supportedNames()).contains("timestampNtz");
            requireSameInKernel(log);
        }
    }

    @Test
    void constraintsAreCheckedBeforeTheyAreMade() {
        try (DeltaLog log = people()) {
            assertThatThrownBy(() -> log.alter(new AddConstraint("adult", "id > 17")))
                    .hasMessage(
                            "Cannot add constraint adult of table people: 1 row does not fulfil id > 17 (correct or "
                                    + "delete them first)");
            assertThatThrownBy(() -> log.alter(new AddConstraint("c", "soundex(name) = 'x'")))
                    .hasMessageContaining("must mean the same in every engine, and the function soundex is not known");
            assertThatThrownBy(() -> log.alter(new AddConstraint("c", "id + 1")))
                    .hasMessageContaining("is not boolean");
            assertThatThrownBy(() -> log.alter(new AddConstraint("c", "idd > 1")))
                    .hasMessageContaining("idd");
            log.alter(new AddConstraint("Positive", "id > 0 AND home.city <> 'x'"));
            assertThat(log.snapshot().properties())
                    .containsEntry("delta.constraints.positive", "id > 0 AND home.city <> 'x'");
            assertThatThrownBy(() -> log.append(rows(PEOPLE, row(-1, "x", new Object[] {"a", "b"}, null, null))))
                    .hasMessageContaining("violates constraint positive");
            assertThatThrownBy(() -> log.alter(new AddConstraint("POSITIVE", "id > 0")))
                    .hasMessageContaining("there is one of that name");
            log.alter(new SetProperties(Map.of("delta.columnMapping.mode", "name")));
            assertThatThrownBy(() -> log.alter(new RenameColumn(List.of("home"), "house")))
                    .hasMessageContaining("constraint positive (id > 0 AND home.city <> 'x') depends on it");
            assertThatThrownBy(() -> log.alter(new DropConstraint("positiv", false)))
                    .hasMessageContaining("did you mean positive?");
            log.alter(new DropConstraint("positive", false));
            log.alter(new DropFeature("checkConstraints", false));
            log.append(rows(PEOPLE, row(-1, "x", null, null, null)));
            requireSameInKernel(log);
        }
    }

    @Test
    void aRuleThatCannotBeKeptHereCanBeTakenAway() throws java.io.IOException {
        people("delta.constraints.c", "id > 0", "delta.columnMapping.mode", "name")
                .close();
        java.nio.file.Path first = folder.resolve("people/_delta_log/00000000000000000000.json");
        String text = java.nio.file.Files.readString(first);
        java.nio.file.Files.writeString(first, text.replace("\"id > 0\"", "\"soundex(name) <> 'x'\""));
        try (DeltaLog log = open("people")) {
            assertThatThrownBy(() -> log.append(rows(PEOPLE, row(2, "x", null, null, null))))
                    .hasMessageContaining("its constraint c (soundex(name) <> 'x') cannot be evaluated here as Spark");
            log.alter(new SetProperties(Map.of("owner", "core")));
            assertThatThrownBy(() -> log.alter(new RenameColumn(List.of("id"), "key")))
                    .hasMessageContaining("constraint c (soundex(name) <> 'x') depends on it");
            log.alter(new DropConstraint("c", false));
            log.append(rows(PEOPLE, row(2, "x", null, null, null)));
            requireSameInKernel(log);
        }
    }

    @Test
    void aConstraintIsNotMadeBesideAnAppend() {
        try (DeltaLog log = people()) {
            Change change = new Alterer(log.files(), log.snapshot()).plan(new AddConstraint("positive", "id > 0"));
            log.append(rows(PEOPLE, row(-1, "x", null, null, null)));
            assertThatThrownBy(() -> log.commit(change))
                    .isInstanceOf(ConflictException.class)
                    .hasMessageContaining("added rows that this change would have read");
        }
    }

    @Test
    void aColumnIsAddedBesideAnAppend() {
        try (DeltaLog log = people()) {
            Change change =
                    new Alterer(log.files(), log.snapshot()).plan(add(List.of(), Column.of("x", Primitive.INT), null));
            log.append(rows(PEOPLE, row(2, "x", null, null, null)));
            assertThat(log.commit(change).version()).isEqualTo(3);
            requireSameInKernel(log);
        }
    }

    @Test
    void notNullIsSetWhereNoRowIsNull() {
        try (DeltaLog log = people()) {
            log.append(rows(PEOPLE, row(2, null, null, null, null)));
            assertThatThrownBy(() -> log.alter(new SetNotNull(List.of("name"))))
                    .hasMessageContaining("it is null in 1 row, so it cannot be NOT NULL");
            log.alter(new SetNotNull(List.of("home", "city")));
            assertThatThrownBy(() -> log.append(rows(PEOPLE, row(3, "x", new Object[] {null, "1"}, null, null))))
                    .hasMessageContaining("'home.city' is null in a row");
        }
    }

    @Test
    void defaultsFillWhatRowsLeaveOut() {
        try (DeltaLog log = people()) {
            log.alter(new ChangeDefault(List.of("name"), "'nobody'"));
            assertThat(log.snapshot().protocol().supportedNames()).contains("allowColumnDefaults");
            log.append(rows(Schema.of(Column.of("id", Primitive.INT)), row(2)));
            log.alter(new ChangeDefault(List.of("name"), null));
            log.append(rows(Schema.of(Column.of("id", Primitive.INT)), row(3)));
            assertThat(read(log.snapshot(), "id"))
                    .extracting(row -> row.get(1))
                    .containsExactly("Ann", "nobody", "null");
            assertThatThrownBy(() -> log.alter(new ChangeDefault(List.of("id"), "'x'")))
                    .hasMessageContaining("its default ('x') is not a constant int");
            assertThatThrownBy(() -> log.alter(new ChangeDefault(List.of("id"), "uuid()")))
                    .hasMessageContaining("cannot be evaluated here as Spark does: the function uuid");
            requireSameInKernel(log);
        }
    }

    @Test
    void propertiesBringTheirFeatures() {
        try (DeltaLog log = people()) {
            log.alter(new SetProperties(Map.of(
                    "delta.enabledeletionvectors", "true",
                    "delta.enableChangeDataFeed", "true",
                    "delta.checkpointPolicy", "v2",
                    "delta.enableInCommitTimestamps", "true",
                    "owner.team", "core",
                    "comment", "All of them")));
            Snapshot snapshot = log.snapshot();
            assertThat(snapshot.protocol().supportedNames())
                    .contains("deletionVectors", "changeDataFeed", "v2Checkpoint", "inCommitTimestamp");
            assertThat(snapshot.properties())
                    .containsEntry("delta.enableDeletionVectors", "true")
                    .containsEntry("owner.team", "core")
                    .containsEntry("delta.inCommitTimestampEnablementVersion", "2")
                    .doesNotContainKey("comment");
            assertThat(snapshot.metadata().description()).isEqualTo("All of them");
            log.alter(new UnsetProperties(List.of("owner.team", "comment"), false));
            assertThat(log.snapshot().metadata().description()).isNull();
            assertThatThrownBy(() -> log.alter(new UnsetProperties(List.of("owner.team"), false)))
                    .hasMessageContaining("it is not set");
            log.append(rows(PEOPLE, row(2, null, null, null, null)));
            requireSameInKernel(log);
        }
    }

    @Test
    void rowsGetIdsOnceTheyAreTracked() {
        try (DeltaLog log = people()) {
            log.append(rows(PEOPLE, row(2, null, null, null, null), row(3, null, null, null, null)));
            log.alter(new SetProperties(Map.of("delta.enableRowTracking", "true")));
            assertThat(log.snapshot().files().stream().map(file -> file.baseRowId()))
                    .containsExactlyInAnyOrder(0L, 1L);
            assertThat(log.snapshot().properties().keySet()).contains("delta.rowTracking.materializedRowIdColumnName");
            log.append(rows(PEOPLE, row(4, null, null, null, null)));
            assertThat(log.snapshot().domains().get("delta.rowTracking").configuration())
                    .isEqualTo("{\"rowIdHighWaterMark\":3}");
            requireSameInKernel(log);
        }
    }

    @Test
    void versionsOfTheProtocolCanBeAskedFor() {
        try (DeltaLog log = people()) {
            log.alter(new SetProperties(Map.of("delta.minReaderVersion", "2", "delta.minWriterVersion", "5")));
            assertThat(log.snapshot().protocol().minWriterVersion()).isEqualTo(5);
            assertThat(log.snapshot().properties()).isEmpty();
            log.alter(new SetProperties(Map.of("delta.feature.deletionVectors", "supported")));
            assertThat(log.snapshot().protocol().supportedNames())
                    .contains("deletionVectors", "columnMapping", "changeDataFeed", "appendOnly");
            assertThatThrownBy(() -> log.alter(new SetProperties(Map.of("delta.minReaderVersion", "9"))))
                    .hasMessageContaining("this program knows up to 3 and 7");
            requireSameInKernel(log);
        }
    }

    @Test
    void propertiesThatMeanNothingAreRefused() {
        try (DeltaLog log = people()) {
            assertThatThrownBy(() -> log.alter(new SetProperties(Map.of("delta.enableDeletionVector", "true"))))
                    .hasMessageContaining(
                            "there is no such property of Delta tables; did you mean " + "delta.enableDeletionVectors");
            assertThatThrownBy(() -> log.alter(new SetProperties(Map.of("delta.appendOnly", "yes"))))
                    .hasMessage("Cannot use 'yes' as delta.appendOnly: it is 'true' or 'false'");
            assertThatThrownBy(() -> log.alter(new SetProperties(Map.of("delta.logRetentionDuration", "soon"))))
                    .hasMessageContaining("it is not an interval");
            assertThatThrownBy(() -> log.alter(new SetProperties(Map.of("delta.columnMapping.maxColumnId", "1"))))
                    .hasMessageContaining("the program sets it itself");
            assertThatThrownBy(() -> log.alter(new SetProperties(Map.of("delta.enableIcebergCompatV2", "true"))))
                    .hasMessageContaining("is not done here");
            assertThatThrownBy(() -> log.alter(new SetProperties(Map.of("delta.constraints.c", "id > 0"))))
                    .hasMessageContaining("ADD CONSTRAINT");
            assertThatThrownBy(() -> open("other").create(TableSpec.of(PEOPLE).withProperty("delta.apendOnly", "true")))
                    .hasMessageContaining("did you mean delta.appendOnly");
        }
    }

    @Test
    void clusteringIsADomainOfPhysicalNames() {
        try (DeltaLog log = people("delta.columnMapping.mode", "name")) {
            log.alter(new ClusterBy(List.of("id", "home.city")));
            log.alter(new RenameColumn(List.of("id"), "key"));
            assertThat(Clustering.columns(log.snapshot())).containsExactly(List.of("key"), List.of("home", "city"));
            assertThat(log.snapshot().protocol().supportedNames()).contains("clustering", "domainMetadata");
            assertThatThrownBy(() -> log.alter(new DropColumns(List.of(List.of("key")), false)))
                    .hasMessageContaining("the table is clustered by it");
            assertThatThrownBy(() -> log.alter(new ClusterBy(List.of("nme"))))
                    .hasMessageContaining("did you mean name");
            log.alter(new ClusterBy(List.of()));
            assertThat(Clustering.columns(log.snapshot())).isEmpty();
        }
    }
}
