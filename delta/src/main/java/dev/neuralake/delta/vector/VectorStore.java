package dev.neuralake.delta.vector;

import dev.neuralake.delta.action.DeletionVector;
import dev.neuralake.storage.MissingObjectException;
import dev.neuralake.storage.ObjectStore;
import dev.neuralake.types.NeuralakeException;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.zip.CRC32;

/** Reads and writes the deletion vectors of one table. Thread-safe. */
public final class VectorStore {
    private static final byte FORMAT_VERSION = 1;

    private final ObjectStore store;
    private final String table;

    /** @param store the table's root */
    public VectorStore(ObjectStore store, String table) {
        this.store = store;
        this.table = table;
    }

    /** The rows that a vector hides. */
    public RowSet read(DeletionVector vector) {
        String where = vector.uniqueId() + " of table " + table;
        if (vector.storageType().equals("i")) {
            byte[] bytes = decode(vector.pathOrInlineDv(), where);
            return RowSet.deserialize(ByteBuffer.wrap(bytes, 0, Math.min(bytes.length, vector.sizeBytes())), where);
        }
        int offset = vector.offset() == null ? 1 : vector.offset();
        byte[] stored = readRange(vector, offset, vector.sizeBytes() + 8);
        ByteBuffer bytes = ByteBuffer.wrap(stored);
        if (stored.length < vector.sizeBytes() + 8 || bytes.getInt() != vector.sizeBytes()) {
            throw new NeuralakeException("Cannot read deletion vector " + where
                    + ": its file is cut short or has another " + "length at its place (restore the file)");
        }
        CRC32 crc = new CRC32();
        crc.update(stored, 4, vector.sizeBytes());
        if ((int) crc.getValue() != bytes.getInt(4 + vector.sizeBytes())) {
            throw new NeuralakeException(
                    "Cannot read deletion vector " + where + ": its checksum is wrong (the file is damaged)");
        }
        return RowSet.deserialize(bytes.slice(4, vector.sizeBytes()), where);
    }

    private static byte[] decode(String text, String where) {
        try {
            return Z85.decode(text);
        } catch (IllegalArgumentException e) {
            throw new NeuralakeException("Cannot read deletion vector " + where + ": " + e.getMessage(), e);
        }
    }

    private byte[] readRange(DeletionVector vector, int offset, int length) {
        String location = location(vector);
        try {
            if (!isAbsolute(vector)) {
                return store.readRange(location, offset, length);
            }
            try (var channel = Files.newByteChannel(Path.of(URI.create(location)))) {
                ByteBuffer buffer = ByteBuffer.allocate(length);
                channel.position(offset);
                while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
                    // Until the range is full.
                }
                return java.util.Arrays.copyOf(buffer.array(), buffer.position());
            }
        } catch (MissingObjectException | IOException e) {
            throw new NeuralakeException(
                    "Cannot read table " + table + ": the deletion vector file " + location
                            + " is missing (was it vacuumed? choose a newer version)",
                    e);
        }
    }

    private static boolean isAbsolute(DeletionVector vector) {
        return vector.storageType().equals("p");
    }

    /** The file of a vector that is not inline: a key below the table's root, or an absolute URI. */
    public String location(DeletionVector vector) {
        return switch (vector.storageType()) {
            case "p" -> vector.pathOrInlineDv();
            case "u" -> {
                String text = vector.pathOrInlineDv();
                int split = text.length() - Z85.UUID_LENGTH;
                if (split < 0) {
                    throw unknown(vector);
                }
                String folder = text.substring(0, split);
                yield (folder.isEmpty() ? "" : folder + "/") + fileName(Z85.uuid(text.substring(split)));
            }
            default -> throw unknown(vector);
        };
    }

    private NeuralakeException unknown(DeletionVector vector) {
        return new NeuralakeException("Cannot read deletion vector " + vector.uniqueId() + " of table " + table
                + ": it is stored in a way that is not known here");
    }

    private static String fileName(UUID id) {
        return "deletion_vector_" + id + ".bin";
    }

    /** Writes vectors into one new file and returns where each lies, in order. */
    public List<DeletionVector> write(List<RowSet> vectors) {
        UUID id = UUID.randomUUID();
        String encoded = Z85.encode(id);
        List<DeletionVector> written = new ArrayList<>();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(FORMAT_VERSION);
            for (RowSet rows : vectors) {
                byte[] serialized = rows.serialize();
                written.add(new DeletionVector("u", encoded, out.size(), serialized.length, rows.cardinality()));
                CRC32 crc = new CRC32();
                crc.update(serialized);
                out.writeInt(serialized.length);
                out.write(serialized);
                out.writeInt((int) crc.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        store.create(fileName(id), bytes.toByteArray());
        return written;
    }

    /** The same vector as seen from elsewhere: its file by an absolute path. */
    public DeletionVector absolute(DeletionVector vector) {
        if (!vector.storageType().equals("u")) {
            return vector;
        }
        return new DeletionVector(
                "p", store.location() + location(vector), vector.offset(), vector.sizeBytes(), vector.cardinality());
    }
}
