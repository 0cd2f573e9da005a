package dev.neuralake.cli;

import dev.neuralake.columnar.format.Format;
import dev.neuralake.types.NeuralakeException;
import picocli.CommandLine.Option;

/** How results are printed. */
final class FormatOption {
    @Option(
            names = {"-f", "--format"},
            paramLabel = "FORMAT",
            order = 3,
            defaultValue = "table",
            description =
                    "How to print the results: table, json, csv, ndjson, parquet or arrow. ${DEFAULT-VALUE} unless "
                            + "told otherwise.")
    private String name = "";

    /**
     * The format to print in.
     *
     * @throws NeuralakeException where there is none of the name, or where a terminal cannot show it
     */
    Format chosen(Console console) {
        Format format = Format.of(name);
        if ((format == Format.PARQUET || format == Format.ARROW) && console.outIsTerminal()) {
            throw new NeuralakeException(
                    "Cannot print " + format + " to a terminal: it is not text (send it to a file with > FILE)");
        }
        return format;
    }
}
