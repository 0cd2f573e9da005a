package dev.neuralake.columnar.format;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;

/** Batches in Arrow's IPC stream format, as they come. */
final class ArrowStream {
    private ArrowStream() {}

    static long write(Batches batches, OutputStream out) throws IOException {
        long count = 0;
        try (ArrowStreamWriter writer = new ArrowStreamWriter(batches.batch(), null, new Channel(out))) {
            writer.start();
            while (batches.next()) {
                count += batches.batch().getRowCount();
                writer.writeBatch();
                out.flush();
            }
            writer.end();
        }
        out.flush();
        return count;
    }

    /** Leaves the stream open when it is closed itself. */
    private static final class Channel implements WritableByteChannel {
        private static final int CHUNK_BYTES = 1 << 16;

        private final OutputStream out;
        private final byte[] chunk = new byte[CHUNK_BYTES];

        Channel(OutputStream out) {
            this.out = out;
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            int count = source.remaining();
            while (source.hasRemaining()) {
                int length = Math.min(CHUNK_BYTES, source.remaining());
                source.get(chunk, 0, length);
                out.write(chunk, 0, length);
            }
            return count;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }
}
