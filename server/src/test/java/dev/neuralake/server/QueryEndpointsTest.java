package dev.neuralake.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.neuralake.columnar.Session;
import dev.neuralake.delta.DeleteSpec;
import dev.neuralake.delta.DeltaLog;
import dev.neuralake.delta.SetColumn;
import dev.neuralake.delta.UpdateSpec;
import dev.neuralake.types.Sql;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows over HTTP: every format, filter and kind of failure, with a client as everybody has it. */
class QueryEndpointsTest {
    private static SampleServer sample;

    @BeforeAll
    static void start() {
        sample = new SampleServer();
        for (long n = 1; n <= 3; n++) {
            sample.lake.delta("counted").append(new SampleLake.Number(n, "version " + n));
        }
        stock();
    }

    /** Version 1 of {@code stock} adds two rows, 2 changes one, 3 deletes one. */
    private static void stock() {
        sample.lake.delta("stock").append(new SampleLake.Stock("bolt", 400), new SampleLake.Stock("nut", 90));
        DeltaLog log = sample.lake.delta("stock").log();
        log.update(UpdateSpec.set(SetColumn.of("pieces", "350")).where("item = 'bolt'"));
        log.delete(DeleteSpec.where("item = 'nut'"));
    }

    @AfterAll
    static void stop() throws Exception {
        sample.close();
    }

    @Test
    void sqlIsAnsweredAsJsonUnlessSomethingElseIsAccepted() throws Exception {
        String sql = "select name, founded, area from cities where country = 'AT'";
        HttpResponse<String> json = sample.sql(sql);
        assertThat(json.statusCode()).isEqualTo(200);
        assertThat(json.headers().firstValue("Content-Type")).contains("application/json");
        JsonNode row = SampleServer.json(json).get(0);
        assertThat(row.path("name").asText()).isEqualTo("Wien");
        assertThat(row.path("founded").isNull()).isTrue();

        assertThat(sample.sql(sql, "Accept", "text/csv").body()).isEqualTo("name,founded,area\nWien,,414.78\n");
        assertThat(sample.sql("select 1 as a union all select 2 order by a", "Accept", "application/x-ndjson")
                        .body())
                .isEqualTo("{\"a\":1}\n{\"a\":2}\n");
    }

    @Test
    void arrowIsAStreamWithItsSchemaEvenWithoutRows() throws Exception {
        byte[] body = sample.bytes("/api/tables/cities?filter[name]eq=Atlantis&format=arrow")
                .body();
        try (RootAllocator allocator = new RootAllocator();
                ArrowStreamReader reader = new ArrowStreamReader(new ByteArrayInputStream(body), allocator)) {
            assertThat(reader.getVectorSchemaRoot().getSchema().getFields()).hasSize(5);
            assertThat(reader.loadNextBatch()).isFalse();
        }
    }

    @Test
    void parquetIsAFileThatTheEngineReads(@TempDir Path folder) throws Exception {
        Path file = Files.write(
                folder.resolve("rows.parquet"),
                sample.bytes("/api/tables/million?limit=5000", "Accept", "application/vnd.apache.parquet")
                        .body());
        try (Session session = sample.lake.engine().session()) {
            assertThat(session.json(
                            "SELECT count(*) || ' ' || max(n) FROM read_parquet(" + Sql.text(file.toString()) + ")"))
                    .isEqualTo("5000 4999");
        }
    }

    @Test
    void parametersAreBoundAndNotPasted() throws Exception {
        assertThat(json("{\"sql\": \"select ? || '!' as a, $2 + 1 as b\", \"params\": [\"it's; drop\", 41]}"))
                .isEqualTo("[{\"a\":\"it's; drop!\",\"b\":42}]\n");
        assertThat(json("{\"sql\": \"select name from cities where population > $least and country in ($a, $b) order by"
                        + " name\", \"params\": {\"least\": 2000000, \"a\": \"DE\", \"b\": \"AT\"}}"))
                .isEqualTo("[{\"name\":\"Berlin\"},\n{\"name\":\"Wien\"}]\n");
        assertThat(json("{\"sql\": \"select $n is null as a\", \"params\": {\"n\": null}}"))
                .isEqualTo("[{\"a\":true}]\n");
        assertThat(json("{\"sql\": \"select name from cities where founded < $day\", \"params\": {\"day\":"
                        + " \"0010-01-01\"}}"))
                .isEqualTo("[{\"name\":\"Bonn\"}]\n");
    }

