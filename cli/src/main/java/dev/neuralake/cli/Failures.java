package dev.neuralake.cli;

import dev.neuralake.types.Nearest;
import dev.neuralake.types.NeuralakeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Turns what went wrong into one message on standard error and an exit code. */
final class Failures implements CommandLine.IExecutionExceptionHandler, CommandLine.IParameterExceptionHandler {
    private final Console console;

    Failures(Console console) {
        this.console = console;
    }

    @Override
    public int handleParseException(ParameterException failure, String[] args) {
        CommandLine command = failure.getCommandLine();
        console.fail(message(failure) + " (try '" + command.getCommandSpec().qualifiedName() + " --help')");
        return ExitCode.USAGE;
    }

    private static String message(ParameterException failure) {
        if (failure instanceof CommandLine.UnmatchedArgumentException unmatched) {
            CommandLine command = failure.getCommandLine();
            String wanted = unmatched.getUnmatched().getFirst();
            if (!command.getSubcommands().isEmpty() && !wanted.startsWith("-")) {
                return "No such command '" + wanted + "'"
                        + Nearest.hint(wanted, command.getSubcommands().keySet());
            }
        }
        return Objects.requireNonNullElse(failure.getMessage(), failure.toString())
                .replaceFirst("^Error: ", "");
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        return report(failure, command.getParseResult().hasMatchedOption("--verbose"));
    }

    /** Reports a failure and says how the process ends. */
    int report(Throwable failure, boolean verbose) {
        if (isOutputClosed(failure)) {
            return ExitCode.OUTPUT_CLOSED;
        }
        if (Interruption.happened()) {
            return ExitCode.INTERRUPTED;
        }
        console.fail(message(failure, verbose));
        if (verbose) {
            StackTrace.print(failure, console.messages());
        }
        return failure instanceof ParameterException ? ExitCode.USAGE : ExitCode.FAILURE;
    }

    private static String message(Throwable failure, boolean verbose) {
        return switch (failure) {
            case NeuralakeException known -> Objects.requireNonNullElse(known.getMessage(), known.toString());
            case ParameterException usage -> message(usage);
            case NoSuchFileException missing -> "Cannot find file " + missing.getFile();
            case UncheckedIOException wrapped -> message(Objects.requireNonNull(wrapped.getCause()), verbose);
            case IOException io ->
                "Cannot read or write: " + Objects.requireNonNullElse(io.getMessage(), io.toString());
            default ->
                "Cannot finish: " + failure
                        + (verbose ? "" : " (this is a fault of the program; --verbose shows where)");
        };
    }

    /** Whether the reader of standard output went away, which is nobody's failure. */
    private static boolean isOutputClosed(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException && "Broken pipe".equals(cause.getMessage())) {
                return true;
            }
        }
        return false;
    }
}
