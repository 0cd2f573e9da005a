package dev.neuralake.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Runs commands in this process and keeps what they wrote. */
record TestConsole(Console console, ByteArrayOutputStream outBytes, ByteArrayOutputStream errBytes) {

    static TestConsole create() {
        return create("", false, Map.of());
    }

    static TestConsole create(String input, boolean terminal, Map<String, String> environment) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                out,
                err,
                terminal,
                terminal,
                environment);
        return new TestConsole(console, out, err);
    }

    /** Runs a command line; the exit code. */
    int run(String... args) {
        return Main.run(console, args);
    }

    String out() {
        return outBytes.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return errBytes.toString(StandardCharsets.UTF_8);
    }
}
