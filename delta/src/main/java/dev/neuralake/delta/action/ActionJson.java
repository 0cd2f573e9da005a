package dev.neuralake.delta.action;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;

/** The lines of a log file: one action each, as JSON. */
public final class ActionJson {
    private ActionJson() {}

    /**
     * Reads the actions of a log file in order. Unknown actions and fields are passed over, as the protocol demands.
     *
     * @throws JsonProcessingException where a line is not JSON, such as one that was cut short
     */
    public static void read(byte[] file, Consumer<? super Action> actions) throws JsonProcessingException {
        try {
            ActionParser.parse(file, actions);
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A deletion vector's descriptor, as an action has it. */
    public static DeletionVector deletionVector(JsonNode node) {
        return new DeletionVector(
                node.path("storageType").asText(),
                node.path("pathOrInlineDv").asText(),
                node.hasNonNull("offset") ? (Integer) node.path("offset").asInt() : null,
                node.path("sizeInBytes").asInt(),
                node.path("cardinality").asLong());
    }

    /** The bytes of a log file with these actions. */
    public static byte[] write(List<? extends Action> actions) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512 * (actions.size() + 1));
        try (JsonGenerator json = Json.MAPPER.createGenerator(bytes)) {
            json.setRootValueSeparator(null);
            ActionWriter writer = new ActionWriter(json);
            for (Action action : actions) {
                writer.write(action);
                json.writeRaw('\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
