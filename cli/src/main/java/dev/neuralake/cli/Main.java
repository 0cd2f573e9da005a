package dev.neuralake.cli;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code neuralake} command. */
@Command(
        name = "neuralake",
        version = "neuralake 0.1.0-SNAPSHOT",
        description = "A lakehouse in code: tables declared in Java, stored, queried, served and documented.",
        synopsisSubcommandLabel = "COMMAND",
        footer = "%nBegin with 'neuralake demo'. 'neuralake COMMAND --help' tells more about a command.")
public final class Main implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    @Option(names = "--version", versionHelp = true, description = "Show the version.")
    boolean version;

    public static void main(String[] args) {
        System.exit(run(Console.ofProcess(), args));
    }

    /** Runs one command line and returns the exit code. */
    static int run(Console console, String... args) {
        CommandLine line = Commands.forArguments(console, args);
        line.setOut(new PrintWriter(console.results(), false, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(console.messages(), true, StandardCharsets.UTF_8));
        int code = line.execute(args);
        line.getOut().flush();
        try {
            console.flush();
        } catch (UncheckedIOException closed) {
            return code == ExitCode.OK ? new Failures(console).report(closed, false) : code;
        }
        return code;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command");
    }
}
