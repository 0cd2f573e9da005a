package dev.neuralake.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {
    private HttpServer server;

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void tokenIsAskedForWhereThereIsOne() throws IOException {
        serve(ServerSettings.builder().port(0).token("s3cret").build());
        assertThat(get("Host: lake.example.org"))
                .startsWith("HTTP/1.1 401 ")
                .contains("WWW-Authenticate: Bearer", "the request carries no bearer token");
        assertThat(get("Host: x\nAuthorization: Bearer other"))
                .startsWith("HTTP/1.1 401 ")
                .contains("the bearer token is not the right one")
                .doesNotContain("s3cret");
        assertThat(get("Host: x\nAuthorization: Basic s3cret")).startsWith("HTTP/1.1 401 ");
        assertThat(get("Host: x\nAuthorization: Bearer s3cret")).startsWith("HTTP/1.1 204 ");
        assertThat(get("Host: x\nAuthorization: bearer s3cret")).startsWith("HTTP/1.1 204 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "localhost:1234", "LOCALHOST", "127.0.0.1:80", "[::1]:80", "lake.localhost"})
    void loopbackServerAnswersForThisMachine(String host) throws IOException {
        serve(ServerSettings.builder().port(0).build());
        assertThat(get("Host: " + host)).startsWith("HTTP/1.1 204 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"evil.example.org", "evil.example.org:80", "127.0.0.1.evil.example.org", "localhost.evil.org"})
    void loopbackServerAnswersForNoOtherName(String host) throws IOException {
        serve(ServerSettings.builder().port(0).build());
        assertThat(get("Host: " + host)).startsWith("HTTP/1.1 403 ").contains("\"forbidden_host\"");
    }

    @Test
    void serverThatIsOpenToOthersAnswersForAnyName() throws IOException {
        serve(ServerSettings.builder().host("0.0.0.0").port(0).build());
        assertThat(get("Host: lake.example.org")).startsWith("HTTP/1.1 204 ");
    }

    private void serve(ServerSettings settings) {
        Access access = new Access(settings);
        server = new HttpServer(
                settings,
                exchange -> {
                    access.check(exchange);
                    exchange.sendNothing(204);
                },
                failure -> (HttpError) failure);
    }

    private String get(String headers) throws IOException {
        try (RawClient client = new RawClient(server.port())) {
            return client.send("GET / HTTP/1.1\nConnection: close\n" + headers + "\n\n")
                    .readToEnd();
        }
    }
}
