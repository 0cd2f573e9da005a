package dev.neuralake.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StaticFilesTest {
    @TempDir
    private Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        Path site = Files.createDirectories(folder.resolve("site"));
        Files.writeString(site.resolve("index.html"), "<h1>Lake</h1>");
        Files.createDirectories(site.resolve("tables/größe"));
        Files.writeString(site.resolve("tables/größe/index.html"), "<h1>größe</h1>");
        Files.writeString(site.resolve("app.css"), "body{}");
        Files.writeString(site.resolve("empty.txt"), "");
        Files.write(site.resolve("large.bin"), new byte[300_000]);
        Files.writeString(site.resolve(".secret"), "secret");
        Files.writeString(folder.resolve("outside.txt"), "secret");
        Files.createSymbolicLink(site.resolve("link.txt"), folder.resolve("outside.txt"));
        server = new HttpServer(
                ServerSettings.builder().port(0).build(), new StaticFiles(site), failure -> (HttpError) failure);
    }

    @AfterEach
    void stop() {
        server.close();
        http.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/, text/html; charset=utf-8, <h1>Lake</h1>",
        "/index.html, text/html; charset=utf-8, <h1>Lake</h1>",
        "/app.css, text/css; charset=utf-8, body{}",
        "/empty.txt, text/plain; charset=utf-8, ''",
        "/tables/gr%C3%B6%C3%9Fe/, text/html; charset=utf-8, <h1>größe</h1>",
    })
    void servesFilesWithTheirType(String path, String type, String content) throws Exception {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains(type);
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.body()).isEqualTo(content);
    }

    @Test
    void tellsTheLengthAndServesLargeFilesWhole() throws Exception {
        HttpResponse<String> answer = get("/large.bin");
        assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(300_000);
        assertThat(answer.body()).hasSize(300_000);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/octet-stream");
    }

    @Test
    void headHasTheHeadersAlone() throws Exception {
        HttpResponse<String> answer = http.send(
                request("/large.bin")
                        .method("HEAD", HttpRequest.BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(300_000);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void fileThatTheClientHasIsNotSentAgain() throws Exception {
        String tag = get("/app.css").headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> answer =
                http.send(request("/app.css").header("If-None-Match", tag).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(304);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void folderWithoutSlashLeadsToTheFolder() throws Exception {
        HttpResponse<String> answer = get("/tables/gr%C3%B6%C3%9Fe");
        assertThat(answer.statusCode()).isEqualTo(301);
        assertThat(answer.headers().firstValue("Location")).contains("./gr%C3%B6%C3%9Fe/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/none.html",
                "/tables/",
                "/.secret",
                "/link.txt",
                "/../outside.txt",
                "/tables/../../outside.txt",
                "/%2e%2e/outside.txt",
                "/..%2foutside.txt",
                "/tables%2f..%2f..%2foutside.txt",
                "/..%5coutside.txt",
                "/app.css%00.html",
                "//outside.txt",
            })
    void nothingElseIsServed(String path) throws Exception {
        try (RawClient client = new RawClient(server.port())) {
            String answer = client.send("GET " + path + " HTTP/1.1\nHost: x\nConnection: close\n\n")
                    .readToEnd();
            assertThat(answer)
                    .startsWith("HTTP/1.1 404 ")
                    .contains("\"unknown_route\"")
                    .doesNotContain("secret\"");
            assertThat(answer).doesNotEndWith("secret");
        }
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(request(path).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path));
    }
}
