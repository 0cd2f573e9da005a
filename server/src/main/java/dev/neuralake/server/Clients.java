package dev.neuralake.server;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.task.InterruptableTask;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The connected clients: accepts each as HTTP/1.1 and drops those that stop reading their answers. */
final class Clients implements ServerConnectionSelector, AutoCloseable {
    private static final Duration BETWEEN_CHECKS = Duration.ofSeconds(1);

    private final Http1ConnectionSelector http;
    private final Duration readTimeout;
    private final Duration writeTimeout;
    private final Set<Client> connected = ConcurrentHashMap.newKeySet();
    private final Thread watchman;

    Clients(Http1Config config, Duration readTimeout, Duration writeTimeout) {
        this.http = Http1ConnectionSelector.builder().config(config).build();
        this.readTimeout = readTimeout;
        this.writeTimeout = writeTimeout;
        this.watchman = Thread.ofVirtual().name("neuralake-http-watchman").start(this::watch);
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(BETWEEN_CHECKS);
                connected.forEach(client -> client.dropIfStalled(writeTimeout));
            }
        } catch (InterruptedException e) {
            // Closing interrupts; there is nothing left to do.
        }
    }

    @Override
    public void close() {
        watchman.interrupt();
    }

    @Override
    public int bytesToIdentifyConnection() {
        return 0;
    }

    /** Takes every connection, so that a client of another protocol is told so in HTTP. */
    @Override
    public Support supports(BufferData data) {
        return Support.SUPPORTED;
    }

    @Override
    public Set<String> supportedApplicationProtocols() {
        return http.supportedApplicationProtocols();
    }

    @Override
    public ServerConnection connection(ConnectionContext context) {
        Client client = new Client(context, readTimeout);
        return new Attended(client, http.connection(client));
    }

    private final class Attended implements ServerConnection, InterruptableTask<Void> {
        private final Client client;
        private final ServerConnection connection;

        Attended(Client client, ServerConnection connection) {
            this.client = client;
            this.connection = connection;
        }

        @Override
        public void handle(Limit limit) throws InterruptedException {
            connected.add(client);
            client.attend();
            try {
                ScopedValue.where(Client.CURRENT, client).<Void, InterruptedException>call(() -> {
                    connection.handle(limit);
                    return null;
                });
            } finally {
                connected.remove(client);
                client.release();
            }
        }

        /** Never: the client's own time-out ends a connection that nobody uses, and spares one that waits. */
        @Override
        public Duration idleTime() {
            return Duration.ZERO;
        }

        @Override
        public void close(boolean interrupt) {
            connection.close(interrupt);
        }

        @Override
        public boolean canInterrupt() {
            return ((InterruptableTask<?>) connection).canInterrupt();
        }
    }
}
