package dev.neuralake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands tell people they tell programs too. */
class FormatOptionTest {
    @TempDir
    Path folder;

    private static TestConsole run(String... args) {
        TestConsole console = TestConsole.create();
        assertThat(console.run(args)).as(console.err()).isZero();
        return console;
    }

    @Test
    void tablesColumnsAndVersionsComeInEveryFormat() throws Exception {
        JsonNode tables =
                new ObjectMapper().readTree(run("tables", "--format", "json").out());
        assertThat(tables.get(0).path("table").asText()).isEqualTo("users");
        assertThat(tables.get(0).path("tags").get(1).asText()).isEqualTo("core");

        assertThat(run("describe", "inventory", "-f", "csv").out())
                .startsWith("column,type,nullable,key,personal,description\npart_id,long,false,true,false,the part\n");

        String lake = "neuralake.lake=" + folder;
        assertThat(run("history", "transactions", "-f", "json", "--set", lake).out())
                .isEqualTo("[]\n");
        run("generate", "transactions", "-n", "10", "--set", lake);
        JsonNode latest = new ObjectMapper()
                .readTree(run("history", "transactions", "-f", "ndjson", "--set", lake)
                        .out());
        assertThat(latest.path("version").asLong()).isEqualTo(1);
        assertThat(latest.path("metrics").path("numOutputRows").asText()).isEqualTo("10");
    }
}
