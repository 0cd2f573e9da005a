package dev.neuralake.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.neuralake.delta.TableProperty.Role;
import dev.neuralake.delta.action.Feature;
import dev.neuralake.types.Column;
import dev.neuralake.types.DataType.Primitive;
import dev.neuralake.types.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds the page on Delta tables to the code. */
class DeltaPageTest extends DeltaFixture {
    private static final Schema ROWS = Schema.of(Column.of("id", Primitive.LONG));

    private static String page() {
        try {
            return Files.readString(
                    Path.of(System.getProperty("neuralake.root", "..")).resolve("docs/reference/delta.md"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The last cell of each row below a heading, by the first. */
    private static Map<String, String> table(String heading) {
        String section = page().split("\n## " + heading + "\n")[1].split("\n## ")[0];
        Map<String, String> rows = new LinkedHashMap<>();
        Pattern.compile("(?m)^\\| `([^`]+)` \\|.*\\| ([^|]*) \\|$")
                .matcher(section)
                .results()
                .forEach(row -> rows.put(row.group(1), row.group(2)));
        return rows;
    }

    @Test
    void everyFeatureIsOnThePage() {
        assertThat(table("Features").keySet())
                .containsExactlyElementsOf(Arrays.stream(Feature.values())
                        .map(Feature::text)
                        .sorted()
                        .toList());
    }

    @Test
    void everyPropertyIsOnThePage() {
        Map<Role, String> words = Map.of(
                Role.HONOURED, "honoured",
                Role.KEPT, "kept for other engines",
                Role.OWN, "set by the program alone",
                Role.REFUSED, "refused");
        Map<String, String> expected = new LinkedHashMap<>();
        for (TableProperty property : TableProperty.values()) {
            expected.put(property.key(), words.get(property.role()));
        }
        assertThat(table("Properties")).containsExactlyInAnyOrderEntriesOf(expected);
    }

    @Test
    void featuresThatThePageRefusesAreRefusedByName() throws IOException {
        String refused = page().split("Refused by name")[1].split("\n\n")[0];
        List<String> names = Pattern.compile("`([^`]+)`")
                .matcher(refused)
                .results()
                .map(name -> name.group(1))
                .toList();
        assertThat(names).isNotEmpty();
        for (String name : names) {
            assertThat(Feature.named(name)).isEmpty();
            try (DeltaLog log = open(name)) {
                log.create(TableSpec.of(ROWS).withProperty("delta.feature.deletionVectors", "supported"));
            }
            Path commit = folder.resolve(name).resolve("_delta_log/00000000000000000000.json");
            String text = Files.readString(commit);
            Files.writeString(commit, text.replace("\"deletionVectors\"", "\"" + name + "\""));
            try (DeltaLog log = open(name)) {
                assertThatThrownBy(log::snapshot)
                        .hasMessage("Cannot read table " + name + ": it uses the table feature " + name
                                + ", which this program does not know (use a newer program, or drop the feature)");
            }
            Files.writeString(
                    commit,
                    text.replaceFirst("\"deletionVectors\"", "").replace("\"deletionVectors\"", "\"" + name + "\""));
            try (DeltaLog log = open(name)) {
                assertThatThrownBy(() -> log.append(rows(ROWS, row(1L))))
                        .hasMessageContaining("Cannot write to table " + name + ": it uses the table feature " + name);
                assertThatThrownBy(() -> log.vacuum(VacuumSpec.full())).hasMessageContaining(name);
                assertThatThrownBy(() -> log.optimize(OptimizeSpec.all())).hasMessageContaining(name);
            }
        }
    }
}
