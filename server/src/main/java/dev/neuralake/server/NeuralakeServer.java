package dev.neuralake.server;

import dev.neuralake.catalog.Catalog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Serves a catalog over HTTP; {@code docs/reference/http.md} describes what it answers. It is read only. Safe for use
 * by many threads.
 */
public final class NeuralakeServer implements AutoCloseable {
    private final Serving serving;
    private final Health health = new Health();
    private final Workers workers;
    private final Access access;
    private final Audit audit;
    private final Routes routes;
    private final HttpServer http;
    private final String host;

    private NeuralakeServer(Catalog catalog, ServerSettings settings) {
        this.serving = new Serving(catalog);
        this.workers = new Workers(settings.maxQueries());
        this.access = new Access(settings);
        this.audit = new Audit(settings.auditFile());
        this.routes = routes(settings);
        this.host = settings.host();
        this.http = listen(settings);
        Thread.ofPlatform().daemon().name("neuralake-http-warm-up").start(() -> health.warmUp(catalog));
    }

    /**
     * Listens at once and answers from then on; {@code GET /health} is 200 once the engine has started.
     *
     * @param catalog stays the caller's, who closes it after the server
     * @throws dev.neuralake.types.NeuralakeException where the address cannot be listened on
     */
    public static NeuralakeServer start(Catalog catalog, ServerSettings settings) {
        return new NeuralakeServer(catalog, settings);
    }

    private HttpServer listen(ServerSettings settings) {
        try {
            return new HttpServer(settings, this::answer, Errors::of);
        } catch (RuntimeException e) {
            workers.close();
            audit.close();
            throw e;
        }
    }

    private Routes routes(ServerSettings settings) {
        CatalogEndpoints catalog = new CatalogEndpoints(serving);
        QueryEndpoints queries = new QueryEndpoints(serving, settings);
        Path site = settings.site();
        return new Routes(site == null ? new Index(this::list) : new StaticFiles(site))
                .add("POST", "/api/sql", query(queries::postSql))
                .add("GET", "/api/sql", query(queries::getSql))
                .add("GET", "/api/tables/{table}", query(queries::rows))
                .add("GET", "/api/tables/{table}/changes", query(queries::changes))
                .add("GET", "/api/tables", workers.wrap(catalog::tables))
                .add("GET", "/api/schema/{table}", workers.wrap(catalog::schema))
                .add("GET", "/api/catalog", workers.wrap(catalog::catalog))
                .add("GET", "/health", health);
    }

    private Endpoint query(Endpoint endpoint) {
        return audit.wrap(workers.wrap(endpoint));
    }

    private List<String> list() {
        return routes.list();
    }

    private void answer(Exchange exchange) throws IOException {
        Endpoint endpoint = routes.find(exchange);
        if (endpoint != health) {
            health.requireOpen();
            access.check(exchange);
        }
        endpoint.answer(exchange);
    }

    /** The port that it listens on. */
    public int port() {
        return http.port();
    }

    /** {@code http://127.0.0.1:8080}. */
    public String address() {
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port();
    }

    /**
     * Serves another catalog from now on. Requests that have begun finish on the one before.
     *
     * @return completes with the catalog that was served so far, once no request uses it; its owner may then close it
     */
    public CompletableFuture<Catalog> replace(Catalog next) {
        return serving.replace(next);
    }

    /** Takes no more requests, lets those under way finish as long as the settings grant, and breaks off the rest. */
    @Override
    public void close() {
        health.stopping();
        http.close();
        workers.close();
        audit.close();
    }
}
