package dev.neuralake.cli;

import java.util.logging.ConsoleHandler;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * How libraries log while a command runs: warnings, to standard error. Named in a system property, so that logging is
 * set up when something is first logged and not at each start.
 */
public final class QuietLogging {
    /** Called by {@link java.util.logging.LogManager}. */
    public QuietLogging() {
        Logger root = Logger.getLogger("");
        ConsoleHandler handler = new ConsoleHandler();
        handler.setLevel(Level.WARNING);
        root.addHandler(handler);
        root.setLevel(Level.WARNING);
    }

    /** Has logging set up this way, unless the person who started the program chose another. */
    static void install() {
        if (System.getProperty("java.util.logging.config.class") == null
                && System.getProperty("java.util.logging.config.file") == null) {
            System.setProperty("java.util.logging.config.class", QuietLogging.class.getName());
        }
    }
}
