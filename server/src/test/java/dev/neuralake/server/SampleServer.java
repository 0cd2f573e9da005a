package dev.neuralake.server;

import com.fasterxml.jackson.databind.JsonNode;
import dev.neuralake.catalog.Catalog;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;

/** A server of the sample lake, and a client for it. */
final class SampleServer implements AutoCloseable {
    final CountDownLatch gate = new CountDownLatch(1);
    final Catalog lake;
    final NeuralakeServer server;
    final HttpClient client = HttpClient.newHttpClient();
    private final Path folder;

    SampleServer() {
        this(settings -> settings);
    }

    SampleServer(UnaryOperator<ServerSettings.Builder> settings) {
        try {
            folder = Files.createTempDirectory("sample-server");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        lake = SampleLake.open(folder.resolve("lake"), gate);
        server = NeuralakeServer.start(
                lake, settings.apply(ServerSettings.builder().port(0)).build());
    }

    HttpResponse<String> get(String path, String... headers) throws Exception {
        return send(request(path, headers).build());
    }

    HttpResponse<byte[]> bytes(String path, String... headers) throws Exception {
        return client.send(request(path, headers).build(), BodyHandlers.ofByteArray());
    }

    HttpResponse<String> sql(String sql, String... headers) throws Exception {
        return send(
                request("/api/sql", headers).POST(BodyPublishers.ofString(sql)).build());
    }

    HttpResponse<String> send(HttpRequest request) throws Exception {
        return client.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path));
        return headers.length == 0 ? request : request.headers(headers);
    }

    static JsonNode json(HttpResponse<String> answer) throws IOException {
        return Json.MAPPER.readTree(answer.body());
    }

    @Override
    public void close() throws IOException {
        gate.countDown();
        server.close();
        client.close();
        lake.close();
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
