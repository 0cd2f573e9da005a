package dev.neuralake.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The routes and what they say of the catalog. */
class NeuralakeServerTest {
    private static SampleServer sample;

    @BeforeAll
    static void start() {
        sample = new SampleServer();
    }

    @AfterAll
    static void stop() throws Exception {
        sample.close();
    }

    @Test
    void listsTheTables() throws Exception {
        JsonNode tables = SampleServer.json(sample.get("/api/tables")).path("tables");
        assertThat(tables).extracting(table -> table.path("name").asText()).contains("cities", "counted", "missing");
        JsonNode cities = tables.valueStream()
                .filter(table -> table.path("name").asText().equals("cities"))
                .findFirst()
                .orElseThrow();
        assertThat(cities.path("qualifiedName").asText()).isEqualTo("geo.cities");
        assertThat(cities.path("kind").asText()).isEqualTo("function");
        assertThat(cities.path("owner").asText()).isEqualTo("geography");
        assertThat(cities.path("tags")).extracting(JsonNode::asText).containsExactly("sample", "cities");
        assertThat(cities.path("rows").asText()).isEqualTo("/api/tables/geo.cities");
    }

    @Test
    void linksOfTheListLeadToTheTablesWhateverTheirNames() throws Exception {
        for (JsonNode table : SampleServer.json(sample.get("/api/tables")).path("tables")) {
            HttpResponse<String> schema = sample.get(table.path("schema").asText());
            boolean missing = table.path("name").asText().equals("missing");
            assertThat(schema.statusCode()).as(table.toString()).isEqualTo(missing ? 500 : 200);
        }
    }

    @Test
    void tellsTheColumnsOfATable() throws Exception {
        JsonNode schema = SampleServer.json(sample.get("/api/schema/cities"));
        assertThat(schema.path("key")).extracting(JsonNode::asText).containsExactly("name");
        assertThat(schema.path("columns"))
                .extracting(column ->
                        column.path("name").asText() + " " + column.path("type").asText() + " "
                                + column.path("nullable").asBoolean())
                .containsExactly(
                        "name string false",
                        "country string false",
                        "population long false",
                        "founded date true",
                        "area decimal(8,2) true");
    }

    @Test
    void tellsWhatTheCatalogKnows() throws Exception {
        JsonNode catalog = SampleServer.json(sample.get("/api/catalog"));
        assertThat(catalog.path("databases")).hasSize(2);
    }

    @Test
    void indexListsTheRoutes() throws Exception {
        JsonNode index = SampleServer.json(sample.get("/"));
        assertThat(index.path("routes"))
                .extracting(JsonNode::asText)
                .contains("GET /api/tables/{table}", "POST /api/sql", "GET /health");
    }

    @Test
    void becomesHealthyOnceItAnswers() throws Exception {
        HttpResponse<String> health = sample.get("/health");
        for (int i = 0; i < 1_000 && health.statusCode() == 503; i++) {
            assertThat(SampleServer.json(health).at("/error/code").asText()).isEqualTo("unavailable");
            Thread.sleep(10);
            health = sample.get("/health");
        }
        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(health.body()).isEqualTo("{\"ok\":true}\n");
    }

    @Test
    void headAndOptionsNeedNoRows() throws Exception {
        var head = sample.send(sample.request("/api/tables")
                .method("HEAD", BodyPublishers.noBody())
                .build());
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(head.body()).isEmpty();

        var options = sample.send(sample.request("/api/sql")
                .method("OPTIONS", BodyPublishers.noBody())
                .build());
        assertThat(options.statusCode()).isEqualTo(204);
        assertThat(options.headers().firstValue("Allow")).contains("GET, HEAD, OPTIONS, POST");
        assertThat(options.headers().map()).doesNotContainKey("access-control-allow-origin");
    }

    @Test
    void requestIdComesBackWhereItFits() throws Exception {
        assertThat(sample.get("/health", "X-Request-Id", "abc-1").headers().firstValue("X-Request-Id"))
                .contains("abc-1");
        assertThat(sample.get("/health", "X-Request-Id", "<script>").headers().firstValue("X-Request-Id"))
                .get()
                .asString()
                .hasSize(36);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET    | /nothing                  | 404 | unknown_route",
                "GET    | /api                      | 404 | unknown_route",
                "GET    | /api/table/cities         | 404 | unknown_route",
                "GET    | /api/tables/cities/rows   | 404 | unknown_route",
                "POST   | /nothing                  | 405 | method_not_allowed",
                "DELETE | /api/tables/cities        | 405 | method_not_allowed",
                "PUT    | /api/sql                  | 405 | method_not_allowed",
                "PATCH  | /health                   | 405 | method_not_allowed",
                "GET    | /api/schema/citys         | 404 | unknown_table",
                "GET    | /api/schema/missing       | 500 | table_unreadable",
                "GET    | /api/tables?limit=5       | 400 | invalid_parameter",
                "GET    | /api/schema/%ff           | 400 | bad_request",
            })
    void everyErrorHasOneShape(String method, String path, int status, String code) throws Exception {
        HttpResponse<String> answer = sample.send(
                sample.request(path).method(method, BodyPublishers.noBody()).build());
        assertThat(answer.statusCode()).isEqualTo(status);
        assertError(answer, code);
    }

    @Test
    void methodsThatWouldDoAreNamed() throws Exception {
        HttpResponse<String> answer =
                sample.send(sample.request("/api/tables").DELETE().build());
        assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD, OPTIONS");
    }

    static void assertError(HttpResponse<String> answer, String code) throws Exception {
        JsonNode body = SampleServer.json(answer);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(body.path("ok").isBoolean() && !body.path("ok").booleanValue())
                .isTrue();
        JsonNode error = body.path("error");
        assertThat(error.path("code").textValue()).as(answer.body()).isEqualTo(code);
        assertThat(error.path("status").intValue()).isEqualTo(answer.statusCode());
        assertThat(error.path("message").textValue()).isNotBlank();
        assertThat(error.path("requestId").textValue())
                .isEqualTo(answer.headers().firstValue("X-Request-Id").orElseThrow());
    }
}
