package dev.neuralake.cli;

import java.io.IOException;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A command that writes the rows of a file or a query into a table. */
abstract class RowsCommand extends StatementCommand {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "FILE",
            description = "The rows: a file, folder or glob of Parquet, CSV, NDJSON or Arrow, or a Delta table.")
    private @Nullable String file;

    @Option(
            names = {"-q", "--query"},
            paramLabel = "SQL",
            description = "The rows: what a SELECT yields, its columns named as the table's.")
    private @Nullable String query;

    /** The name by which the catalog knows the file. */
    private @Nullable String source;

    RowsCommand(Console console) {
        super(console);
    }

    /** What else there may be in the place of rows, by the name of its option and as it was given. */
    String otherName() {
        return "";
    }

    @Nullable
    String other() {
        return null;
    }

    @Override
    void prepare() throws IOException {
        if (Stream.of(file, query, other()).filter(Objects::nonNull).count() != 1) {
            throw new ParameterException(spec.commandLine(), "Give one of FILE, --query" + otherName());
        }
        super.prepare();
        source = file == null ? null : from.add(file);
    }

    /** The rows as a query. */
    final String rows(OpenCatalog open) {
        return source == null
                ? "SELECT * FROM (\n" + Objects.requireNonNull(query) + "\n)"
                : "SELECT * FROM " + SqlText.name(open.catalog().entry(source).qualifiedName());
    }
}
