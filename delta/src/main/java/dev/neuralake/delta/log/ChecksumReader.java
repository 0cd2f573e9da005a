package dev.neuralake.delta.log;

import com.fasterxml.jackson.databind.JsonNode;
import dev.neuralake.delta.action.Json;
import dev.neuralake.storage.MissingObjectException;
import dev.neuralake.storage.ObjectStore;
import java.io.IOException;

/** Compares what was replayed with the checksum file of its version. Stateless, thread-safe. */
final class ChecksumReader {
    private final ObjectStore store;

    ChecksumReader(ObjectStore store) {
        this.store = store;
    }

    /** False where there is a checksum that tells of other files; true where there is none that can be read. */
    boolean agrees(Replay replay) {
        try {
            JsonNode json = Json.MAPPER.readTree(store.read(LogFile.checksum(replay.version())));
            JsonNode files = json.path("numFiles");
            JsonNode sizeBytes = json.path("tableSizeBytes");
            return !files.isIntegralNumber()
                    || !sizeBytes.isIntegralNumber()
                    || replay.has(files.asLong(), sizeBytes.asLong());
        } catch (MissingObjectException | IOException none) {
            return true;
        }
    }
}
