package dev.neuralake.columnar;

import dev.neuralake.types.NeuralakeException;
import dev.neuralake.types.Schema;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.util.DictionaryUtility;

/**
 * Files in Arrow's IPC format: random-access files (Feather version 2 among them) and streams, told apart by how they
 * begin, with LZ4 or ZSTD compression or none.
 */
public final class ArrowFile {
    /** How a random-access file begins; a stream begins with the length of a message. */
    private static final byte[] MAGIC = "ARROW1".getBytes(StandardCharsets.US_ASCII);

    private ArrowFile() {}

    /** The columns of a file. */
    public static Schema schema(Path file) {
        try (BufferAllocator allocator = Allocators.root().newChildAllocator("schema", 0, Long.MAX_VALUE);
                ArrowReader reader = open(file, allocator, new ArrowCodecs())) {
            return ArrowTypes.fromArrow(arrowSchema(file, reader));
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /**
     * The rows of one file after the other. Only the first is opened before the rows are read.
     *
     * @param files at least one, all of the same columns
     */
    public static ArrowSource source(List<Path> files) {
        List<Path> all = List.copyOf(files);
        return ArrowSource.of(schema(all.getFirst()), allocator -> new ArrowFiles(all, allocator));
    }

    static ArrowReader open(Path file, BufferAllocator allocator, ArrowCodecs codecs) {
        try {
            return isRandomAccess(file)
                    ? new ArrowFileReader(FileChannel.open(file), allocator, codecs)
                    : new ArrowStreamReader(
                            new BufferedInputStream(Files.newInputStream(file), 1 << 16), allocator, codecs);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static boolean isRandomAccess(Path file) throws IOException {
        try (InputStream input = Files.newInputStream(file)) {
            return Arrays.equals(input.readNBytes(MAGIC.length), MAGIC);
        }
    }

    /** The fields as they stand in the file: of dictionaries the values, where the vectors hold positions. */
    static org.apache.arrow.vector.types.pojo.Schema arrowSchema(Path file, ArrowReader reader) {
        try {
            return new org.apache.arrow.vector.types.pojo.Schema(
                    reader.getVectorSchemaRoot().getSchema().getFields().stream()
                            .map(field -> DictionaryUtility.toMessageFormat(field, reader, new HashSet<>()))
                            .toList());
        } catch (IOException | RuntimeException e) {
            throw unreadable(file, e);
        }
    }

    static NeuralakeException unreadable(Path file, Exception e) {
        String reason = e instanceof NoSuchFileException ? "there is no such file" : "it is not Arrow IPC data";
        String detail = e.getMessage() == null || e instanceof NoSuchFileException ? "" : " (" + e.getMessage() + ")";
        return new NeuralakeException("Cannot read " + file + ": " + reason + detail, e);
    }
}
