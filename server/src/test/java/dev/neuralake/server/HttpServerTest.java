package dev.neuralake.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.helidon.webserver.CloseConnectionException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The transport below the routes, word for word on the wire. */
class HttpServerTest {
    private static final ServerSettings SETTINGS = ServerSettings.builder()
            .port(0)
            .readTimeout(Duration.ofSeconds(2))
            .writeTimeout(Duration.ofSeconds(1))
            .grace(Duration.ofSeconds(2))
            .build();

    /** Failures that these tests provoke are not worth a page of log each. */
    private static final Logger LOG = Logger.getLogger(HttpServer.class.getName());

    private HttpServer server;

    @BeforeAll
    static void silence() {
        LOG.setLevel(Level.OFF);
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void answersOneRequestAfterTheOtherOnOneConnection() throws IOException {
        serve(exchange -> exchange.send(200, "text/plain", exchange.rawPath().getBytes(StandardCharsets.UTF_8)));
        try (RawClient client = connect()) {
            client.send("GET /a HTTP/1.1\nHost: x\n\nGET /b HTTP/1.1\nHost: x\n\n");
            assertThat(client.readUntil("/b")).contains("/a");
            client.send("GET /c HTTP/1.1\nHost: x\nConnection: close\n\n");
            assertThat(client.readToEnd()).contains("Connection: close").endsWith("/c");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET / HTTP/1.0                                              | 505 | http_version_not_supported",
                "nonsense                                                    | 400 | bad_request",
                "GET /%zz HTTP/1.1\\nHost: x                                  | 400 | bad_request",
                "GET /a?b=%ff HTTP/1.1\\nHost: x\\nConnection: close           | 400 | bad_request",
                "GET / HTTP/1.1                                              | 400 | bad_request",
                "GET / HTTP/1.1\\nHost: x\\nno colon                           | 400 | bad_request",
                "POST / HTTP/1.1\\nHost: x\\nContent-Length: many              | 400 | bad_request",
                "POST / HTTP/1.1\\nHost: x\\nTransfer-Encoding: gzip, chunked  | 501 | not_implemented",
                "GET /fails HTTP/1.1\\nHost: x\\nConnection: close             | 500 | internal",
            })
    void everyErrorHasOneShape(String request, int status, String code) throws IOException {
        serve(exchange -> {
            throw new IllegalStateException("secret");
        });
        try (RawClient client = connect()) {
            String answer = client.send(request.replace("\\n", "\n") + "\n\n").readToEnd();
            assertThat(answer).startsWith("HTTP/1.1 " + status + " ").contains("Content-Type: application/json");
            JsonNode body = Json.MAPPER.readTree(answer.substring(answer.indexOf("\r\n\r\n")));
            assertThat(body.path("ok").isBoolean()).isTrue();
            assertThat(body.path("ok").booleanValue()).isFalse();
            assertThat(body.path("error").path("code").textValue()).isEqualTo(code);
            assertThat(body.path("error").path("status").intValue()).isEqualTo(status);
            assertThat(body.path("error").path("message").textValue())
                    .startsWith("Cannot ")
                    .doesNotContain("secret");
        }
    }

    @Test
    void tooLongAnAddressIs414AndTooManyHeadersAre4xx() throws IOException {
        serve(exchange -> exchange.sendNothing(204));
        try (RawClient client = connect()) {
            client.send("GET /" + "a".repeat(40_000) + " HTTP/1.1\nHost: x\n\n");
            assertThat(client.readToEnd()).startsWith("HTTP/1.1 414 ").contains("\"code\":\"address_too_long\"");
        }
        try (RawClient client = connect()) {
            client.send("GET / HTTP/1.1\nHost: x\nA: " + "a".repeat(40_000) + "\n\n");
            assertThat(client.readToEnd()).startsWith("HTTP/1.1 4").contains("\"ok\":false");
        }
    }

    @Test
    void bodyThatIsTooLargeIsRefusedAndTheAnswerArrives() throws IOException {
        serve(exchange -> exchange.send(200, "text/plain", exchange.body(1_000)));
        try (RawClient client = connect()) {
            client.send("POST / HTTP/1.1\nHost: x\nContent-Length: 2000000\n\n").send(new byte[2_000_000]);
            assertThat(client.readUntil("}\n")).startsWith("HTTP/1.1 413 ").contains("\"body_too_large\"");
        }
        try (RawClient client = connect()) {
            client.send("POST / HTTP/1.1\nHost: x\nTransfer-Encoding: chunked\n\n7d0\n")
                    .send(new byte[2_000])
                    .send("\n0\n\n");
            assertThat(client.readUntil("}\n")).startsWith("HTTP/1.1 413 ").contains("\"body_too_large\"");
        }
    }

    @Test
    void clientThatAsksFirstIsToldNotToSendTooLargeABody() throws IOException {
        serve(exchange -> exchange.send(200, "text/plain", exchange.body(1_000)));
        try (RawClient client = connect()) {
            client.send("POST / HTTP/1.1\nHost: x\nContent-Length: 2000\nExpect: 100-continue\n\n");
            assertThat(client.readToEnd()).startsWith("HTTP/1.1 413 ").contains("Connection: close");
        }
        try (RawClient client = connect()) {
            client.send("POST / HTTP/1.1\nHost: x\nContent-Length: 2\nExpect: 100-continue\n\n");
            assertThat(client.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 100 ");
            client.send("hi");
            assertThat(client.readUntil("hi")).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void bodyThatBreaksOffIsAnError() throws IOException {
        serve(exchange -> exchange.send(200, "text/plain", exchange.body(1_000)));
        try (RawClient client = connect()) {
            client.send("POST / HTTP/1.1\nHost: x\nContent-Length: 10\n\nabc").endOfInput();
            assertThat(client.readToEnd()).startsWith("HTTP/1.1 400 ").contains("\"bad_request\"");
        }
        try (RawClient client = connect()) {
            client.send("POST / HTTP/1.1\nHost: x\nTransfer-Encoding: chunked\n\nzz\n\n");
            assertThat(client.readToEnd()).startsWith("HTTP/1.1 400 ").contains("\"bad_request\"");
        }
    }

    @Test
    void answerThatFailsInItsMidstIsBrokenOff() throws IOException {
        serve(exchange -> {
            OutputStream out = exchange.stream("text/plain");
            out.write(new byte[100_000]);
            out.flush();
            throw new IllegalStateException("late");
        });
        try (RawClient client = connect()) {
            String answer = client.send("GET / HTTP/1.1\nHost: x\n\n").readToEnd();
            assertThat(answer).startsWith("HTTP/1.1 200 ").contains("Transfer-Encoding: chunked");
            assertThat(answer).doesNotEndWith("0\r\n\r\n");
        }
    }

    @Test
    void leavingClientIsNoticedWhileItsAnswerIsComputed() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch noticed = new CountDownLatch(1);
        serve(exchange -> {
            try (var watch = exchange.client().whenGone(noticed::countDown)) {
                begun.countDown();
                await(noticed);
            }
            throw new CloseConnectionException("gone");
        });
        RawClient client = connect().send("GET / HTTP/1.1\nHost: x\n\n");
        await(begun);
        assertThat(noticed.getCount()).isEqualTo(1);
        client.close();
        await(noticed);
    }

    @Test
    void clientThatStopsReadingIsDropped() throws Exception {
        CountDownLatch dropped = new CountDownLatch(1);
        serve(exchange -> {
            try (OutputStream out = exchange.stream("application/octet-stream")) {
                byte[] bytes = new byte[1 << 16];
                while (true) {
                    out.write(bytes);
                }
            } catch (IOException | RuntimeException e) {
                dropped.countDown();
                throw e;
            }
        });
        try (RawClient client = connect()) {
            client.send("GET / HTTP/1.1\nHost: x\n\n");
            await(dropped);
        }
    }

    @Test
    void clientThatSaysNothingIsDropped() throws IOException {
        serve(exchange -> exchange.sendNothing(204));
        try (RawClient silent = connect();
                RawClient slow = connect().send("GET / HTTP/1.1\nHos")) {
            assertThat(silent.readToEnd()).isEmpty();
            slow.readToEnd();
        }
    }

    @Test
    void closingLetsAnswersUnderWayFinish() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        serve(exchange -> {
            begun.countDown();
            await(release);
            exchange.send(200, "text/plain", "done".getBytes(StandardCharsets.UTF_8));
        });
        int port = server.port();
        try (RawClient client = connect().send("GET / HTTP/1.1\nHost: x\n\n")) {
            await(begun);
            Thread closing = Thread.ofVirtual().start(server::close);
            release.countDown();
            assertThat(client.readToEnd()).endsWith("done");
            closing.join();
        }
        assertThatThrownBy(() -> new RawClient(port)).isInstanceOf(IOException.class);
    }

    @Test
    void takenPortIsOneClearError() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            ServerSettings settings =
                    ServerSettings.builder().port(taken.getLocalPort()).build();
            assertThatThrownBy(() -> new HttpServer(settings, exchange -> {}, HttpServerTest::internal))
                    .hasMessage(
                            "Cannot listen on 127.0.0.1:" + taken.getLocalPort()
                                    + ": Address already in use (choose another with --port or neuralake.port; 0 takes a free one)");
        }
        ServerSettings nowhere =
                ServerSettings.builder().host("no.such.host.invalid").build();
        assertThatThrownBy(() -> new HttpServer(nowhere, exchange -> {}, HttpServerTest::internal))
                .hasMessage("Cannot listen on host 'no.such.host.invalid': it has no address (neuralake.host)");
    }

    private void serve(Endpoint endpoint) {
        server = new HttpServer(SETTINGS, endpoint, HttpServerTest::internal);
    }

    private static HttpError internal(Throwable failure) {
        return failure instanceof HttpError error
                ? error
                : new HttpError(ErrorCode.INTERNAL, "Cannot answer: it failed");
    }

    private RawClient connect() throws IOException {
        return new RawClient(server.port());
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new UncheckedIOException(new IOException(Arrays.toString(e.getStackTrace())));
        }
    }
}
