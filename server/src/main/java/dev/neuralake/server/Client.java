package dev.neuralake.server;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.ProxyProtocolData;
import io.helidon.webserver.Router;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One connected client. A thread of its own reads ahead what the client sends, so that its going away is noticed while
 * a query runs for it; and every write is timed, so that a client that stopped reading can be dropped.
 *
 * <p>The server's one-thread-per-connection model would notice neither before the next write or read.
 */
final class Client implements ConnectionContext, DataWriter {
    /** The client of the request that the current thread answers. */
    static final ScopedValue<Client> CURRENT = ScopedValue.newInstance();

    /** No bytes stand for the end. */
    private static final byte[] END = new byte[0];

    private static final long NOT_WRITING = 0;

    private final ConnectionContext context;
    private final Duration readTimeout;
    private final DataReader reader = DataReader.create(this::received);
    private final ArrayBlockingQueue<byte[]> ahead = new ArrayBlockingQueue<>(1);
    private volatile boolean answered;
    private volatile boolean gone;
    private volatile @Nullable Runnable whenGone;
    private volatile long writingSinceNanos = NOT_WRITING;
    private volatile @Nullable Thread writer;
    private boolean ended;

    Client(ConnectionContext context, Duration readTimeout) {
        this.context = context;
        this.readTimeout = readTimeout;
    }

    void attend() {
        Thread.ofVirtual().name(childSocketId() + " reader").start(this::readAhead);
    }

    /** Lets the reading thread end; it does so once the connection is closed. */
    void release() {
        answered = true;
        ahead.clear();
    }

    /** Whether the client has closed its connection, or it broke. */
    boolean isGone() {
        return gone;
    }

    /**
     * Has {@code action} run, on another thread, once the client is gone; at once if it is already. The action may run
     * twice.
     *
     * @return closes the watch
     */
    Watch whenGone(Runnable action) {
        whenGone = action;
        if (gone) {
            action.run();
        }
        return () -> whenGone = null;
    }

    /** A registration that ends by closing it. */
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }

    /** Breaks the connection if one write has lasted longer than this. */
    void dropIfStalled(Duration longest) {
        long since = writingSinceNanos;
        Thread stalled = writer;
        if (since != NOT_WRITING && stalled != null && System.nanoTime() - since > longest.toNanos()) {
            // A thread that is interrupted in the midst of writing closes its channel.
            stalled.interrupt();
        }
    }

    private void readAhead() {
        DataReader socket = context.dataReader();
        try {
            while (!answered) {
                socket.ensureAvailable();
                ahead.put(socket.readBuffer().readBytes());
            }
        } catch (RuntimeException | InterruptedException e) {
            gone = true;
        }
        Runnable action = whenGone;
        if (action != null) {
            action.run();
        }
        if (!answered) {
            tell(END);
        }
    }

    private void tell(byte[] bytes) {
        try {
            ahead.put(bytes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The next bytes that the client sent; null at the end, or where it sends nothing for too long. */
    private byte @Nullable [] received() {
        if (ended) {
            return null;
        }
        try {
            byte[] bytes = ahead.poll(readTimeout.toMillis(), TimeUnit.MILLISECONDS);
            ended = bytes == null || bytes.length == 0;
            return ended ? null : bytes;
        } catch (InterruptedException e) {
            throw new CloseConnectionException("The server is stopping", e);
        }
    }

    @Override
    public void write(BufferData... buffers) {
        timed(() -> context.dataWriter().write(buffers));
    }

    @Override
    public void write(BufferData buffer) {
        timed(() -> context.dataWriter().write(buffer));
    }

    @Override
    public void writeNow(BufferData... buffers) {
        timed(() -> context.dataWriter().writeNow(buffers));
    }

    @Override
    public void writeNow(BufferData buffer) {
        timed(() -> context.dataWriter().writeNow(buffer));
    }

    private void timed(Runnable write) {
        writer = Thread.currentThread();
        long now = System.nanoTime();
        writingSinceNanos = now == NOT_WRITING ? 1 : now;
        try {
            write.run();
        } finally {
            writingSinceNanos = NOT_WRITING;
            writer = null;
        }
    }

    @Override
    public void flush() {
        context.dataWriter().flush();
    }

    @Override
    public void close() {
        context.dataWriter().close();
    }

    @Override
    public DataReader dataReader() {
        return reader;
    }

    @Override
    public DataWriter dataWriter() {
        return this;
    }

    @Override
    public ListenerContext listenerContext() {
        return context.listenerContext();
    }

    @Override
    public ExecutorService executor() {
        return context.executor();
    }

    @Override
    public Router router() {
        return context.router();
    }

    @Override
    public Optional<ProxyProtocolData> proxyProtocolData() {
        return context.proxyProtocolData();
    }

    @Override
    public HelidonSocket serverSocket() {
        return context.serverSocket();
    }

    @Override
    public PeerInfo remotePeer() {
        return context.remotePeer();
    }

    @Override
    public PeerInfo localPeer() {
        return context.localPeer();
    }

    @Override
    public boolean isSecure() {
        return context.isSecure();
    }

    @Override
    public String socketId() {
        return context.socketId();
    }

    @Override
    public String childSocketId() {
        return context.childSocketId();
    }
}
