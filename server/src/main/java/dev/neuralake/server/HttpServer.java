package dev.neuralake.server;

import dev.neuralake.types.NeuralakeException;
import io.helidon.common.socket.SocketOptions;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ErrorHandling;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.function.Function;

/**
 * Speaks HTTP/1.1 with clients, a virtual thread for each: turns requests into exchanges, and whatever fails into
 * errors of one shape. An answer that fails when part of it is sent is broken off, so that no client takes it for
 * whole.
 */
final class HttpServer implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(HttpServer.class.getName());
    private static final int LONGEST_ADDRESS = 32 << 10;

    private final Endpoint endpoint;
    private final Function<Throwable, HttpError> errors;
    private final Clients clients;
    private final WebServer server;

    /**
     * @param endpoint answers every request
     * @param errors what to answer where it fails
     * @throws NeuralakeException where the address cannot be listened on
     */
    HttpServer(ServerSettings settings, Endpoint endpoint, Function<Throwable, HttpError> errors) {
        this.endpoint = endpoint;
        this.errors = errors;
        Http1Config http = Http1Config.builder()
                .maxPrologueLength(LONGEST_ADDRESS)
                // Brackets in a query are not allowed by RFC 3986, and written by everyone.
                .validatePrologue(false)
                .build();
        this.clients = new Clients(http, settings.readTimeout(), settings.writeTimeout());
        this.server = WebServer.builder()
                .address(address(settings))
                .port(settings.port())
                .protocolsDiscoverServices(false)
                .featuresDiscoverServices(false)
                .addConnectionSelector(clients)
                .connectionOptions(SocketOptions.builder().tcpNoDelay(true).build())
                .writeBufferSize(0)
                .shutdownHook(false)
                .shutdownGracePeriod(settings.grace())
                .errorHandling(ErrorHandling.builder().includeEntity(true).build())
                .directHandlers(TransportErrors.handlers())
                .routing(routing -> routing.addFilter(this::closeWhereAsked).any(this::handle))
                .build();
        start(settings);
    }

    private static InetAddress address(ServerSettings settings) {
        try {
            return InetAddress.getByName(settings.host());
        } catch (UnknownHostException e) {
            throw new NeuralakeException(
                    "Cannot listen on host '" + settings.host() + "': it has no address (neuralake.host)", e);
        }
    }

    private void start(ServerSettings settings) {
        try {
            // The library logs the failure of its start and carries on; trying the port first gives the reason.
            new ServerSocket(settings.port(), 1, address(settings)).close();
            server.start();
        } catch (IOException e) {
            clients.close();
            throw unavailable(settings, e);
        }
        if (!server.isRunning()) {
            clients.close();
            throw unavailable(settings, new IOException("Address already in use"));
        }
    }

    private static NeuralakeException unavailable(ServerSettings settings, IOException e) {
        return new NeuralakeException(
                "Cannot listen on " + settings.host() + ":" + settings.port() + ": " + e.getMessage()
                        + " (choose another with --port or neuralake.port; 0 takes a free one)",
                e);
    }

    int port() {
        return server.port();
    }

    /** Stops listening, waits for the answers under way as long as the settings grant, then breaks them off. */
    @Override
    public void close() {
        server.stop();
        clients.close();
    }

    private void handle(ServerRequest request, ServerResponse response) {
        Exchange exchange = new Exchange(request, response);
        try {
            exchange.readAddress();
            endpoint.answer(exchange);
        } catch (Throwable e) {
            fail(exchange, e);
        }
    }

    private void fail(Exchange exchange, Throwable failure) {
        if (failure instanceof CloseConnectionException gone) {
            throw gone;
        }
        HttpError error = errors.apply(failure);
        if (error.code() == ErrorCode.INTERNAL) {
            LOG.log(System.Logger.Level.ERROR, "Request " + exchange.id() + " failed", failure);
        }
        if (exchange.hasBegun()) {
            throw new CloseConnectionException(
                    "Request " + exchange.id() + " failed in the midst of its answer", failure);
        }
        exchange.discardBody();
        exchange.send(error);
    }

    /** The library itself goes on reading requests after {@code Connection: close}. */
    private void closeWhereAsked(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        chain.proceed();
        boolean asked = Exchange.asksToClose(request.headers()) || Exchange.asksToClose(response.headers());
        if (asked) {
            throw new CloseConnectionException("One side asked to close");
        }
    }
}
