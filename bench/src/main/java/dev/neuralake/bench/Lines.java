package dev.neuralake.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;

/** A program that answers each line of JSON with one: {@code {"rows": […]}} or {@code {"error": "…"}}. */
final class Lines implements AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Process process;
    private final Writer requests;
    private final BufferedReader answers;

    /** Starts the program, which first says that it is ready. */
    Lines(List<String> command) {
        try {
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            requests = process.outputWriter();
            answers = process.inputReader();
            answer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first row of the answer, a missing node where it has none. */
    JsonNode ask(Object request) {
        try {
            requests.write(MAPPER.writeValueAsString(request) + "\n");
            requests.flush();
            return answer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode answer() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new IllegalStateException("the program has ended");
        }
        JsonNode answer = MAPPER.readTree(line);
        if (answer.has("error")) {
            throw new IllegalStateException(answer.get("error").asText());
        }
        return answer.path("rows").path(0);
    }

    @Override
    public void close() {
        process.destroy();
    }
}
