package dev.neuralake.server;

import dev.neuralake.types.NeuralakeException;
import io.helidon.webserver.CloseConnectionException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who asked what, when, and what became of it: one line of JSON for each query, appended to a file before the next one
 * of its client is answered. A server whose file cannot be opened does not start. Without a file nothing is written.
 */
final class Audit implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Audit.class.getName());

    private final @Nullable FileChannel file;

    Audit(@Nullable Path path) {
        this.file = path == null ? null : open(path);
    }

    private static FileChannel open(Path path) {
        try {
            Path folder = path.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            return FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new NeuralakeException(
                    "Cannot write the audit log " + path + ": " + e + " (neuralake.audit.file)", e);
        }
    }

    /** The endpoint, each of its answers written down. */
    Endpoint wrap(Endpoint endpoint) {
        return file == null ? endpoint : exchange -> answer(endpoint, exchange);
    }

    private void answer(Endpoint endpoint, Exchange exchange) throws IOException {
        try {
            endpoint.answer(exchange);
        } catch (IOException | RuntimeException | Error e) {
            write(
                    exchange,
                    e instanceof CloseConnectionException
                            ? "broken_off"
                            : Errors.of(e).code().text());
            throw e;
        }
        write(exchange, "ok");
    }

    private void write(Exchange exchange, String outcome) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("time", Instant.now().toString());
        line.put("requestId", exchange.id());
        line.put("client", exchange.client().remotePeer().host());
        line.put("request", exchange.method() + " " + exchange.rawPath());
        line.put("asked", exchange.asked());
        line.put("outcome", outcome);
        line.put("elapsedMs", (System.nanoTime() - exchange.startNanos()) / 1_000_000);
        try {
            append(Json.line(line));
        } catch (IOException e) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "Request " + exchange.id() + " could not be written to the audit log",
                    e);
        }
    }

    /** One call for a whole line, so that lines of several threads do not mix. */
    private synchronized void append(byte[] line) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(line);
        while (file != null && bytes.hasRemaining()) {
            file.write(bytes);
        }
    }

    @Override
    public void close() {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "The audit log could not be closed", e);
        }
    }
}
