package dev.neuralake.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer, of which the first bytes are held back: as long as all is held, a failure can still become an
 * error with its own status, and headers can still tell what only the end of the rows shows. What is longer is streamed
 * in chunks, each written when it is full.
 */
final class HeldOutput extends OutputStream {
    private static final int CHUNK_BYTES = 1 << 16;

    private final Exchange exchange;
    private final String contentType;
    private final int mostHeldBytes;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream(1 << 12);
    private List<String> announced = List.of();
    private @Nullable OutputStream streamed;

    /** @param mostHeldBytes how much is held back; more is streamed */
    HeldOutput(Exchange exchange, String contentType, int mostHeldBytes) {
        this.exchange = exchange;
        this.contentType = contentType;
        this.mostHeldBytes = mostHeldBytes;
    }

    @Override
    public void write(int b) throws IOException {
        held.write(b);
        drainIfFull();
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        held.write(bytes, offset, length);
        drainIfFull();
    }

    private void drainIfFull() throws IOException {
        if (held.size() >= (streamed == null ? mostHeldBytes : CHUNK_BYTES)) {
            drain();
        }
    }

    private void drain() throws IOException {
        OutputStream out = streamed;
        if (out == null) {
            tellElapsed();
            if (!announced.isEmpty()) {
                exchange.header("Trailer", String.join(", ", announced));
            }
            out = exchange.stream(contentType);
            streamed = out;
        }
        held.writeTo(out);
        held.reset();
        out.flush();
    }

    /** Names what {@link #tell} may tell, before anything is written. */
    void announce(String... names) {
        announced = List.of(names);
    }

    /** Adds a header, or a trailer where the headers are sent already. */
    void tell(String name, String value) {
        if (streamed == null) {
            exchange.header(name, value);
        } else {
            exchange.trailer(name, value);
        }
    }

    private void tellElapsed() {
        exchange.header(
                "X-Neuralake-Elapsed-Ms", String.valueOf((System.nanoTime() - exchange.startNanos()) / 1_000_000));
    }

    /** Sends what is left. Not called after a failure, so that what was streamed stays without its end. */
    void finish() throws IOException {
        if (streamed == null) {
            tellElapsed();
            exchange.send(200, contentType, held.toByteArray());
        } else if (held.size() > 0) {
            drain();
        }
    }
}
