package dev.neuralake.columnar;

import org.apache.arrow.compression.ZstdCompressionCodec;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.compression.AbstractCompressionCodec;
import org.apache.arrow.vector.compression.CompressionCodec;
import org.apache.arrow.vector.compression.CompressionUtil;
import org.apache.arrow.vector.compression.CompressionUtil.CodecType;
import org.apache.arrow.vector.compression.NoCompressionCodec;
import org.jspecify.annotations.Nullable;

/**
 * The compressions of Arrow's IPC format, for one reader. Arrow does not release what it has read so far where a codec
 * throws, so a failure is kept and asked for after the batch.
 */
final class ArrowCodecs implements CompressionCodec.Factory {
    private @Nullable RuntimeException failure;

    @Override
    public CompressionCodec createCodec(CodecType type) {
        return switch (type) {
            case NO_COMPRESSION -> NoCompressionCodec.INSTANCE;
            case LZ4_FRAME -> new Guarded(new Lz4Codec());
            case ZSTD -> new Guarded(new ZstdCompressionCodec());
        };
    }

    @Override
    public CompressionCodec createCodec(CodecType type, int level) {
        return createCodec(type);
    }

    /** @throws IllegalArgumentException where a buffer that was read since could not be decompressed */
    void requireIntact() {
        if (failure != null) {
            throw new IllegalArgumentException(failure.getMessage(), failure);
        }
    }

    private final class Guarded implements CompressionCodec {
        private final CompressionCodec codec;

        Guarded(CompressionCodec codec) {
            this.codec = codec;
        }

        @Override
        public ArrowBuf compress(BufferAllocator allocator, ArrowBuf plain) {
            return codec.compress(allocator, plain);
        }

        @Override
        public ArrowBuf decompress(BufferAllocator allocator, ArrowBuf compressed) {
            long size = compressed.getLong(0);
            try {
                return codec.decompress(allocator, compressed);
            } catch (RuntimeException e) {
                failure = e;
                compressed.close();
                return zeros(allocator, size);
            }
        }

        /** As many bytes as there should be, for Arrow to load. */
        private ArrowBuf zeros(BufferAllocator allocator, long size) {
            if (size < 0 || size > Integer.MAX_VALUE) {
                return allocator.getEmpty();
            }
            ArrowBuf buffer = allocator.buffer(size);
            buffer.setZero(0, size);
            buffer.writerIndex(size);
            return buffer;
        }

        @Override
        public CodecType getCodecType() {
            return codec.getCodecType();
        }
    }

    /** What Feather files are compressed with unless their writer asked otherwise. */
    private static final class Lz4Codec extends AbstractCompressionCodec {
        @Override
        public CodecType getCodecType() {
            return CodecType.LZ4_FRAME;
        }

        @Override
        protected ArrowBuf doCompress(BufferAllocator allocator, ArrowBuf plain) {
            throw new UnsupportedOperationException("LZ4 is read alone");
        }

        @Override
        protected ArrowBuf doDecompress(BufferAllocator allocator, ArrowBuf buffer) {
            int start = (int) CompressionUtil.SIZE_OF_UNCOMPRESSED_LENGTH;
            byte[] compressed = new byte[Math.toIntExact(buffer.writerIndex()) - start];
            buffer.getBytes(start, compressed);
            byte[] plain = new byte[Math.toIntExact(readUncompressedLength(buffer))];
            new Lz4Frame(compressed).decompress(plain);
            ArrowBuf decompressed = allocator.buffer(plain.length);
            decompressed.setBytes(0, plain);
            decompressed.writerIndex(plain.length);
            return decompressed;
        }
    }
}