    private static String json(String body) throws Exception {
        return sample.send(sample.request("/api/sql", "Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build())
                .body();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "filter[country]=DE&filter[population]gt=1000000&sort=name         | Berlin,Köln",
                "filter[country]in=AT,CH&sort=-name                                | 'Zürich, Stadt,Wien'",
                "filter[country]notin=DE,AT                                        | 'Zürich, Stadt'",
                "filter[name]in=[\"Zürich, Stadt\"]                                | 'Zürich, Stadt'",
                "filter[name]like=%25n&sort=name                                   | Berlin,Bonn,Köln,Wien",
                "filter[name]contains=,                                            | 'Zürich, Stadt'",
                "filter[founded]null&sort=name                                     | 'Wien,Zürich, Stadt'",
                "filter[area]ge=414.78&sort=-area                                  | Berlin,Wien",
                "sort=country,-population&limit=2                                  | Wien,'Zürich, Stadt'",
                "sort=population&offset=4                                          | Berlin",
            })
    void tableRowsAreChosenByParameters(String query, String names) throws Exception {
        HttpResponse<String> answer = sample.get("/api/tables/cities?columns=name&" + encode(query));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        List<String> answered = SampleServer.json(answer)
                .valueStream()
                .map(row -> row.path("name").asText())
                .toList();
        assertThat(String.join(",", answered)).isEqualTo(names.replace("'", ""));
    }

    @Test
    void changesOfATableAreRowsLikeOthers() throws Exception {
        HttpResponse<String> answer = sample.get("/api/tables/stock/changes?from=2&format=csv"
                + "&columns=item,pieces,_change_type,_commit_version&sort=_commit_version,-_change_type");
        assertThat(answer.body()).isEqualTo("""
                        item,pieces,_change_type,_commit_version
                        bolt,400,update_preimage,2
                        bolt,350,update_postimage,2
                        nut,90,delete,3
                        """);
        assertThat(answer.headers().firstValue("X-Neuralake-Versions")).contains("geo.stock=3");
        assertThat(SampleServer.json(
                        sample.get("/api/tables/stock/changes?from=2000-01-01T00:00:00Z&to=2999-01-01T00:00:00Z")))
                .hasSize(5);
        assertThat(
                        SampleServer.json(
                                sample.get(
                                        "/api/tables/stock/changes?from=1&to=3&filter%5B_change_type%5D=delete&filter%5Bpieces%5Dle=90")))
                .hasSize(1);
        assertThat(sample.get("/api/tables/stock/changes?from=1&to=1", "Accept", "application/x-ndjson")
                        .body()
                        .lines())
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"0, to=3", "2000-01-01T00%3A00%3A00Z, to=20"})
    void moreChangesAreOfTheSameVersions(String from, String pinned) throws Exception {
        HttpResponse<String> answer = sample.get("/api/tables/stock/changes?from=" + from + "&limit=4");
        assertThat(SampleServer.json(answer)).hasSize(4);
        String link = answer.headers().firstValue("Link").orElseThrow();
        assertThat(link)
                .startsWith("</api/tables/stock/changes?from=" + from + "&" + pinned)
                .endsWith("&limit=4&offset=4>; rel=\"next\"");
        HttpResponse<String> rest = sample.get(link.substring(1, link.indexOf('>')));
        assertThat(SampleServer.json(rest)).as(rest.body()).hasSize(1);
    }

    /** What stands there already encoded stays. */
    private static String encode(String query) {
        return query.chars()
                .mapToObj(c ->
                        "%[]&=,-_.".indexOf(c) >= 0 && c != '[' && c != ']' || Character.isLetterOrDigit(c) && c < 128
                                ? String.valueOf((char) c)
                                : URLEncoder.encode(String.valueOf((char) c), StandardCharsets.UTF_8))
                .collect(java.util.stream.Collectors.joining());
    }

    @Test
    void earlierVersionsAreAnsweredAndVersionsAreTold() throws Exception {
        HttpResponse<String> latest = sample.get("/api/tables/counted?sort=n");
        assertThat(latest.body()).contains("version 3");
        assertThat(latest.headers().firstValue("X-Neuralake-Versions")).contains("geo.counted=3");
        assertThat(latest.headers().firstValue("X-Neuralake-Files")).contains("3/3");
        HttpResponse<String> earlier = sample.get("/api/tables/counted?version=1");
        assertThat(earlier.body()).isEqualTo("[{\"n\":1,\"text\":\"version 1\"}]\n");
        assertThat(earlier.headers().firstValue("X-Neuralake-Versions")).contains("geo.counted=1");
        assertThat(sample.sql("select max(n) as m from counted at (version => 2)")
                        .body())
                .isEqualTo("[{\"m\":2}]\n");
        assertThat(sample.get("/api/tables/counted?timestamp=2999-01-01T00:00:00Z")
                        .body())
                .contains("unknown_version");
    }

