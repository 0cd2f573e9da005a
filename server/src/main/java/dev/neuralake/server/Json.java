package dev.neuralake.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The small JSON documents of this module: errors, listings, request bodies. Rows are rendered elsewhere. */
final class Json {
    static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    /** A document of maps, lists, texts and numbers as UTF-8, ended by a line end. */
    static byte[] line(Object document) {
        try {
            byte[] text = MAPPER.writeValueAsString(document).getBytes(StandardCharsets.UTF_8);
            byte[] line = Arrays.copyOf(text, text.length + 1);
            line[text.length] = '\n';
            return line;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Cannot write " + document.getClass() + " as JSON", e);
        }
    }
}
