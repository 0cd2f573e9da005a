package dev.neuralake.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** Says to a server exactly what it is told to, well-formed or not. */
final class RawClient implements AutoCloseable {
    private static final int LONGEST_WAIT_MILLIS = 10_000;

    private final Socket socket;

    RawClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(LONGEST_WAIT_MILLIS);
    }

    RawClient send(String request) throws IOException {
        socket.getOutputStream().write(request.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
        return this;
    }

    RawClient send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    RawClient endOfInput() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /** Everything up to the end of the connection, which is awaited. */
    String readToEnd() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Everything until {@code text} has been read. */
    String readUntil(String text) throws IOException {
        InputStream in = socket.getInputStream();
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        while (!read.toString(StandardCharsets.UTF_8).contains(text)) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("The connection ended after: " + read.toString(StandardCharsets.UTF_8));
            }
            read.write(next);
        }
        return read.toString(StandardCharsets.UTF_8);
    }

    /** Whether the server sends nothing more and keeps the connection open for {@code millis}. */
    boolean staysSilentFor(int millis) throws IOException {
        socket.setSoTimeout(millis);
        try {
            return socket.getInputStream().read() == Integer.MIN_VALUE;
        } catch (SocketTimeoutException e) {
            return true;
        } finally {
            socket.setSoTimeout(LONGEST_WAIT_MILLIS);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