    @Test
    void linksLeadThroughAllRowsOfOneVersion() throws Exception {
        HttpResponse<String> first = sample.get("/api/tables/counted?sort=n&limit=2");
        assertThat(first.headers().firstValue("X-Neuralake-Truncated")).contains("true");
        String link = first.headers().firstValue("Link").orElseThrow();
        assertThat(link).isEqualTo("</api/tables/counted?sort=n&version=3&limit=2&offset=2>; rel=\"next\"");
        HttpResponse<String> second = sample.get(link.substring(1, link.indexOf('>')));
        assertThat(second.body()).isEqualTo("[{\"n\":3,\"text\":\"version 3\"}]\n");
        assertThat(second.headers().firstValue("X-Neuralake-Truncated")).contains("false");
        assertThat(second.headers().firstValue("Link")).isEmpty();
        assertThat(sample.get("/api/tables/million").body().lines()).hasSize(1_000);
        assertThat(sample.get("/api/tables/million?limit=0").body()).isEqualTo("[]\n");
    }

    @Test
    void longAnswersTellInTrailersWhetherThereIsMore() throws Exception {
        try (RawClient client = new RawClient(sample.server.port())) {
            String answer = client.send(
                            "GET /api/tables/million?limit=100000 HTTP/1.1\nHost: localhost\nConnection: close\n\n")
                    .readToEnd();
            assertThat(answer.substring(0, answer.indexOf("\r\n\r\n")))
                    .contains(
                            "Transfer-Encoding: chunked",
                            "Trailer: X-Neuralake-Truncated, Link",
                            "X-Neuralake-Elapsed-Ms: ");
            assertThat(answer.substring(answer.lastIndexOf("\r\n0\r\n")))
                    .contains("X-Neuralake-Truncated: true", "Link: </api/tables/million?limit=100000&offset=100000>")
                    .endsWith("\r\n\r\n");
        }
    }

    @Test
    void everyTypeComesThroughEveryFormat() throws Exception {
        for (String format : List.of("json", "ndjson", "csv", "arrow", "parquet")) {
            HttpResponse<byte[]> answer = sample.bytes("/api/tables/every_type?sort=id&format=" + format);
            assertThat(answer.statusCode()).as(format).isEqualTo(200);
            assertThat(answer.body()).as(format).isNotEmpty();
        }
        JsonNode rows = SampleServer.json(sample.get("/api/tables/every_type?sort=id"));
        assertThat(rows.get(0).path("moment").asText()).isEqualTo("2026-02-28T12:30:00.123456Z");
        assertThat(rows.get(0).path("names").get(1).asText()).isEqualTo("y, z");
        assertThat(rows.get(0).path("point").path("label").asText()).isEqualTo("half");
        assertThat(rows.get(1).path("text").asText()).isEqualTo("quote \" comma , line\nend äöü 🦆 \\ \u0001");
        assertThat(rows.get(2).path("names").isNull()).isTrue();
    }

