package dev.neuralake.cli;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.neuralake.catalog.Execution;
import dev.neuralake.columnar.format.Format;
import dev.neuralake.columnar.format.TableLayout;
import dev.neuralake.types.NeuralakeException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Prints what became of statements, each as soon as it is done, and closes it. */
abstract sealed class ExecutionWriter implements Consumer<Execution>, AutoCloseable {
    private final Console console;

    private ExecutionWriter(Console console) {
        this.console = console;
    }

    /** @throws NeuralakeException for a format that has no room for several outcomes */
    static ExecutionWriter of(Format format, Console console) {
        return switch (format) {
            case TABLE -> new Lines(console);
            case JSON -> new Objects(console, "[", ",\n", "]\n");
            case NDJSON -> new Objects(console, "", "\n", "\n");
            case CSV, ARROW, PARQUET ->
                throw new NeuralakeException("Cannot print what statements did as " + format
                        + ": it is not one table (use table, json or ndjson)");
        };
    }

    @Override
    public final void accept(Execution execution) {
        try (execution) {
            write(execution, console.results());
            console.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    abstract void write(Execution execution, OutputStream out) throws IOException;

    /** Prints for people the version and what was counted, or the rows. */
    static void show(Execution execution, Console console) throws IOException {
        int width = console.outIsTerminal() ? console.width() : Integer.MAX_VALUE;
        if (execution.version() != null) {
            List<String> facts = new ArrayList<>(List.of("version " + execution.version()));
            execution.metrics().entrySet().stream()
                    .filter(metric -> metric.getValue() != 0)
                    .forEach(metric -> facts.add(metric.getKey() + " " + metric.getValue()));
            if (facts.size() == 1 && !execution.metrics().isEmpty()) {
                facts.add("nothing to do");
            }
            // A line breaks between facts alone.
            String line = String.join(
                    ", ",
                    facts.stream().map(fact -> fact.replace(' ', '\u00a0')).toList());
            Prose.wrap(line, width).forEach(part -> console.print(part.replace('\u00a0', ' ')));
        }
        if (execution.rows() != null) {
            TableLayout layout = new TableLayout(width, Integer.MAX_VALUE, console.colours());
            Format.TABLE.write(execution.rows().source(), console.results(), layout);
        }
    }

    @Override
    public void close() throws IOException {}

    /** A line a statement, or the table that it answers with. */
    private static final class Lines extends ExecutionWriter {
        private final Console console;

        Lines(Console console) {
            super(console);
            this.console = console;
        }

        @Override
        void write(Execution execution, OutputStream out) throws IOException {
            show(execution, console);
        }
    }

    /** An object a statement. */
    private static final class Objects extends ExecutionWriter {
        private static final JsonFactory JSON = new JsonFactory();

        private final Console console;
        private final String between;
        private final String end;
        private final String begin;
        private boolean begun;

        Objects(Console console, String begin, String between, String end) {
            super(console);
            this.console = console;
            this.begin = begin;
            this.between = between;
            this.end = end;
        }

        @Override
        void write(Execution execution, OutputStream out) throws IOException {
            out.write((begun ? between : begin).getBytes(StandardCharsets.UTF_8));
            begun = true;
            ByteArrayOutputStream object = new ByteArrayOutputStream();
            try (JsonGenerator json = JSON.createGenerator(object, JsonEncoding.UTF8)) {
                json.writeStartObject();
                json.writeStringField("statement", execution.statement());
                json.writeObjectField("version", execution.version());
                json.writeObjectFieldStart("metrics");
                for (Map.Entry<String, Long> metric : execution.metrics().entrySet()) {
                    json.writeNumberField(metric.getKey(), metric.getValue());
                }
                json.writeEndObject();
                if (execution.rows() != null) {
                    ByteArrayOutputStream rows = new ByteArrayOutputStream();
                    Format.JSON.write(execution.rows().source(), rows);
                    json.writeFieldName("rows");
                    // On one line, for an object is a line.
                    json.writeRawValue(rows.toString(StandardCharsets.UTF_8)
                            .replace("\n", "")
                            .strip());
                }
                json.writeEndObject();
            }
            object.writeTo(out);
        }

        @Override
        public void close() throws IOException {
            String rest = begun ? end : begin.isEmpty() ? "" : begin + end;
            console.results().write(rest.getBytes(StandardCharsets.UTF_8));
            console.flush();
        }
    }
}
