package dev.neuralake.cli;

import java.io.PrintStream;

/** Where an error came from, for those who ask. */
final class StackTrace {
    private StackTrace() {}

    static void print(Throwable failure, PrintStream to) {
        String prefix = "";
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            to.println(prefix + cause);
            for (StackTraceElement element : cause.getStackTrace()) {
                to.println("  at " + element);
            }
            prefix = "caused by ";
        }
    }
}
