package dev.neuralake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.neuralake.settings.Settings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveServerTest {
    @TempDir
    Path folder;

    private static String code(String rows) {
        return """
                import dev.neuralake.catalog.*;

                /** Letters. */
                @Database("letters")
                public class Letters {
                  public record Letter(String letter) {}

                  /** Letters that %1$s. */
                  @Table
                  static Rows<Letter> letters() { return Rows.of(%1$s); }
                }
                """.formatted(rows);
    }

    @Test
    void aSavedCatalogIsServedAnewAndABrokenOneIsNot() throws Exception {
        Path file = Files.writeString(folder.resolve("Letters.java"), code("new Letter(\"a\")"));
        CatalogOptions from = new CatalogOptions();
        from.name(file.toString());
        TestConsole console = TestConsole.create();
        try (LiveServer server =
                        LiveServer.start(from, Settings.load(Map.of("neuralake.port", "0")), console.console());
                HttpClient client = HttpClient.newHttpClient()) {
            assertThat(get(client, server)).isEqualTo("[{\"letter\":\"a\"}]\n");

            Files.writeString(file, code("new Letter(\"b\")"));
            await(() -> console.err().contains("Loaded anew: 1 table."));
            assertThat(get(client, server)).isEqualTo("[{\"letter\":\"b\"}]\n");

            Files.writeString(file, code("new Lettre(\"c\")"));
            await(() -> console.err().contains("goes on being served"));
            assertThat(console.err()).contains("Letters.java:10: error: cannot find symbol");
            assertThat(get(client, server)).isEqualTo("[{\"letter\":\"b\"}]\n");
        }
    }

    private static String get(HttpClient client, LiveServer server) throws Exception {
        return client.send(
                        HttpRequest.newBuilder(URI.create(server.address() + "/api/tables/letters"))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 3_000 && !condition.getAsBoolean(); i++) {
            Thread.sleep(10);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
