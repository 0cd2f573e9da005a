package dev.neuralake.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.neuralake.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogJsonTest {
    @TempDir
    Path folder;

    private JsonNode export() throws IOException {
        Path file = Files.writeString(folder.resolve("a.csv"), "id\n1\n");
        try (Catalog lake = Catalog.builder()
                .settings(Settings.of(Map.of("neuralake.lake", folder.toString())))
                .add(Shop.class)
                .register("größe \"x\"", CsvTable.of(file))
                .build()) {
            return new ObjectMapper().readTree(lake.toJson());
        }
    }

    @Test
    void tableIsWholeAndInOrder() throws IOException {
        JsonNode users = export().at("/databases/1/tables/0");

        assertThat(users.fieldNames())
                .toIterable()
                .containsExactly(
                        "name",
                        "qualifiedName",
                        "kind",
                        "description",
                        "owner",
                        "tags",
                        "key",
                        "pii",
                        "partitionedBy",
                        "columns",
                        "source");
        assertThat(users.at("/columns/2")).hasToString("""
                {"name":"country","type":"string","nullable":false,"description":"where the user lives, as ISO 3166 has it"}\
                """);
        assertThat(users.at("/source/file").asText()).isEqualTo("Shop.java");
    }

    @Test
    void tableThatCannotBeReadSaysWhyAmongTheOthers() throws IOException {
        JsonNode tables = export().at("/databases/1/tables");

        assertThat(tables).hasSize(10);
        assertThat(tables.at("/9/error").asText()).startsWith("Cannot read table shop.wrong: ");
        assertThat(tables.at("/9").has("columns")).isFalse();
    }

    @Test
    void namesAreEscapedAndTimesAreThoseOfTheFiles() throws IOException {
        JsonNode table = export().at("/databases/0/tables/0");

        assertThat(table.get("name").asText()).isEqualTo("größe \"x\"");
        assertThat(table.get("changed").asText()).matches("20\\d\\d-.*Z");
        assertThat(table.has("source")).isFalse();
    }

    @Test
    void everyKeyIsDocumentedAndNoOther() throws IOException {
        Path page = Path.of(System.getProperty("neuralake.root"), "docs/reference/catalog-json.md");
        Set<String> documented = new TreeSet<>();
        Files.readString(page)
                .lines()
                .filter(line -> line.startsWith("| `"))
                .flatMap(line -> java.util.regex.Pattern.compile("`(\\w+)`")
                        .matcher(line.split("\\|")[1])
                        .results()
                        .map(match -> match.group(1)))
                .forEach(documented::add);
        Set<String> written = new TreeSet<>();
        collect(export(), written);

        assertThat(written).isEqualTo(documented);
    }

    private static void collect(JsonNode node, Set<String> keys) {
        node.fieldNames().forEachRemaining(keys::add);
        node.forEach(child -> collect(child, keys));
    }
}
