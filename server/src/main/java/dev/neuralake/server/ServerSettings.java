package dev.neuralake.server;

import dev.neuralake.types.NeuralakeException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a server listens and what it allows. Immutable.
 *
 * @param host the address to listen on
 * @param port 0 to 65535; 0 takes a free one
 * @param token the bearer token that requests must carry; null asks for none
 * @param site the folder of a documentation site to serve at {@code /}; null serves a list of the routes
 * @param auditFile gets a line for each query; null writes none
 * @param rowLimit the most rows of a table that are answered where the request gives no limit
 * @param deadline how long one query may take, from the request's arrival to its last row
 * @param maxBodyBytes the largest request body
 * @param maxQueries how many queries may be under way or waiting; more are refused
 * @param readTimeout how long a client may send nothing, in the midst of a request or between two
 * @param writeTimeout how long a client may leave its answer unread
 * @param grace how long running queries have to finish when the server closes
 */
public record ServerSettings(
        String host,
        int port,
        @Nullable String token,
        @Nullable Path site,
        @Nullable Path auditFile,
        long rowLimit,
        Duration deadline,
        int maxBodyBytes,
        int maxQueries,
        Duration readTimeout,
        Duration writeTimeout,
        Duration grace) {

    public ServerSettings {
        if (port < 0 || port > 65_535) {
            throw new NeuralakeException("Cannot listen on port " + port + ": ports are 0 to 65535 (neuralake.port)");
        }
        if (rowLimit < 1) {
            throw new NeuralakeException("Cannot answer " + rowLimit + " rows by default: at least one is needed");
        }
    }

    /** Loopback, port 8080, no token, 1,000 rows of a table, a minute for a query. */
    public static ServerSettings defaults() {
        return builder().build();
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Collects settings; what is not set stays at its default. */
    public static final class Builder {
        private String host = "127.0.0.1";
        private int port = 8080;
        private @Nullable String token;
        private @Nullable Path site;
        private @Nullable Path auditFile;
        private long rowLimit = 1_000;
        private Duration deadline = Duration.ofSeconds(60);
        private int maxBodyBytes = 1 << 20;
        private int maxQueries = 256;
        private Duration readTimeout = Duration.ofSeconds(60);
        private Duration writeTimeout = Duration.ofSeconds(30);
        private Duration grace = Duration.ofSeconds(10);

        private Builder() {}

        public Builder host(String value) {
            host = value;
            return this;
        }

        public Builder port(int value) {
            port = value;
            return this;
        }

        public Builder token(@Nullable String value) {
            token = value;
            return this;
        }

        public Builder site(@Nullable Path value) {
            site = value;
            return this;
        }

        public Builder auditFile(@Nullable Path value) {
            auditFile = value;
            return this;
        }

        public Builder rowLimit(long value) {
            rowLimit = value;
            return this;
        }

        public Builder deadline(Duration value) {
            deadline = value;
            return this;
        }

        public Builder maxBodyBytes(int value) {
            maxBodyBytes = value;
            return this;
        }

        public Builder maxQueries(int value) {
            maxQueries = value;
            return this;
        }

        public Builder readTimeout(Duration value) {
            readTimeout = value;
            return this;
        }

        public Builder writeTimeout(Duration value) {
            writeTimeout = value;
            return this;
        }

        public Builder grace(Duration value) {
            grace = value;
            return this;
        }

        public ServerSettings build() {
            return new ServerSettings(
                    host,
                    port,
                    token,
                    site,
                    auditFile,
                    rowLimit,
                    deadline,
                    maxBodyBytes,
                    maxQueries,
                    readTimeout,
                    writeTimeout,
                    grace);
        }
    }
}
