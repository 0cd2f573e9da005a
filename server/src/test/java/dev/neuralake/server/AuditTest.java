package dev.neuralake.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditTest {
    @TempDir
    private Path folder;

    @Test
    void everyQueryLeavesALine() throws Exception {
        Path file = folder.resolve("logs/audit.jsonl");
        try (Audit audit = new Audit(file);
                HttpServer server = serve(audit.wrap(AuditTest::answer))) {
            ask(server, "select 1");
            ask(server, "select \"fails\"");
        }
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(2);
        JsonNode first = Json.MAPPER.readTree(lines.getFirst());
        assertThat(first.path("asked").asText()).isEqualTo("select 1");
        assertThat(first.path("outcome").asText()).isEqualTo("ok");
        assertThat(first.path("client").asText()).isEqualTo("127.0.0.1");
        assertThat(first.path("requestId").asText()).isEqualTo("r-1");
        JsonNode second = Json.MAPPER.readTree(lines.getLast());
        assertThat(second.path("asked").asText()).isEqualTo("select \"fails\"");
        assertThat(second.path("outcome").asText()).isEqualTo("invalid_sql");
    }

    @Test
    void fileThatCannotBeWrittenIsAnError() throws IOException {
        Path taken = Files.createFile(folder.resolve("taken"));
        assertThatThrownBy(() -> new Audit(taken.resolve("audit.jsonl")))
                .hasMessageStartingWith("Cannot write the audit log " + taken.resolve("audit.jsonl"))
                .hasMessageEndingWith("(neuralake.audit.file)");
    }

    private static void answer(Exchange exchange) {
        String sql = new String(exchange.body(100), java.nio.charset.StandardCharsets.UTF_8);
        exchange.ask(sql);
        if (sql.contains("fails")) {
            throw new HttpError(ErrorCode.INVALID_SQL, "Cannot run the query: it fails");
        }
        exchange.sendNothing(204);
    }

    private static HttpServer serve(Endpoint endpoint) {
        return new HttpServer(ServerSettings.builder().port(0).build(), endpoint, Errors::of);
    }

    private static void ask(HttpServer server, String sql) throws IOException {
        try (RawClient client = new RawClient(server.port())) {
            client.send("POST / HTTP/1.1\nHost: x\nX-Request-Id: r-1\nConnection: close\nContent-Length: "
                            + sql.length() + "\n\n" + sql)
                    .readToEnd();
        }
    }
}
