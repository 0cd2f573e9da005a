package dev.neuralake.cli;

import dev.neuralake.types.NeuralakeException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** SQL that is given as an argument, in a file or on standard input. */
final class SqlInput {
    private SqlInput() {}

    /**
     * Reads it.
     *
     * @param command for the error where both or neither are given
     * @param argument {@code -} for standard input
     * @param file {@code -} likewise
     */
    static String read(CommandLine command, Console console, @Nullable String argument, @Nullable Path file)
            throws IOException {
        if ((argument == null) == (file == null)) {
            throw new ParameterException(
                    command,
                    argument == null
                            ? "Missing the SQL: as an argument or with --file"
                            : "Give SQL or --file, not both");
        }
        if (argument != null && !argument.equals("-")) {
            return argument;
        }
        boolean isStandardInput = file == null || file.toString().equals("-");
        return decode(
                isStandardInput ? console.in().readAllBytes() : Files.readAllBytes(file),
                isStandardInput ? "standard input" : "" + file);
    }

    private static String decode(byte[] bytes, String from) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new NeuralakeException("Cannot read SQL from " + from + ": it is not UTF-8", e);
        }
    }
}
