package dev.neuralake.cli;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import java.util.function.Supplier;

/**
 * Shows on standard error how far something is: a bar where it is a terminal, nothing where it is not. Drawn by a
 * thread of its own; gone when it is closed.
 */
final class ProgressBar implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int WIDTH = 30;
    private static final int CLOCK_WIDTH = 10;
    private static final double ENOUGH_TO_ESTIMATE = 0.02;

    private final Console console;
    private final DoubleFunction<Optional<String>> lines;
    private final long startNanos = System.nanoTime();
    private final Thread thread;

    /** @param lines the line to show after so many seconds, if there is one to show */
    private ProgressBar(Console console, DoubleFunction<Optional<String>> lines) {
        this.console = console;
        this.lines = lines;
        this.thread = Thread.ofPlatform().daemon().name("neuralake-progress").unstarted(this::draw);
    }

    /**
     * @param total how many rows there are to be
     * @param progress asked for the share done, from 0 to 1
     */
    static ProgressBar start(Console console, String what, long total, Supplier<OptionalDouble> progress) {
        return start(console, seconds -> {
            OptionalDouble share = progress.get();
            return share.isEmpty() ? Optional.empty() : Optional.of(line(what, total, share.getAsDouble(), seconds));
        });
    }

    /** Shows how long something takes of which nobody knows the end, once it takes long. */
    static ProgressBar clock(Console console, String what) {
        String line = what.replaceAll("\\s+", " ");
        int most = Math.max(1, console.width() - CLOCK_WIDTH);
        String shown = line.length() <= most ? line : line.substring(0, most - 1) + "…";
        return start(console, seconds -> seconds < 1 ? Optional.empty() : Optional.of(shown + "  " + clock(seconds)));
    }

    private static ProgressBar start(Console console, DoubleFunction<Optional<String>> lines) {
        ProgressBar bar = new ProgressBar(console, lines);
        if (console.errIsTerminal()) {
            bar.thread.start();
        }
        return bar;
    }

    private void draw() {
        while (!Thread.currentThread().isInterrupted()) {
            lines.apply(seconds()).ifPresent(line -> console.messages().print("\r\u001b[K" + line));
            console.messages().flush();
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException closed) {
                return;
            }
        }
    }

    private double seconds() {
        return (System.nanoTime() - startNanos) / 1e9;
    }

    /** The line at one moment. */
    static String line(String what, long total, double share, double seconds) {
        int full = (int) Math.round(share * WIDTH);
        String bar = "█".repeat(full) + "░".repeat(WIDTH - full);
        long done = Math.round(share * total);
        String left = share < ENOUGH_TO_ESTIMATE ? "" : ", " + clock(seconds / share * (1 - share)) + " left";
        return String.format(Locale.ROOT, "%s %3.0f%% %s %,d of %,d rows%s", what, share * 100, bar, done, total, left);
    }

    private static String clock(double seconds) {
        long whole = Math.round(seconds);
        return String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60);
    }

    @Override
    public void close() {
        if (!console.errIsTerminal()) {
            return;
        }
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
        console.messages().print("\r\u001b[K");
        console.messages().flush();
    }
}
