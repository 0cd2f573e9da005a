package dev.neuralake.interop;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A program that answers each line of JSON with one, {@code {"rows": […]}} or {@code {"error": "…"}}. */
final class JsonLines {
    /** Reads decimals with all their digits. */
    static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final String name;
    private final Writer requests;
    private final BufferedReader answers;

    /** Starts the program, which first says that it is ready, and which ends with the tests. */
    JsonLines(String name, ProcessBuilder program) {
        this.name = name;
        try {
            Process process =
                    program.redirectError(ProcessBuilder.Redirect.INHERIT).start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
            requests = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
            answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            answer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The rows of the answer.
     *
     * @throws IllegalStateException with the program's message where it fails
     */
    synchronized List<JsonNode> ask(Object request) {
        try {
            requests.write(MAPPER.writeValueAsString(request) + "\n");
            requests.flush();
            JsonNode answer = answer();
            if (answer.has("error")) {
                throw new IllegalStateException(
                        name + ": " + answer.get("error").asText());
            }
            List<JsonNode> rows = new ArrayList<>();
            answer.get("rows").forEach(rows::add);
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode answer() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new IllegalStateException(name + " has ended; what it said is above");
        }
        return MAPPER.readTree(line);
    }
}
