package dev.neuralake.cli;

import dev.neuralake.columnar.format.Format;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "exec",
        footer = {
            "%nCREATE TABLE, INSERT, DELETE, UPDATE, MERGE, ALTER TABLE, OPTIMIZE, VACUUM, RESTORE and their like, as "
                    + "Delta's users know them from Spark, separated by semicolons. The first that fails ends the run; "
                    + "those before it stay committed.",
            "Formats: table for people; json and ndjson, an object a statement, for programs."
        })
final class ExecCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "0..1",
            paramLabel = "STATEMENTS",
            description = "The statements; - reads them from standard input.")
    private @Nullable String statements;

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "Read the statements from a file; - is standard input.")
    private @Nullable Path file;

    @Option(
            names = {"-f", "--format"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "How to print what was done: table, json or ndjson. ${DEFAULT-VALUE} unless told otherwise.")
    private String formatName = "";

    @Mixin
    private CatalogOptions from = new CatalogOptions();

    @Mixin
    private CommonOptions common = new CommonOptions();

    ExecCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Format format = Format.of(formatName);
        String script = SqlInput.read(spec.commandLine(), console, statements, file);
        try (OpenCatalog open = from.openToWrite(common.settings());
                Interruption _ =
                        Interruption.calls(() -> open.catalog().engine().cancel());
                ExecutionWriter writer = ExecutionWriter.of(format, console)) {
            open.catalog().execute(script, writer);
        }
        return ExitCode.OK;
    }
}