    @Test
    void namesWithQuotesBlanksAndOtherLettersAreServed() throws Exception {
        String path = "/api/tables/" + QueryString.encode("größe \"in\" m/s");
        assertThat(sample.get(path).body()).isEqualTo("[{\"x\":1.0,\"label\":\"one\"}]\n");
        assertThat(sample.sql("select label from \"größe \"\"in\"\" m/s\"").body())
                .isEqualTo("[{\"label\":\"one\"}]\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "select * frm cities                            | 400 | invalid_sql      | 13",
                "select nam from cities                         | 400 | unknown_column   | 7",
                "select lenght(name) from cities                | 403 | forbidden_sql    | 7",
                "select name + 1 from cities                    | 400 | invalid_sql      | 12",
                "select * from citys                            | 404 | unknown_table    | 14",
                "select * from counted at (version => 99)       | 404 | unknown_version  | -1",
                "select cast(name as int) from cities           | 422 | query_failed     | -1",
                "select * from missing                          | 500 | table_unreadable | -1",
                "select ?                                       | 400 | invalid_parameter | -1",
                "create table x (a int)                         | 403 | forbidden_sql    | -1",
                "select 1; select 2                             | 403 | forbidden_sql    | -1",
                "copy cities to 'x.csv'                         | 403 | forbidden_sql    | -1",
                "attach 'x.db'                                  | 403 | forbidden_sql    | -1",
                "pragma database_list                           | 403 | forbidden_sql    | -1",
                "select * from read_csv('/etc/passwd')          | 403 | forbidden_sql    | -1",
                "' '                                            | 400 | invalid_sql      | -1",
            })
    void everyFailureOfAQueryHasItsCode(String sql, int status, String code, int position) throws Exception {
        HttpResponse<String> answer = sample.sql(sql);
        NeuralakeServerTest.assertError(answer, code);
        assertThat(answer.statusCode()).isEqualTo(status);
        if (position >= 0) {
            assertThat(SampleServer.json(answer).at("/error/position").intValue())
                    .isEqualTo(position);
        }
        assertThat(SampleServer.json(answer).at("/error/message").asText()).doesNotContain("\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/tables/citys                                | 404 | unknown_table",
                "/api/tables/cities?colums=name                   | 400 | invalid_parameter",
                "/api/tables/cities?columns=nam                   | 400 | unknown_column",
                "/api/tables/cities?sort=nam                      | 400 | unknown_column",
                "/api/tables/cities?filter%5Bpopulation%5Dgt=many | 400 | invalid_parameter",
                "/api/tables/cities?filter%5Bname%5Dgreater=1     | 400 | invalid_parameter",
                "/api/tables/cities?limit=-1                      | 400 | invalid_parameter",
                "/api/tables/cities?version=1                     | 404 | unknown_version",
                "/api/tables/counted?version=99                   | 404 | unknown_version",
                "/api/tables/stock/changes                      | 400 | invalid_parameter",
                "/api/tables/stock/changes?from=0&version=1     | 400 | invalid_parameter",
                "/api/tables/stock/changes?from=2&to=1          | 400 | invalid_parameter",
                "/api/tables/stock/changes?from=0&to=2026-01-01 | 400 | invalid_parameter",
                "/api/tables/stock/changes?from=1&columns=nam   | 400 | unknown_column",
                "/api/tables/stock/changes?from=1&to=99         | 404 | unknown_version",
                "/api/tables/stock/changes?from=99              | 404 | unknown_version",
                "/api/tables/stock/changes?from=2999-01-01      | 404 | unknown_version",
                "/api/tables/counted/changes?from=0               | 404 | unknown_version",
                "/api/tables/cities/changes?from=0                | 404 | unknown_version",
                "/api/tables/nothing/changes?from=0               | 404 | unknown_table",
                "/api/tables/stock/change?from=0                | 404 | unknown_route",
                "/api/tables/cities?format=xlsx                   | 406 | not_acceptable",
                "/api/tables/cities?format=table                  | 406 | not_acceptable",
                "/api/tables/missing                              | 500 | table_unreadable",
                "/api/sql                                         | 400 | invalid_parameter",
            })
    void everyFailureOfATableHasItsCode(String path, int status, String code) throws Exception {
        HttpResponse<String> answer = sample.get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        NeuralakeServerTest.assertError(answer, code);
    }

    @Test
    void unknownAcceptIsRefusedAndNotIgnored() throws Exception {
        NeuralakeServerTest.assertError(
                sample.get("/api/tables/cities", "Accept", "application/xml"), "not_acceptable");
        NeuralakeServerTest.assertError(
                sample.send(sample.request("/api/sql", "Content-Type", "application/xml")
                        .POST(BodyPublishers.ofString("<sql/>"))
                        .build()),
                "unsupported_media_type");
    }

    @Test
    void headChecksAndRunsNothing() throws Exception {
        HttpResponse<String> answer = sample.send(sample.request("/api/tables/endless", "Accept", "text/csv")
                .method("HEAD", BodyPublishers.noBody())
                .build());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
        assertThat(sample.send(sample.request("/api/tables/cities?sort=nam")
                                .method("HEAD", BodyPublishers.noBody())
                                .build())
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void answerThatFailsInItsMidstIsNoWholeAnswer() {
        assertThatThrownBy(() -> sample.sql("select * from failing")).isInstanceOf(IOException.class);
    }

    @Test
    void rowsStreamAndStopWhenTheClientGoesAway() throws Exception {
        HttpResponse<InputStream> answer = sample.client.send(
                sample.request("/api/sql?format=ndjson&q=" + QueryString.encode("select * from endless"))
                        .build(),
                BodyHandlers.ofInputStream());
        try (InputStream rows = answer.body()) {
            assertThat(new String(rows.readNBytes(11), StandardCharsets.UTF_8)).isEqualTo("{\"n\":0,\"tex");
        }
        awaitIdle();
    }

    @Test
    void deadlineIsKept() throws Exception {
        try (SampleServer hasty = new SampleServer(settings -> settings.deadline(Duration.ofMillis(300)))) {
            HttpResponse<String> answer = hasty.sql("select count(*) from endless");
            assertThat(answer.statusCode()).isEqualTo(504);
            NeuralakeServerTest.assertError(answer, "deadline_exceeded");
            hasty.sql("select 1");
        }
    }

    private static void awaitIdle() throws InterruptedException {
        for (int i = 0; i < 500 && sample.lake.engine().openSessions() > 0; i++) {
            Thread.sleep(20);
        }
        assertThat(sample.lake.engine().openSessions()).isZero();
    }
}
