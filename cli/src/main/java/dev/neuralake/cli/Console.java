package dev.neuralake.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Where a command reads and writes: results go to standard output, messages and progress to standard error. Text is
 * UTF-8. Colours are for a terminal that did not refuse them ({@code NO_COLOR}).
 */
final class Console {
    private static final int WIDTH_DEFAULT = 100;
    private static final int WIDTH_MIN = 40;

    private final InputStream in;
    private final OutputStream out;
    private final PrintStream err;
    private final boolean outIsTerminal;
    private final boolean errIsTerminal;
    private final boolean colours;
    private final int width;

    /**
     * @param environment the variables that tell about the terminal: {@code NO_COLOR}, {@code TERM}, {@code COLUMNS}
     */
    Console(
            InputStream in,
            OutputStream out,
            OutputStream err,
            boolean outIsTerminal,
            boolean errIsTerminal,
            Map<String, String> environment) {
        this.in = in;
        this.out = out;
        this.err = new PrintStream(err, true, StandardCharsets.UTF_8);
        this.outIsTerminal = outIsTerminal;
        this.errIsTerminal = errIsTerminal;
        this.colours = environment.getOrDefault("NO_COLOR", "").isEmpty() && !"dumb".equals(environment.get("TERM"));
        this.width = width(environment.getOrDefault("COLUMNS", ""));
    }

    /** The console of this process. The launcher, which can ask cheaply, says which streams are terminals. */
    static Console ofProcess() {
        String terminals = System.getProperty("neuralake.terminals", "");
        return new Console(
                System.in,
                new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16),
                new FileOutputStream(FileDescriptor.err),
                terminals.contains("out"),
                terminals.contains("err"),
                System.getenv());
    }

    private static int width(String columns) {
        try {
            return Math.max(WIDTH_MIN, Integer.parseInt(columns));
        } catch (NumberFormatException _) {
            return WIDTH_DEFAULT;
        }
    }

    InputStream in() {
        return in;
    }

    /** Standard output, buffered: the results and nothing else. Not closed by those who write. */
    OutputStream results() {
        return out;
    }

    /** A line of results. */
    void print(String line) {
        try {
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    void flush() {
        try {
            out.flush();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A message for the person who watches. */
    void say(String message) {
        err.println(message);
    }

    /** What went wrong, in the one shape that errors have. */
    void fail(String message) {
        err.println((colours && errIsTerminal ? Style.BAD.on("neuralake:") : "neuralake:") + " " + message);
    }

    /** Standard error, for progress and traces. */
    PrintStream messages() {
        return err;
    }

    boolean outIsTerminal() {
        return outIsTerminal;
    }

    boolean errIsTerminal() {
        return errIsTerminal;
    }

    /** {@code text} in a style, where standard output shows styles. */
    String styled(Style style, String text) {
        return colours && outIsTerminal && !text.isEmpty() ? style.on(text) : text;
    }

    /** Whether results may be coloured. */
    boolean colours() {
        return colours && outIsTerminal;
    }

    /** Columns of the terminal; {@value #WIDTH_DEFAULT} where it does not say. */
    int width() {
        return width;
    }
}
