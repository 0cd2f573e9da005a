package dev.neuralake.delta.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.neuralake.delta.action.Action;
import dev.neuralake.delta.action.ActionJson;
import dev.neuralake.delta.action.Json;
import dev.neuralake.storage.ObjectExistsException;
import dev.neuralake.storage.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;

/**
 * Writes what a version amounts to beside its commit (PROTOCOL.md, "Version Checksum File"), so that readers find
 * metadata and protocol, and check what they replayed, without a checkpoint.
 */
final class ChecksumWriter {
    /** Longer lists are left out: who needs one replays the log. */
    private static final int LISTED_MOST = 1_000;

    private final ObjectStore store;

    ChecksumWriter(ObjectStore store) {
        this.store = store;
    }

    void write(TableState state) {
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("tableSizeBytes", state.files().sizeBytes());
        json.put("numFiles", (long) state.files().size());
        json.put("numMetadata", 1L);
        json.put("numProtocol", 1L);
        if (state.metadata().flag("delta.enableInCommitTimestamps")) {
            json.put("inCommitTimestampOpt", state.timestampMillis());
        }
        if (Retention.transactions(state.metadata()) == null) {
            // What expires by the clock is not the same to all who compare it.
            list(json, "setTransactions", state.transactions().values());
        }
        list(json, "domainMetadata", state.domains().values());
        json.set("metadata", node(state.metadata()));
        json.set("protocol", node(state.protocol()));
        try {
            store.createHint(LogFile.checksum(state.version()), json.toString().getBytes(StandardCharsets.UTF_8));
        } catch (ObjectExistsException e) {
            // Another process was quicker, and its checksum is of the same version.
        }
    }

    private static void list(ObjectNode json, String field, Collection<? extends Action> actions) {
        if (actions.size() <= LISTED_MOST) {
            var list = json.putArray(field);
            actions.forEach(action -> list.add(node(action)));
        }
    }

    private static JsonNode node(Action action) {
        try {
            return Json.MAPPER
                    .readTree(ActionJson.write(List.of(action)))
                    .elements()
                    .next();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
