package dev.neuralake.server;

import dev.neuralake.catalog.Catalog;
import dev.neuralake.catalog.CatalogTable;
import dev.neuralake.catalog.TableKind;
import dev.neuralake.columnar.format.Format;
import dev.neuralake.frame.LazyFrame;
import dev.neuralake.frame.Source;
import dev.neuralake.frame.TimeTravel;
import dev.neuralake.query.TableRead;
import dev.neuralake.server.TableRequest.Part;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rows: of SQL, and of one table. */
final class QueryEndpoints {
    private final Serving serving;
    private final ServerSettings settings;

    QueryEndpoints(Serving serving, ServerSettings settings) {
        this.serving = serving;
        this.settings = settings;
    }

    /** SQL in the body. */
    void postSql(Exchange exchange) throws IOException {
        exchange.query().allowOnly("format");
        SqlRequest request = SqlRequest.parse(exchange.body(settings.maxBodyBytes()), exchange.header("Content-Type"));
        sql(exchange, request);
    }

    /** SQL in the address. */
    void getSql(Exchange exchange) throws IOException {
        exchange.query().allowOnly("q", "format");
        String sql = exchange.query()
                .one("q")
                .orElseThrow(() -> new HttpError(ErrorCode.INVALID_PARAMETER, "Cannot run a query: there is none")
                        .hint("Send it as the parameter q, or as the body of a POST."));
        sql(exchange, SqlRequest.of(sql));
    }

    private void sql(Exchange exchange, SqlRequest request) throws IOException {
        exchange.ask(request.sql());
        Format format = RowFormats.choose(exchange);
        try (Serving.Use use = serving.use()) {
            LazyFrame frame = LazyFrame.of(source(request), use.catalog().runner());
            new RowAnswer(exchange, format, settings.deadline()).send(use.catalog(), frame);
        }
    }

    @SuppressWarnings("NullAway") // A value may be null; in compiled records the checker overlooks that.
    private static Source source(SqlRequest request) {
        return new Source.Sql(request.sql(), values(request));
    }

    private static Map<String, @Nullable Object> values(SqlRequest request) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>(request.named());
        for (int i = 0; i < request.positional().size(); i++) {
            values.put(String.valueOf(i + 1), request.positional().get(i));
        }
        return values;
    }

    /** The rows of a table, as its parameters choose them. */
    void rows(Exchange exchange) throws IOException {
        table(exchange, exchange.path().getLast(), TableRequest.parse(exchange.query()));
    }

    /** What commits did to the rows of a table. */
    void changes(Exchange exchange) throws IOException {
        List<String> path = exchange.path();
        table(exchange, path.get(path.size() - 2), TableRequest.parseChanges(exchange.query()));
    }

    private void table(Exchange exchange, String name, TableRequest request) throws IOException {
        exchange.ask(name);
        Format format = RowFormats.choose(exchange);
        long limit = request.limit() == null ? settings.rowLimit() : request.limit();
        try (Serving.Use use = serving.use()) {
            CatalogTable table = use.catalog().entry(name);
            // One row more than is answered tells whether there are more.
            long asked = limit == Long.MAX_VALUE ? limit : limit + 1;
            LazyFrame frame = new TableFrame(use.catalog().table(table.qualifiedName()), request).rows(asked);
            new RowAnswer(exchange, format, settings.deadline())
                    .limit(limit, reads -> next(exchange, request, limit, pinned(use.catalog(), table, request, reads)))
                    .send(use.catalog(), frame);
        }
    }

    /** The parameter by which the next rows are of the same version, or of the same range of them. */
    private static Optional<String> pinned(
            Catalog catalog, CatalogTable table, TableRequest request, List<TableRead> reads) {
        if (table.kind() != TableKind.DELTA || reads.isEmpty()) {
            return Optional.empty();
        }
        long version = reads.getFirst().version();
        return Optional.of(
                switch (request.part()) {
                    case Part.State _ -> "version=" + version;
                    case Part.Changes(TimeTravel.Timestamp _, var _) ->
                        "to="
                                + QueryString.encode(catalog.delta(table.qualifiedName())
                                        .log()
                                        .snapshot(version)
                                        .timestamp()
                                        .toString());
                    case Part.Changes _ -> "to=" + version;
                });
    }

    private static String next(Exchange exchange, TableRequest request, long limit, Optional<String> pinned) {
        StringBuilder address = new StringBuilder(exchange.rawPath()).append('?');
        for (QueryString.Parameter parameter : exchange.query().parameters()) {
            if (!List.of("limit", "offset", "version", "timestamp", "to").contains(parameter.name())) {
                address.append(QueryString.encode(parameter.name()))
                        .append('=')
                        .append(QueryString.encode(parameter.value()))
                        .append('&');
            }
        }
        pinned.ifPresent(parameter -> address.append(parameter).append('&'));
        address.append("limit=").append(limit).append("&offset=").append(request.offset() + limit);
        return "<" + address + ">; rel=\"next\"";
    }
}
