package dev.neuralake.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code neuralake} command. */
@Command(name = "neuralake", mixinStandardHelpOptions = true, version = "neuralake 0.1.0-SNAPSHOT")
public final class Main implements Runnable {
    public static void main(String[] args) {
        System.exit(new CommandLine(new Main()).execute(args));
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }
}
