package dev.neuralake.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.neuralake.delta.action.AddFile;
import dev.neuralake.delta.action.Json;
import dev.neuralake.types.Column;
import dev.neuralake.types.DataType;
import dev.neuralake.types.DataType.Primitive;
import dev.neuralake.types.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which columns get statistics. */
class StatisticsColumnsTest extends DeltaFixture {
    private static final String NAMES = "delta.dataSkippingStatsColumns";
    private static final Schema SCHEMA = Schema.of(
            Column.of("id", Primitive.LONG),
            Column.of("odd,name`", Primitive.STRING),
            Column.of(
                    "address",
                    DataType.struct(
                            Column.of("city", Primitive.STRING),
                            Column.of("house", DataType.struct(Column.of("no.", Primitive.INT))),
                            Column.of("photo", Primitive.BINARY))),
            Column.of("photo", Primitive.BINARY),
            Column.of("tags", DataType.array(Primitive.STRING)),
            Column.of("Day", Primitive.DATE),
            Column.of("p", Primitive.STRING));

    private static TableSpec table(String names) {
        return TableSpec.of(SCHEMA)
                .partitionedBy("p")
                .withProperty("delta.columnMapping.mode", "name")
                .withProperty("delta.dataSkippingNumIndexedCols", "1")
                .withProperty(NAMES, names);
    }

    private static void append(DeltaLog log) {
        Object[] address = {"Bern", new Object[] {7}, new byte[] {1}};
        log.append(rows(
                log.snapshot().schema(),
                row(1L, "odd", address, new byte[] {2}, List.of("a"), java.time.LocalDate.of(2026, 1, 2), "x")));
    }

    /** The leaves of the null counts of the newest file, by their logical names. */
    private static TreeSet<String> counted(DeltaLog log) throws JsonProcessingException {
        AddFile newest = null;
        for (AddFile file : log.snapshot().files()) {
            newest = file;
        }
        JsonNode stats = Json.MAPPER.readTree(newest.stats());
        assertThat(stats.path("numRecords").asLong()).isEqualTo(1);
        TreeSet<String> leaves = new TreeSet<>();
        leaves(stats.path("nullCount"), log.snapshot().schema().columns(), "", leaves);
        return leaves;
    }

    private static void leaves(JsonNode counts, List<Column> columns, String prefix, TreeSet<String> leaves) {
        for (Column column : columns) {
            JsonNode count = counts.path(ColumnMapping.physicalName(column, true));
            if (column.type() instanceof DataType.StructType struct) {
                leaves(count, struct.fields(), prefix + column.name() + "/", leaves);
            } else if (!count.isMissingNode()) {
                leaves.add(prefix + column.name());
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "id; id",
                "DAY , id; Day id",
                "`odd,name```; odd,name`",
                "address; address/city address/house/no. address/photo",
                "address.city,day; Day address/city",
                "address.house.`no.`; address/house/no.",
                "Address.house; address/house/no.",
                "\"\"; \"\""
            })
    void namedColumnsGetThem(String names, String expected) throws IOException {
        try (DeltaLog log = open("t")) {
            log.create(table(names));
            append(log);
            assertThat(counted(log))
                    .isEqualTo(new TreeSet<>(expected.isEmpty() ? List.of() : List.of(expected.split(" "))));
        }
        assertThat(KernelTable.read(folder.resolve("t"))).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "idd; there is no column idd; did you mean id?",
                "address.town; there is no column address.town;",
                "p; the table is partitioned by p, so every file tells its value anyway",
                "photo; column photo is of type binary, which has no bounds",
                "tags; column tags is of type array<string>, which has no bounds",
                "id,,day; it is no list of columns",
                "id,; it is no list of columns",
                "`id; it is no list of columns",
                "odd-name; there is no column `odd-name`",
                "id,ID; column ID is in it twice",
                "address.city,address; column address is in it twice"
            })
    void namesThatSparkWouldRefuseAreRefused(String names, String reason) {
        try (DeltaLog log = open("t")) {
            assertThatThrownBy(() -> log.create(table(names)))
                    .hasMessageStartingWith("Cannot use '" + names + "' as " + NAMES + " of table t: " + reason);
            log.create(table("id"));
            assertThatThrownBy(() -> log.alter(new Alteration.SetProperties(Map.of(NAMES, names))))
                    .hasMessageContaining(reason);
        }
    }

    @Test
    void specialNamesStandInBackticks() {
        Schema schema = Schema.of(Column.of("odd-name", Primitive.LONG));
        try (DeltaLog log = open("t")) {
            assertThatThrownBy(() -> log.create(TableSpec.of(schema).withProperty(NAMES, "odd-name")))
                    .hasMessageContaining("a name of more than letters, digits and '_' stands in backticks");
            log.create(TableSpec.of(schema).withProperty(NAMES, "`odd-name`"));
        }
    }

    @Test
    void theyFollowRenamedAndDroppedColumns() throws IOException {
        try (DeltaLog log = open("t")) {
            log.create(table("id, address.city, address.house"));
            log.alter(new Alteration.RenameColumn(List.of("address", "house"), "my house"));
            log.alter(new Alteration.RenameColumn(List.of("address"), "place"));
            assertThat(log.snapshot().properties()).containsEntry(NAMES, "id,place.city,place.`my house`");
            append(log);
            assertThat(counted(log)).containsExactly("id", "place/city", "place/my house/no.");
            log.alter(new Alteration.DropColumns(List.of(List.of("place", "my house"), List.of("tags")), false));
            assertThat(log.snapshot().properties()).containsEntry(NAMES, "id,place.city");
            log.alter(new Alteration.DropColumns(List.of(List.of("place"), List.of("id")), false));
            assertThat(log.snapshot().properties()).containsEntry(NAMES, "");
            log.alter(new Alteration.UnsetProperties(List.of(NAMES), false));
        }
    }

    @Test
    void withoutNamesTheFirstColumnsGetThem() throws IOException {
        try (DeltaLog log = open("t")) {
            log.create(table("day"));
            log.alter(new Alteration.UnsetProperties(List.of(NAMES), false));
            append(log);
            assertThat(counted(log)).containsExactly("id");
        }
    }

    @Test
    void namesOfOthersThatLeadNowhereArePassedOver() throws IOException {
        try (DeltaLog log = open("t")) {
            log.create(table("day"));
        }
        Path first = folder.resolve("t/_delta_log/00000000000000000000.json");
        String text = Files.readString(first);
        for (var entry : Map.of("gone,id", "id", "``,", "id").entrySet()) {
            Files.writeString(first, text.replace(NAMES + "\":\"day\"", NAMES + "\":\"" + entry.getKey() + "\""));
            try (DeltaLog log = open("t")) {
                append(log);
                assertThat(counted(log)).containsExactly(entry.getValue());
            }
        }
    }
}
